"""How far something is that takes a while, on standard error: a line kept up to date, or one now and then in a log."""

import sys
import time
from collections.abc import Callable

ON_A_TERMINAL, IN_A_LOG = 0.25, 10.0  # seconds between two lines


def line(what: str, total: int = 0) -> Callable[[int], None]:
    """`tell(n)` shows "n entries read", of `total` where that is known; nothing in the first second."""
    begun = told = time.monotonic()
    terminal = sys.stderr.isatty()

    def tell(n: int) -> None:
        nonlocal told
        now = time.monotonic()
        if now - begun < 1 or now - told < (ON_A_TERMINAL if terminal else IN_A_LOG):
            return
        told = now
        text = f"{n:,} of {total:,} {what}" if total else f"{n:,} {what}"
        print(f"\r{text}" if terminal else text, end="" if terminal else "\n", file=sys.stderr, flush=True)

    return tell
