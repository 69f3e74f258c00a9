"""Ways to break an office, and to mend it as the runbook says. Each is a function that a story's step names."""
