"""`./fieldoffice replay`: a whole Election Day acted out as outside clients do, over HTTP, and the checker of what came of it.

Stands beside the rooms and imports none of them, only `lib`: what it knows of the office is docs/outbox.md and the
pages of staff. README.md says where what is.
"""
