"""When the state makes a voter's address confidential, it also leaves what we keep: the previous images in the
database, and the files themselves, of which every line about that voter is blanked but for harmless fields.

A redacted copy (`<sha256>.redacted.gz`, as UTF-8 or in the file's own 8-bit encoding, every line in its place)
takes the place of the file; a rebuild reads it and gives everyone the same id, since ids follow line numbers.
"""

import gzip
import os
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from roll import layout as layouts
from roll.fields import FIELDS
from roll.loading import keeping, tables
from roll.models import Load
from roll.reading import archive, header, look
from roll.reading.mending import cells_of
from roll.reading.problems import Unreadable
from roll.reading.text import blocks_of_lines


def redact_images(load: Load) -> None:
    """Takes addresses and registered numbers of those newly confidential out of all previous images.

    Their ids are noted in the load's report, for `redact_kept`. The images say confidential too: taking the
    load back does not bring the address back.
    """
    newly = tables.rows(
        """
        select v.id, v.source_id from roll_voter v join roll_before b on b.row = v.id and b.kind = 'voter'
        where b.load_id = %s and v.confidential and not (b.image->>'confidential')::boolean""",
        [load.pk],
    )
    if not newly:
        return
    ids = [pk for pk, _ in newly]
    load.report["newly_confidential"] = sorted(source_id for _, source_id in newly)
    tables.run(
        """
        update roll_before set image = image || '{"address": "", "city": "", "zip": "", "household_id": null,
          "latitude": null, "longitude": null, "confidential": true}'
        where kind = 'voter' and row = any(%s) and image is not null""",
        [ids],
    )
    tables.run(
        """
        delete from roll_before where kind = 'phone' and (image->>'registered')::boolean
          and (image->>'voter_id')::bigint = any(%s)""",
        [ids],
    )
    tables.run(
        """
        delete from roll_before b where b.kind = 'household'
          and not exists (select from roll_before v where v.kind = 'voter' and v.load_id = b.load_id
                          and (v.image->>'household_id')::bigint = b.row)"""
    )


def redact_kept(load: Load) -> int:
    """Blanks in all other kept files what they say of the voters whom `load` made confidential.

    Answers how many files were rewritten. May be repeated.
    """
    ids = set(load.report.get("newly_confidential", ()))
    if not ids:
        return 0
    others = Load.objects.exclude(pk=load.pk).filter(wiped_at=None, state_code__in=[load.state_code, ""])
    rewritten = 0
    for sha256, name, body in others.values_list("sha256", "file_name", "layout_body").distinct("sha256"):
        if sha256 != load.sha256 and keeping.path_of(sha256).exists():
            rewritten += _rewrite(sha256, name, layouts.from_dict(body), {i.encode() for i in ids})
    return rewritten


def _rewrite(sha256: str, name: str, layout: layouts.Layout, ids: set[bytes]) -> bool:
    path = keeping.path_of(sha256)
    coming = settings.KEPT / f"{sha256}.redacting"
    try:
        with gzip.open(coming, "wb", compresslevel=6) as out:
            found = sum(_lines(path, name, layout, ids, out))
    except Unreadable:
        coming.unlink(missing_ok=True)
        return False
    if not found:
        coming.unlink()
        return False
    os.replace(coming, settings.KEPT / f"{sha256}.redacted.gz")
    (settings.KEPT / sha256).unlink(missing_ok=True)
    return True


def _lines(path: Path, name: str, layout: layouts.Layout, ids: set[bytes], out) -> Iterator[int]:
    """Copies the lines of a file to `out`; yields 1 for each line that was redacted."""
    sight = look.at(path, layout.members, name, layout.delimiter, layout.quote)
    first, *rest = sight.rows
    has_header = layout.header or header.looks_like_header(first, layout)
    plan = header.match(layout, first if has_header else None, len((rest or [first])[0]))
    at_id = plan.places["id"][0] if "id" in plan.places else None
    safe = {i for ours, columns in plan.places.items() if FIELDS[layout.role][ours].harmless for i in columns}
    safe |= {i for i, _ in plan.history}
    quote, delimiter = layout.quote.encode(), layout.delimiter.encode()
    for member in sight.members:
        yield from _member(member, plan, at_id, safe, ids, quote, delimiter, out)


def _member(member: archive.Member, plan, at_id, safe, ids, quote, delimiter, out) -> Iterator[int]:
    hiding = False  # inside a broken record of such a voter
    for block, end, _ in blocks_of_lines(member.open()):
        for line in block.split(end):
            cells = cells_of(line, plan)
            if cells is None:
                hiding = hiding or any(i in line.upper() for i in ids)
                line, hit = (b"", 1) if hiding else (line, 0)
            else:
                hiding = False
                hit = at_id is not None and cells[at_id].strip().upper().lstrip(b"0") in ids
                if hit:
                    kept = [c if i in safe else b"" for i, c in enumerate(cells)]
                    line = delimiter.join(
                        quote + c.replace(quote, quote * 2) + quote if quote else c for c in kept
                    )
            if hit:
                yield 1
            out.write(line + end)
