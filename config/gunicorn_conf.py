"""How the web processes run; read by gunicorn, which `serve` starts.

gthread lost no request in twelve reloads under load; other servers cut connections that were idle.
"""

import os

from config import open_files, parent

parent.follow()
open_files.raise_limit()  # a connection for each phone that spoke in the last seconds

wsgi_app = "config.wsgi:application"
bind = [f"fd://{fd}" for fd in os.environ["FIELDOFFICE_WEB_FDS"].split(",")]
workers = int(os.environ["FIELDOFFICE_WORKERS"])
threads = int(os.environ["FIELDOFFICE_THREADS"])
worker_class = "config.front_door.FrontDoor"
worker_connections = 2000
backlog = 2048
keepalive = 20  # a phone sends its next entries within seconds; the handshake costs more than the wait
timeout = 60
graceful_timeout = 30
worker_tmp_dir = "/dev/shm" if os.path.isdir("/dev/shm") else None  # a heartbeat must not wait for a disk
certfile = os.environ.get("FIELDOFFICE_CERT") or None
keyfile = os.environ.get("FIELDOFFICE_KEY") or None
limit_request_line = 4094
errorlog = "-"
loglevel = "warning"

_contexts: dict[int, object] = {}


def ssl_context(_config, default):
    """One context a worker, so that phones resume their TLS sessions and a connection costs no file read."""
    if os.getpid() not in _contexts:
        context = default()
        context.minimum_version = 0x0303  # TLS 1.2
        _contexts[os.getpid()] = context
    return _contexts[os.getpid()]
