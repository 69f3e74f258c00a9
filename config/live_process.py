"""The process that holds open the `/live` connections: uvicorn on a port that the supervisor opened."""

import os
import socket

import uvicorn

from config import open_files, parent


def main() -> None:
    parent.follow()
    open_files.raise_limit()  # a connection each for thousands of screens
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    config = uvicorn.Config(
        "boiler_room.live:app",
        log_level="warning",
        access_log=False,
        timeout_keep_alive=20,
        timeout_graceful_shutdown=2,  # streams never end by themselves; browsers come back
        ssl_certfile=os.environ.get("FIELDOFFICE_CERT") or None,
        ssl_keyfile=os.environ.get("FIELDOFFICE_KEY") or None,
        backlog=2048,
    )
    lent = socket.socket(fileno=int(os.environ["FIELDOFFICE_LIVE_FD"]))
    uvicorn.Server(config).run(sockets=[lent])


if __name__ == "__main__":
    main()
