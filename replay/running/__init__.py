"""Acting it out: generator processes, who looks after them, and what the machine does meanwhile."""
