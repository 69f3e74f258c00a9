"""The office that `fieldoffice replay` acts on, where none is given: a county, sheets, teams, posts, logins.

`making` fills it through the same door as any county; `house` opens it on a server of its own. What an outside client
needs to know of it is a `replay.office.Office`, and no more than that goes to the generator.
"""
