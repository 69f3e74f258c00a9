"""The quality report: a load's figures, its alarms, and the counts that its entry carries.

`Load.report` holds: read, lines, accepted, refused, fields, members, encoding, counties `[{county, n}]`,
changes (by role; for voters new, changed, unchanged, gone, back, changes by kind, recoded), warnings
`[{kind, n, lines}]` and alarms `[sentence]`.
"""

from roll.loading.roles import ROLES
from roll.models import Load

SHRINK = 0.10  # more than this share of a county's voters missing asks a person
SMALL = 20  # in a county of fewer voters a share says nothing


def counts(load: Load) -> dict[str, int]:
    """What must come out the same whenever this file is read against this roll.

    What a file that strikes finds new depends on other strikes, so it is no such count.
    """
    changes = {} if ROLES[load.role].strikes else load.report["changes"]
    return {
        "read": load.report["read"],
        "refused": load.report["refused"],
        "accepted": load.report["accepted"],
        **{key: changes[key] for key in ("new", "gone") if key in changes},
    }


def alarms(load: Load) -> list[str]:
    """Sentences about what a person must look at before the load may be accepted."""
    said = []
    report = load.report
    if report.get("cut_off"):
        said.append(f"The last line ({report['lines']:,}) is cut off: the file seems to be only a part.")
    if report["read"] and report["refused"] > report["read"] * SHRINK:
        said.append(f"{report['refused']:,} of {report['read']:,} lines were refused.")
    if not report["accepted"]:
        said.append("Not one line was accepted.")
    for county, (missing, standing) in sorted(report["changes"].get("gone_by_county", {}).items()):
        if standing >= SMALL and missing > standing * SHRINK:
            said.append(
                f"{missing:,} of {standing:,} voters of {county} are not in this file and would be marked as gone."
                " Is the file whole?"
            )
    changes = report["changes"]
    if changes.get("withdrawn", 0) > max(SMALL, changes.get("standing", 0) * SHRINK / 2):
        said.append(
            f"{changes['withdrawn']:,} of {changes['standing']:,} strikes would be withdrawn, for this file does not"
            " support them. Is it whole?"
        )
    if changes.get("older_than"):
        said.append(f"This file is older than the one already in use ({changes['older_than']}).")
    return said


def where(load: Load, line: int) -> str:
    """A line as a person finds it: "line 12", within its member where there are several."""
    members = load.report.get("members", [])
    if len(members) < 2:
        return f"line {line:,}"
    member = max((m for m in members if m["first_line"] <= line), key=lambda m: m["first_line"])
    return f"{member['name']}, line {line - member['first_line'] + 1:,}"
