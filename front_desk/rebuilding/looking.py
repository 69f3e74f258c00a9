"""Before anything is written: is the journal whole, and are the files there that its entries name?"""

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from front_desk import journal
from lib import clock

BLOCK = 4 << 20


class NotWhole(Exception):
    """What cannot be rebuilt from as it is; each argument is a sentence for the person."""


@dataclass(frozen=True, slots=True)
class Needed:
    """A kept file that an entry names: `names` are those it may lie under, `what` says it in words."""

    sha256: str
    names: tuple[str, ...]
    what: str
    wipe_on: str = ""


@dataclass(slots=True)
class Found:
    entries: int = 0
    last_seq: int = 0
    kinds: Counter = field(default_factory=Counter)
    needed: dict[str, Needed] = field(default_factory=dict)


def look(folder: Path, tell: Callable[[int], None]) -> Found:
    """Reads the journal in `folder` whole. Raises journal.Damaged, NotWhole."""
    paths = journal.files(folder)
    if not paths:
        raise NotWhole(f"There is no journal in {folder}. Say where it is: --journal DIR")
    _begins_at_the_beginning(paths[0])
    found = Found()
    for line in journal.lines(folder):
        found.entries += 1
        found.last_seq = line["seq"]
        found.kinds[line["kind"]] += 1
        if (needed := _needed(line)) and line["verdict"] == "recorded":
            found.needed[needed.sha256] = needed
        tell(found.entries)
    if not found.entries:
        raise NotWhole(f"The journal in {folder} holds no entry yet: there is nothing to rebuild.")
    return found


def _begins_at_the_beginning(path: Path) -> None:
    with path.open("rb") as file:
        raw = file.readline()
    try:
        head = json.loads(raw)
    except ValueError:
        raise journal.Damaged(f"{path.name}, line 1: cannot be read") from None
    if head.get("journal") != 1:
        raise NotWhole(
            f"{path.name} is a journal of another version; rebuild with the program that wrote it."
        )
    if head.get("after"):
        raise NotWhole(
            f"The journal begins with place {head['after'] + 1:,} ({path.name}): its older files were moved away."
            " Put them back beside it."
        )


def _needed(line: dict) -> Needed | None:
    said = line["payload"]
    if line["kind"] == "load":
        sha256 = said["sha256"]
        names = (f"{sha256}.redacted.gz", sha256)
        return Needed(sha256, names, f"{said['file_name']} ({said['role']})", said["wipe_on"] or "")
    if line["kind"] == "shapes":
        return Needed(said["sha256"], (said["sha256"],), f"{said['file_name']} (precincts' shapes)")
    if line["kind"] == "sheet":
        checksum = said["members_file"]
        return Needed(checksum, (f"{checksum}.csv.gz",), f"the members of the sheet {said['name']!r}")
    if line["kind"] == "packets":
        return Needed(said["file"], (f"{said['file']}.packets.gz",), "what stands on packets of paper")
    return None


def files(needed: dict[str, Needed], folder: Path) -> Iterator[tuple[Needed, Path]]:
    """Where each needed file lies in `folder`, its checksum looked at. Raises NotWhole with all that are missing."""
    wrong = []
    for one in needed.values():
        path = next((folder / name for name in one.names if (folder / name).exists()), None)
        if path is None:
            wrong.append(_missing(one, folder))
        elif path.name != f"{one.sha256}.redacted.gz" and checksum(path) != one.sha256:
            wrong.append(f"{path.name}, {one.what}, was changed: its checksum differs.")
        else:
            yield one, path
    if wrong:
        raise NotWhole(*wrong)


def _missing(one: Needed, folder: Path) -> str:
    if one.wipe_on and date.fromisoformat(one.wipe_on) <= clock.now().date():
        return (
            f"{one.names[-1]}, {one.what}, was wiped on its date, {one.wipe_on}. If you may still have it, put the very"
            f" same file into {folder} under that name; without it the roll cannot be made again."
        )
    return f"{one.names[-1]}, {one.what}, is not in {folder}."


def checksum(path: Path) -> str:
    """SHA-256 of a file, hex."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
