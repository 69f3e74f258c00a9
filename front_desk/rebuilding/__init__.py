"""Making an empty database whole from the journal and the kept files.

`looking` reads and checks everything before anything is written; `calls` gives the log back the calls it came in;
`replaying` records them again; `beginning` knows when a database is empty and empties what broke off; `whole` is
the way from the first to the last.
"""
