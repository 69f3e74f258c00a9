"""Copies a kept file into its stage table."""

from collections import Counter
from collections.abc import Callable

from django.db import connection, transaction

from roll.fields import FIELDS
from roll.layout import Layout
from roll.loading import keeping, tables
from roll.models import Load, RefusedLine
from roll.reading import archive, header, look
from roll.reading.problems import Problems, Unreadable
from roll.reading.records import Reader


def stage(
    load: Load, layout: Layout, tell: Callable[[int], None] = lambda lines: None
) -> tuple[dict, Problems]:
    """Fills the stage table of `load`; answers what the report says of the reading, and the problems met.

    `tell` hears the number of lines read, about once a megabyte. Raises Unreadable.
    """
    path = keeping.path_of(load.sha256)
    sight = look.at(path, layout.members, load.file_name, layout.delimiter, layout.quote)
    first, *rest = sight.rows
    has_header = layout.header or header.looks_like_header(first, layout)
    if has_header and not rest:
        raise Unreadable("The file has a header and not one line after it.")
    widths = Counter(map(len, rest if has_header else sight.rows))
    width = len(first) if has_header and len(first) in widths else widths.most_common(1)[0][0]
    plan = header.match(
        layout, first if has_header else None, _without_tail(width, layout, first, has_header)
    )
    problems = Problems()
    reader = Reader(plan, problems)
    members = []
    with transaction.atomic(), connection.cursor() as cursor:
        name = tables.stage(load)
        cursor.execute(f"drop table if exists {name}")
        columns = ", ".join(f"{field} text not null default ''" for field in FIELDS[layout.role])
        cursor.execute(f"create unlogged table {name} (line bigint not null, {columns})")
        with cursor.copy(f"copy {name} (line, {', '.join(plan.fields)}) from stdin") as copy:
            for member in sight.members:
                members.append({"name": member.name, "first_line": reader.line + 1})
                if has_header and len(members) > 1:
                    _check_header(member, first, layout)
                stream = member.open()
                try:
                    for block in reader.copy_blocks(stream, skip=int(has_header)):
                        copy.write(block)
                        tell(reader.line)
                finally:
                    stream.close()
        _keep_refused(load, problems)
    for encoding, line in reader.encodings.items():
        problems.warn(f"letters beyond ASCII, read as {encoding}", line)
    for note in plan.notes:
        problems.warn(note)
    for stray in sight.strays:
        problems.warn(f"member {stray!r} of the archive was not read")
    return {
        "read": reader.rows + problems.refused_n,
        "lines": reader.line,
        "fields": plan.fields,
        "members": members,
        "encoding": sight.encoding,
        "cut_off": reader.cut_off,
    }, problems


def _check_header(member: archive.Member, first: list[str], layout: Layout) -> None:
    """Refuses a further member whose columns are not those of the first."""
    own = look.first_rows([member], layout.delimiter, layout.quote)[0]
    if [header.plain(c) for c in own] != [header.plain(c) for c in first]:
        raise Unreadable(
            f"The columns of {member.name!r} differ from those of the first member: load it by itself."
        )


def _without_tail(width: int, layout: Layout, first: list[str], has_header: bool) -> int:
    """The width to expect: lines that end in a needless delimiter count one column too many."""
    known = len(first) if has_header else len(layout.columns)
    return known if layout.columns and width == known + 1 and known == len(layout.columns) else width


def _keep_refused(load: Load, problems: Problems) -> None:
    RefusedLine.objects.filter(load=load).delete()
    RefusedLine.objects.bulk_create(
        [RefusedLine(load=load, line=line, reason=reason[:200]) for line, reason in problems.refused], 5_000
    )
