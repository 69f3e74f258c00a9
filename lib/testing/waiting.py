"""Waiting for what another process does: as short as it takes, with an end."""

import time
from collections.abc import Callable


def until(happened: Callable, seconds: float = 20):
    """The first true answer of `happened()`; AssertionError when there is none for so long."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        answer = happened()
        if answer:
            return answer
        time.sleep(0.02)
    raise AssertionError(f"did not happen within {seconds} s")
