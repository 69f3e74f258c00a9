"""A load told in lines of text."""

import sys
import time

from roll.loading import report
from roll.models import Load

LABELS = {
    "new": "new", "changed": "changed", "unchanged": "unchanged", "gone": "gone: not in this file",
    "back": "back again", "withdrawn": "strikes to withdraw", "struck": "voted, on the roll",
}  # fmt: skip


class Line:
    """A progress line on a terminal, at most four times a second."""

    def __init__(self, verb: str, size: int):
        self.verb, self.size, self.told, self.begun = verb, size, 0.0, time.monotonic()
        self.shown = sys.stderr.isatty()

    def __call__(self, lines: int) -> None:
        if self.shown and time.monotonic() - self.told > 0.25:
            self.told = time.monotonic()
            print(f"\r{lines:,} lines {self.verb}", end="", file=sys.stderr, flush=True)

    def end(self) -> None:
        if self.shown and self.told:
            print(file=sys.stderr)


def lines(load: Load) -> list[str]:
    """The quality report for a terminal."""
    told = load.report
    out = [
        f"{load.file_name}: {load.layout_body['title']}, {told['encoding']}",
        f"  {told['read']:,} read, {told['accepted']:,} accepted, {told['refused']:,} refused",
    ]
    out += [
        f"  {told['changes'][key]:,} {label}" for key, label in LABELS.items() if told["changes"].get(key)
    ]
    if isinstance(told["changes"].get("changes"), dict):
        out += [f"    {n:,} {what}" for what, n in told["changes"]["changes"].items()]
    if told["changes"].get("recoded"):
        out.append(f"  {len(told['changes']['recoded']):,} precincts have another code now; nobody moved")
    for warning in told["warnings"]:
        where = "; ".join(report.where(load, line) for line in warning["lines"])
        out.append(f"  {warning['n']:,} × {warning['kind']}" + (f" ({where})" if where else ""))
    out += [f"  line {row.line:,} {row.reason}" for row in load.refused_lines.order_by("line")[:5]]
    out += [f"! {alarm}" for alarm in told["alarms"]]
    return out
