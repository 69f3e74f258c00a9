"""What one's own plan asks of machines."""

import argparse
import json

HELP = "work out what a plan of volunteers, calls and voters asks of machines"
DJANGO = DATABASE = False

MIND = {
    "lines": "More open screens than one process has been seen to hold: rehearse with as many (./fieldoffice replay --pace).",
    "web": "More cores than most machines have: the web processes are the first to move to others (docs/capacity.md).",
    "divide": "More than one database should carry: one for each state, which no hold and no strike crosses (docs/capacity.md).",
}


def arguments(parser) -> None:
    work = parser.add_mutually_exclusive_group(required=True)
    work.add_argument("--calls", type=_number, help="of the busiest day")
    work.add_argument("--volunteers", type=_number, help="booked for a shift of calling on the busiest day")
    parser.add_argument("--voters", type=_number, required=True, help="on the roll")
    parser.add_argument("--strikes", type=_number, default=0, help="by watchers, on the busiest day")
    parser.add_argument("--watchers", type=_number, default=0, help="at their posts at once")
    parser.add_argument("--days", type=_number, default=4, help="of calling (default: 4)")
    parser.add_argument("--screens", type=_number, default=50, help="of staff, open at once (default: 50)")
    parser.add_argument("--json", action="store_true", help="one JSON document on the last line")


def _number(typed: str) -> int:
    plain = typed.replace(",", "")
    if not plain.isdigit() or int(plain) > 1_000_000_000:
        raise argparse.ArgumentTypeError("a number up to 1,000,000,000")
    return int(plain)


def run(args) -> int:
    from config.capacity.plan import Plan, need

    rest = {name: getattr(args, name) for name in ("voters", "strikes", "watchers", "days", "screens")}
    plan = (
        Plan.of_volunteers(args.volunteers, **rest)
        if args.volunteers is not None
        else Plan(calls=args.calls, **rest)
    )
    found = need(plan)
    print("\n".join(lines(plan, found)))
    if args.json:
        print(json.dumps({"plan": vars(plan), "need": found.as_json()}))
    return 0


def lines(plan, found):
    """The answer in words."""
    yield f"A day of {plan.calls:,} calls and {plan.strikes:,} strikes on {plan.voters:,} voters; in its busiest hour:"
    yield f"  {found.callers_at_once:,} callers at once, {found.calls_a_second:,} calls a second"
    yield f"  {found.strikes_a_second:,} strikes a second"
    yield f"  {found.live_lines:,} open screens, which take {found.live_memory_mb:,} MB"
    yield f"  {found.cores_calls + found.cores_strikes:.2f} cores at work"
    yield "To have, so that three times as much is carried with a third of the machine at rest:"
    yield f"  {found.cores_to_have} cores, {found.memory_gb} GB of memory, {found.disk_gb} GB of solid-state disk"
    yield f"  the journal of {plan.days} days: {found.journal_gb} GB; loading the voter file: {found.load_minutes} minutes"
    for what in found.mind:
        yield f"! {MIND[what]}"
