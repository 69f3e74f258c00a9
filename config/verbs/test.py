"""Everything that must hold before a change is taken: style, import contract, unit, property, browser."""

import json
import os
import time
from dataclasses import asdict
from pathlib import Path

HELP = "run all tests (installs what they need)"
DJANGO = DATABASE = False  # tests bring their own


def arguments(parser) -> None:
    parser.add_argument("--only", action="append", help="run only this step: style format rooms unit browser")
    parser.add_argument("--json", action="store_true", help="one JSON document on the last line")
    parser.add_argument("pytest", nargs="*", help="goes on to pytest, after --: -- -k outbox")


def run(args) -> int:
    from config import testing

    wanted = testing.steps(args.pytest, Path(os.environ["FIELDOFFICE_VAR"]))
    if args.only:
        wanted = [step for step in wanted if step[0] in args.only]
    tests = [step for step in wanted if step[2]]
    outcomes = [testing.run(*step) for step in wanted if step not in tests]
    if tests:
        outcomes.append(provide({name for name, *_ in tests}))
    if not tests or outcomes[-1].well:
        outcomes += [testing.run(*step) for step in tests]
    code = summary(outcomes)
    if args.json:
        print(json.dumps({"well": not code, "steps": [asdict(one) for one in outcomes]}))
    return code


def provide(steps: set[str]):
    """Before the first test: what the machine lacks is installed, or said."""
    from config import testing, testing_needs

    started = time.monotonic()
    missing = testing_needs.provide(steps)
    if missing:
        print(missing, flush=True)
    return testing.Outcome("needs", not missing, time.monotonic() - started)


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
