"""The process that works off background jobs (loads, exports); `serve` runs one."""

import sys

HELP = "work off background jobs (serve does this by itself)"


def arguments(parser) -> None:
    pass


def run(args) -> int:
    from procrastinate.contrib.django import app

    from config import parent

    parent.follow()
    try:
        with app.replace_connector(app.connector.get_worker_connector()):
            app.run_worker(listen_notify=True, shutdown_graceful_timeout=20, delete_jobs="successful")
    except Exception as error:  # the database went away, nearly always: serve starts this again
        print(f"Background jobs stopped: {' '.join(str(error).split())}", file=sys.stderr)
        return 1
    return 0
