"""Who takes part: each client behaves as the screen of its kind does, and writes down what it sent, was told and showed."""
