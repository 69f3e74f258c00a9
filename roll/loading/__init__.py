"""From a kept file to the roll: stage, check, report, accept, take back.

`keeping` stores the file, `staging` copies its rows into a table of text, one module a kind of file
(`voters`, `history`, `voting`, `appending`, `places`) prepares and applies them, `steps` is the whole way.
"""
