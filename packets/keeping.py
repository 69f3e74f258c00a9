"""What stands on the packets of one round, kept beside the journal: a rebuild reads it again.

Gzipped JSON lines, one a packet, named by their checksum; fields as `line` makes them.
"""

import gzip
import hashlib
import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from django.conf import settings

from lib import files
from packets.contents import Content


class Missing(Exception):
    """The kept file is not there, or is not what its checksum says."""


def line(content: Content, packet: int, path: str, handed: bool = False) -> dict:
    """What a rebuild needs of one packet; `recording.printed` reads it."""
    return {
        "id": packet,
        "kind": str(content.kind),
        "area": content.area_id,
        "sheet": content.sheet_id,
        "precinct": content.precinct_id,
        "team": content.team_id,
        "script": content.script_id,
        "part": content.part,
        "rows": content.rows,
        "digest": content.digest,
        "path": path,
        "handed": handed,
    }


def keep(lines: Iterable[dict]) -> str:
    """Writes the lines to the disk; answers their checksum (SHA-256, hex)."""
    text = "\n".join(json.dumps(line, ensure_ascii=False, separators=(",", ":")) for line in lines)
    data = gzip.compress(text.encode(), compresslevel=4, mtime=0)
    checksum = hashlib.sha256(data).hexdigest()
    files.write(place(checksum), data)
    return checksum


def place(checksum: str) -> Path:
    return settings.KEPT / f"{checksum}.packets.gz"


def read(checksum: str) -> Iterator[dict]:
    """The lines; raises Missing."""
    try:
        data = place(checksum).read_bytes()
    except FileNotFoundError:
        raise Missing(f"the packets {checksum} are not among the kept files") from None
    if hashlib.sha256(data).hexdigest() != checksum:
        raise Missing(f"the packets {checksum} were changed: their checksum differs")
    for line in gzip.decompress(data).decode().splitlines():
        yield json.loads(line)
