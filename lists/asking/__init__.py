"""Editing a question: a plain form of rows, one for each condition, in groups."""
