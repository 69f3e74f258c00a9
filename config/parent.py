"""A process that the supervisor started ends when the supervisor does, however that ended."""

import ctypes
import os
import signal
import sys
import threading
import time

VARIABLE = "FIELDOFFICE_PARENT"  # process id of the supervisor, given to its children
PR_SET_PDEATHSIG = 1  # linux/prctl.h


def follow() -> None:
    """Arrange for SIGTERM to come when the supervisor is gone. Nothing happens outside of `serve`."""
    parent = int(os.environ.get(VARIABLE) or 0)
    if not parent:
        return
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, signal.SIGTERM, 0, 0, 0)
    else:
        threading.Thread(target=_watch, args=[parent], daemon=True).start()
    if os.getppid() != parent:  # it went before we could ask to be told
        os.kill(os.getpid(), signal.SIGTERM)


def _watch(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(1)
    os.kill(os.getpid(), signal.SIGTERM)
