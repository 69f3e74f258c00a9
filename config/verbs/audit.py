"""Recounts what the data can prove, beside an open office; docs/promises.md says what each check stands for."""

import json
import sys
import time

HELP = "recount what the data can prove; 1 if rows disagree"


def arguments(parser) -> None:
    parser.add_argument(
        "--only", action="append", default=[], metavar="CHECK", help="only this check (repeatable)"
    )
    parser.add_argument("--limit", type=float, default=600, help="seconds that one statement may take (600)")
    parser.add_argument("--json", action="store_true", help="one JSON document on the last line")


def run(args) -> int:
    from django.db import DatabaseError

    from lib import auditing

    checks = [check for check in every_check() if not args.only or check.name in args.only]
    if unknown := set(args.only) - {check.name for check in checks}:
        names = ", ".join(check.name for check in every_check())
        print(f"There is no check {', '.join(sorted(unknown))}. There are: {names}.", file=sys.stderr)
        return 1
    out, begun, answers = sys.stderr if args.json else sys.stdout, time.monotonic(), []
    try:
        with auditing.snapshot(checks) as known:
            for answer in auditing.recount(checks, known, args.limit):
                answers.append(answer)
                print("\n".join(lines(answer)), file=out, flush=True)
    except DatabaseError as error:
        text = str(error).strip().partition("\n")[0]
        print(f"The database has no office to recount, or went away: {text}", file=sys.stderr)
        return 1
    wrong = [answer for answer in answers if not answer.agrees]
    seconds = time.monotonic() - begun
    print(f"\n{_summed(len(answers), len(wrong))} ({seconds:,.1f} s)", file=out)
    if args.json:
        document = {"agrees": not wrong, "seconds": round(seconds, 2)}
        print(json.dumps(document | {"checks": [answer.as_json() for answer in answers]}))
    return 1 if wrong else 0


def every_check() -> list:
    """All rooms' checks, by promise."""
    from boiler_room import audits as boiler_room
    from front_desk import audits as front_desk
    from lists import audits as lists
    from packets import audits as packets
    from roll import audits as roll

    return sorted(
        (c for room in (roll, lists, front_desk, packets, boiler_room) for c in room.CHECKS),
        key=lambda c: c.promise,
    )


def lines(answer) -> list[str]:
    """A check as people read it: well or not, the sentence, and the first rows that disagree."""
    mark = "well " if answer.agrees else "WRONG"
    told = [
        f"{mark} {answer.check.promise:2}  {answer.check.name:16} {answer.check.says}  {answer.seconds:.1f} s"
    ]
    if answer.trouble:
        hint = " With --limit it may take longer." if "timeout" in answer.trouble else ""
        told.append(f"        not finished: {answer.trouble}.{hint}")
    if answer.n:
        told.append(f"        {answer.n:,} disagree:")
        told += ["        " + ", ".join(f"{k} {v}" for k, v in row.items()) for row in answer.rows]
        told += [f"        … and {answer.n - len(answer.rows):,} more"] if answer.n > len(answer.rows) else []
    return told


def _summed(n: int, wrong: int) -> str:
    return (
        f"{n} checks: {wrong} disagree or were not finished."
        if wrong
        else f"{n} checks: everything that the data can prove agrees."
    )
