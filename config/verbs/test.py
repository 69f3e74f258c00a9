"""Everything that must hold before a change is taken: style, import contract, unit, property, browser."""

import os
from pathlib import Path

HELP = "run all tests (installs what they need)"
DJANGO = DATABASE = False  # tests bring their own


def arguments(parser) -> None:
    parser.add_argument("--only", action="append", help="run only this step: style format rooms unit browser")
    parser.add_argument("pytest", nargs="*", help="goes on to pytest, after --: -- -k outbox")


def run(args) -> int:
    from config import testing

    wanted = testing.steps(args.pytest, Path(os.environ["FIELDOFFICE_VAR"]))
    if args.only:
        wanted = [step for step in wanted if step[0] in args.only]
    outcomes = []
    for name, command, report in wanted:
        missing = testing.find_browser() if name == "browser" else ""
        if missing:
            print(missing)
            outcomes.append(testing.Outcome(name, False, 0.0))
            continue
        outcomes.append(testing.run(name, command, report))
    return summary(outcomes)


def summary(outcomes) -> int:
    """Print a line a step and the totals; the exit code."""
    print()
    for one in outcomes:
        counts = f"{one.passed} passed, {one.failed} failed, {one.skipped} skipped" if one.passed else ""
        print(f"{'well ' if one.well else 'WRONG'}  {one.name:<8} {one.seconds:6.1f} s  {counts}".rstrip())
    passed, failed = (sum(getattr(o, key) for o in outcomes) for key in ("passed", "failed"))
    failed += sum(not o.well and not o.failed for o in outcomes)
    print(f"\n{passed} passed, {failed} failed", flush=True)
    return 0 if outcomes and all(o.well for o in outcomes) else 1
