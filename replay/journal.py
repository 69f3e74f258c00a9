"""What each client sent, was told and was shown: one append-only file a process, in the text form of COPY.

So the checker loads it as it is. A row is about one thing; what it does not need is empty (`\\N`). Times are seconds
since 1970 by this machine's clock, the same for all generator processes.

what  is about                          besides `at` and `client`
c     a client that joined              entry: the id of its device, word: its kind
x     a request                         till: when the answer was there, request, hold: holds in hand after it, voter: entries
                                        sent, word: what was asked (`outbox` with a wish for voters, `sending` without),
                                        more: status, `200 finished`, or `dropped` (came, and was lost on the way)
s     an entry that went up in it       till: when it was tapped, request, entry, hold, voter, word: result or kind,
                                        more: `precinct code`, or the id that it withdraws
v     a verdict that came down          request, entry, word: verdict, more: reason or `-`
h     a voter that was handed down      till: when the screen hides them, request, hold, voter, word: the number,
                                        more: `sheet reserve`
l     a hold let go without a result    request: the first that no longer names it, hold, word: why
g     word that a hold is gone,         request (0: pushed live), hold, voter, word: why
      or (voter) one of its voters
d     a number that was dialled         till: when the screen had to hide it, hold, voter
r     a precinct on a watcher's list    request, hold: the precinct, voter: how many voters
f     a file that was accepted          word: its name
p     a figure on a picture             till: when the page was there, hold: the figure, word: its name
"""

from pathlib import Path

COLUMNS = ("what", "at", "till", "client", "request", "entry", "hold", "voter", "word", "more")
NONE = "\\N"
HELD_BACK = 512  # rows before they go to the file


class Journal:
    """`path` is written by this process alone."""

    def __init__(self, path: Path):
        self.path = path
        self.file = path.open("w", encoding="utf-8")
        self.rows: list[str] = []
        self.written = 0

    def row(self, what: str, at: float, client: int, *, till=NONE, request=NONE, entry=NONE, hold=NONE, voter=NONE,
            word: str = NONE, more: str = NONE) -> None:  # fmt: skip
        """Words come from the office or from this package and hold no tab; `escaped` is for those of others."""
        self.rows.append(
            f"{what}\t{at:.6f}\t{till}\t{client}\t{request}\t{entry}\t{hold}\t{voter}\t{word}\t{more}\n"
        )
        if len(self.rows) >= HELD_BACK:
            self.flush()

    def flush(self) -> None:
        self.written += len(self.rows)
        self.file.write("".join(self.rows))
        self.file.flush()
        self.rows.clear()

    def close(self) -> None:
        self.flush()
        self.file.close()


def escaped(text: str) -> str:
    """As COPY wants it."""
    return text.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n").replace("\r", "\\r")
