"""Holds what the clients wrote down against the office's database, its log and its journal: promises 1 to 7, 11 and 12.

It trusts nothing that the office worked out. Times are those of the clients: what was sent after an answer had come back
was sent after it, whatever any clock of the office says.
"""
