"""How the launcher speaks: one line a step, one plain sentence when it cannot go on."""

import sys


class Trouble(Exception):
    """Why the launcher cannot go on and what the person at the keyboard can do."""


def say(text):
    print(text, file=sys.stderr, flush=True)
