"""`GET /live`: server-sent events for open screens, as one small ASGI application.

Volunteers sign in by their device's token (a streaming fetch), staff by the session cookie (EventSource).
However many screens are open, the process asks the database for all of them together: see `hub`.
"""

from boiler_room.live.asgi import app

__all__ = ["app"]
