"""Phone trees: who calls whom when nothing else works. Built by rule, changed by hand, rung as a drill or for real."""
