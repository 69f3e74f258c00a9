"""Reading files as they are: bytes first, then lines, then records. Nothing here knows the database.

`archive` opens what was given (plain, zip, gzip), `text` finds the encoding and cuts the stream into lines,
`header` matches column names, `records` turns lines into rows or reasons, `look` guesses an unknown file.
"""
