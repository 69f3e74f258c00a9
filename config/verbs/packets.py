"""Print what should lie on the table: packets for every open sheet and precinct, in a folder that needs no program."""

import signal
import sys
import threading
import time

HELP = "print call sheets, strike sheets and captains' covers to var/packets (serve does this every five minutes)"
EVERY = 300.0  # seconds between the beginnings of two rounds: a third of the age that is promised
NICE = 10  # printing gives way to people


def arguments(parser) -> None:
    parser.add_argument("--follow", action="store_true", help="go on, a round every five minutes")


def run(args) -> int:
    from packets import folder, rounds

    if args.follow:
        return _follow(rounds)
    row = rounds.run(lambda text: print(f"  {text}", flush=True))
    if row is None:
        print("Another process is printing just now.", file=sys.stderr)
        return 1
    took = (row.ended_at - row.began_at).total_seconds()
    print(
        f"{row.looked_at:,} packets looked at in {took:.1f} s; {row.printed:,} printed, {row.pages:,} pages."
    )
    print(f"They lie in {folder.root()}: open index.html.")
    return 0


def _follow(rounds) -> int:
    import os

    from django.db import DatabaseError, connection

    from config import parent

    parent.follow()
    os.nice(NICE)
    over = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda _number, _frame: over.set())
    while not over.is_set():
        began = time.monotonic()
        try:
            rounds.run()
        except (DatabaseError, OSError, rounds.CannotPrint) as error:
            print(f"Paper: {' '.join(str(error).split())[:300]}", file=sys.stderr)
            connection.close()
        over.wait(max(5.0, EVERY - (time.monotonic() - began)))
    return 0
