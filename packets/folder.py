"""The folder of paper: a plain tree by area that can be copied to any laptop, stick or static host.

    <var>/packets/index.html, manifest.json            all areas
    <var>/packets/<area>/index.html, manifest.json     one area, whole by itself
    <var>/packets/<area>/calls|walks|strikes|covers|trees/…/*.pdf

Nothing in it needs the program: pages have no script, and link only downwards. A manifest names every file with its
SHA-256, so a copy can be proved whole: `{"as_of", "looked_at", "files": [{"path", "sha256", "bytes", "packet", "what"}]}`.
"""

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.template.loader import render_to_string

from crew import zone
from lib import files
from packets import numbers
from packets.contents import Content
from packets.contents.places import Places
from packets.models import Packet, Round

PROMISED = timedelta(minutes=15)
ORDER = (  # on a page
    Packet.Kind.COVER,
    Packet.Kind.KIT,
    Packet.Kind.TREES,
    Packet.Kind.STRIKES,
    Packet.Kind.CALLS,
    Packet.Kind.WALKS,
)
REMEMBERED = timedelta(days=2)  # rounds


@dataclass(frozen=True, slots=True)
class Listed:
    """A packet as indexes have it: what it is, its id, where it lies, and how old what is on it is at most."""

    content: Content
    packet: int
    path: str
    as_of: datetime

    @property
    def number(self) -> str:
        return numbers.shown(self.packet)

    @property
    def kind(self) -> str:
        return str(Packet.Kind(self.content.kind).label)

    @property
    def within(self) -> str:
        """Where it lies within its area's folder."""
        return self.path.partition("/")[2]


def root() -> Path:
    return settings.VAR / "packets"


def when(at: datetime, places: Places | None = None, area_id: int | None = None) -> str:
    """A moment as paper says it, in the area's own time: "Tue 3 Nov 14:05"."""
    area = places.areas.get(area_id) if places and area_id else None
    return f"{at.astimezone(zone.of(area) if area else zone.campaign()):%a %-d %b %H:%M}"


def finish(base: Path, listed: list[Listed], row: Round, places: Places) -> None:
    """Writes indexes and manifests, then takes away every file that none of them names."""
    base.mkdir(parents=True, exist_ok=True, mode=0o700)
    areas: dict[str, list[Listed]] = {}
    for one in listed:
        areas.setdefault(one.path.partition("/")[0], []).append(one)
    keep = {base / "index.html", base / "manifest.json"}
    for name, own in areas.items():
        _area(base / name, own, row, places)
        keep |= {base / one.path for one in own}
        keep |= {base / name / "index.html", base / name / "manifest.json"}
    _all(base, areas, row, places)
    _sweep(base, keep)


def _area(place: Path, own: list[Listed], row: Round, places: Places) -> None:
    area_id = own[0].content.area_id
    own = sorted(own, key=lambda one: (list(Packet.Kind).index(one.content.kind), one.within))
    page = {
        "area": places.name(area_id) or place.name,
        "as_of": when(row.began_at, places, area_id),
        "groups": [
            (label, [one for one in own if one.content.kind == kind])
            for kind, label in ((k, k.label) for k in ORDER)
        ],
    }
    files.write(place / "index.html", render_to_string("packets/folder_area.html", page).encode())
    _manifest(place, [(one.within, one) for one in own], row)


def _all(base: Path, areas: dict[str, list[Listed]], row: Round, places: Places) -> None:
    named = sorted(
        (places.name(own[0].content.area_id) or name, name, len(own)) for name, own in areas.items()
    )
    page = {"areas": named, "as_of": when(row.began_at)}
    files.write(base / "index.html", render_to_string("packets/folder.html", page).encode())
    told = {
        "as_of": row.began_at.isoformat(),
        "areas": [{"path": name, "name": area, "packets": n} for area, name, n in named],
    }
    files.write(base / "manifest.json", (json.dumps(told, indent=1, ensure_ascii=False) + "\n").encode())


def _manifest(place: Path, own: list[tuple[str, Listed]], row: Round) -> None:
    known = _known(place)
    told = []
    for within, one in own:
        before = known.get(within)  # a packet never changes, so its checksum need not be taken again
        file = before or _checked(place / within)
        told.append(
            {
                "path": within,
                **file,
                "packet": one.number,
                "what": one.content.listed,
                "as_of": one.as_of.isoformat(),
            }
        )
    whole = {"looked_at": row.began_at.isoformat(), "files": told}
    files.write(place / "manifest.json", (json.dumps(whole, indent=1, ensure_ascii=False) + "\n").encode())


def _known(place: Path) -> dict[str, dict]:
    try:
        read = json.loads((place / "manifest.json").read_text())
        return {one["path"]: {"sha256": one["sha256"], "bytes": one["bytes"]} for one in read["files"]}
    except (OSError, ValueError, KeyError):
        return {}


def _checked(path: Path) -> dict:
    data = path.read_bytes()
    return {"sha256": hashlib.sha256(data).hexdigest(), "bytes": len(data)}


def _sweep(base: Path, keep: set[Path]) -> None:
    for path in sorted(base.rglob("*"), reverse=True):  # what lies in a folder comes before it
        if path.is_dir():
            if not any(path.iterdir()):
                path.rmdir()
        elif path not in keep:
            path.unlink(missing_ok=True)
