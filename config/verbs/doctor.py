"""Looks at this machine and says what to do."""

import json
import os
from pathlib import Path

HELP = "look at this machine and say what to do"
DJANGO = DATABASE = False  # it has to speak when neither works


def arguments(parser) -> None:
    parser.add_argument("--port", type=int, default=8000, help="the port the office will have")
    parser.add_argument("--json", action="store_true", help="one JSON document on the last line")


def run(args) -> int:
    findings = examine(Path(os.environ["FIELDOFFICE_VAR"]), args.port)
    for finding in findings:
        print(finding.as_text())
    wrong = sum(f.state == "wrong" for f in findings)
    mind = sum(f.state == "mind" for f in findings)
    print(f"\n{wrong} wrong, {mind} to mind, {len(findings) - wrong - mind} well.")
    if args.json:
        document = {"well": not wrong, "wrong": wrong, "mind": mind}
        print(json.dumps(document | {"findings": [f.as_json() for f in findings]}))
    return 1 if wrong else 0


def examine(var: Path, port: int) -> list:
    """Every finding, numbered from 1. A look that itself fails is a finding."""
    from config.doctor import house, machine

    var.mkdir(parents=True, exist_ok=True)
    looks = [lambda look=look: look(var) for look in (*machine.LOOKS, house.secrets, house.kept_files)]
    looks += [lambda: house.database(var), lambda: house.ports(var, port), lambda: house.https(var)]
    findings = []
    for look in looks:
        try:
            found = look()
        except Exception as error:
            from config.doctor.finding import judge

            found = judge(
                "Doctor", f"{type(error).__name__}: {error}", wrong="Tell the makers of fieldoffice."
            )
        findings += found if isinstance(found, list) else [found]
    for number, finding in enumerate(findings, 1):
        finding.number = number
    return findings
