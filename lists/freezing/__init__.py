"""Freezing: a universe becomes the members and targets of a sheet, once, from a kept list."""
