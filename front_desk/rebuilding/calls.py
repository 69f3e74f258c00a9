"""Gives the log back the calls it came in, and takes small ones together where order cannot matter.

Entries of one request were recorded as one set, and what it withdraws itself counts as withdrawn from the start. The
journal has them by place, those of others in between; one moment of receipt and one sender mark a call.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from front_desk.receiving import RECORDED_BY_SQL

AHEAD = 4000  # lines to look ahead for the rest of a call: more than a call holds and others put in between
MOST = 2000  # entries recorded at once


def calls(lines: Iterable[dict]) -> Iterator[list[dict]]:
    """The lines as calls, in the order of their first places."""
    waiting: dict[tuple, list[dict]] = {}
    held = 0
    for line in lines:
        key = (line["received_at"], line["source"], line["person"], line["device"], line["sent_at"])
        waiting.setdefault(key, []).append(line)
        held += 1
        if held >= AHEAD:
            first = waiting.pop(next(iter(waiting)))
            held -= len(first)
            yield first
    yield from waiting.values()


@dataclass(slots=True)
class _Batch:
    lines: list[dict] = field(default_factory=list)
    called: set[int] = field(default_factory=set)  # holds that results and wishes for a ride name
    struck: set = field(default_factory=set)  # voters, or (precinct, code)

    def takes(self, call: list[dict]) -> bool:
        """Whether recording `call` together with what is here comes to the same as recording it after."""
        if not self.lines:
            return True
        if len(self.lines) + len(call) > MOST or not (_plain(call) and _plain(self.lines[-1:])):
            return False
        handed = {h[0] for line in call if line["kind"] == "handout" for h in line["payload"]["holds"]}
        struck = _struck(call)
        if len({type(key) for key in struck | self.struck}) > 1:
            return False  # who is struck by a code may be struck by name, too
        return not handed & self.called and not struck & self.struck

    def add(self, call: list[dict]) -> None:
        self.lines += call
        self.called |= {
            line["payload"]["hold"]
            for line in call
            if line["kind"] in ("attempt", "ride_request") and "hold" in line["payload"]
        }
        self.struck |= _struck(call)


def batches(found: Iterable[list[dict]]) -> Iterator[list[dict]]:
    """Calls, taken together while they only add: results, strikes of different voters, hand-outs, messages."""
    batch = _Batch()
    for call in found:
        if not batch.takes(call):
            yield batch.lines
            batch = _Batch()
        batch.add(call)
    if batch.lines:
        yield batch.lines


def _plain(call: list[dict]) -> bool:
    return all(
        line["kind"] in RECORDED_BY_SQL
        and line["kind"] != "post_taken"  # what one does there counts from then on, not before
        and "withdraws" not in line["payload"]
        and "corrects" not in line["payload"]
        for line in call
    )


def _struck(call: list[dict]) -> set:
    said = [line["payload"] for line in call if line["kind"] == "strike"]
    return {p["voter"] if "voter" in p else (p["precinct"], p["code"]) for p in said}
