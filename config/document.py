"""For programs that read us: one JSON document is all that comes on standard output, whatever we and our children print."""

import json
import os
from collections.abc import Callable
from contextlib import contextmanager

from lib import postgres

Tell = Callable[[dict], None]


def alone() -> Tell:
    """From now on everything printed goes to standard error; what it answers writes a document to the true output."""
    out = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)

    def tell(document: dict) -> None:
        print(json.dumps(document), file=out, flush=True)

    return tell


@contextmanager
def of_an_opening(wanted: bool):
    """For a verb that opens an office: yields the way to tell, or None where nobody asked for a document.

    One that ends without having told anything did not open; the document says so, and why where that is known.
    """
    if not wanted:
        yield None
        return
    say, told = alone(), []

    def tell(document: dict) -> None:
        told.append(document)
        say(document)

    why = ""
    try:
        yield tell
    except postgres.Trouble as trouble:
        why = str(trouble)
        raise
    finally:
        if not told:
            say({"open": False, "text": why})
