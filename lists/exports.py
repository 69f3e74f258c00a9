"""What leaves the office as a file: streamed, harmless in a spreadsheet, with its terms printed on it."""

import csv
from collections.abc import Iterable, Iterator

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Min
from django.utils import timezone
from django.utils.translation import gettext as _

from lib import clock
from lists.models import Sheet
from lists.question import compiled
from roll.models import Load

CHUNK = 2000
WHO = (
    "v.source_id, v.state, v.last_name, v.first_name, v.middle_name, v.suffix, p.code,"
    " case when v.confidential then '' else v.address end, case when v.confidential then '' else v.city end,"
    " case when v.confidential then '' else v.zip end, v.party, v.birth_year, v.lang, v.support_score,"
    " v.turnout_score, array_to_string(v.tags, ' ')"
)
WHO_HEAD = (
    "voter_id state last_name first_name middle_name suffix precinct address city zip party birth_year"
    " language support_score turnout_score tags"
).split()


def harmless(value) -> str:
    """A cell that no spreadsheet takes for a formula: before = + - @ and tabs stands a '."""
    text = "" if value is None else str(value)
    return "'" + text if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text


class _Echo:
    def write(self, text: str) -> str:
        return text


def lines(head: list[str], rows: Iterable[tuple]) -> Iterator[str]:
    """CSV text: the terms, the head, the rows."""
    writer = csv.writer(_Echo())
    yield "\ufeff"
    for term in terms():
        yield writer.writerow([harmless(cell) for cell in term])
    yield writer.writerow(head)
    for row in rows:
        yield writer.writerow([harmless(cell) for cell in row])


def terms() -> Iterator[tuple[str, ...]]:
    """Where the data comes from, what it may be used for, when the first of it is to be wiped: a line for each source."""
    at = timezone.localtime(clock.now()).strftime("%Y-%m-%d %H:%M %Z")
    yield _("Exported"), at, str(settings.CAMPAIGN)
    loads = (
        Load.objects.filter(state__in=["accepted", "taking_back"])
        .order_by()
        .values("source", "permitted_use")
    )
    for load in loads.annotate(first=Min("wipe_on"), file=Min("file_name")).order_by("file"):
        source, wipe_on = load["source"] or load["file"], str(load["first"] or "")
        yield _("Source"), source, _("Permitted use"), load["permitted_use"], _("Wipe on"), wipe_on


def voters(question: dict, precincts: list[int] | None) -> Iterator[str]:
    """All voters of a universe with their numbers."""
    where, values = compiled(question, clock.now())
    if precincts is not None:
        where, values = f"{where} and v.precinct_id = any(%s)", [*values, precincts]
    sql = (
        f"select {WHO}, (select string_agg(n.number, ' ' order by n.rank) from roll_phone n"
        " where n.voter_id = v.id and not n.set_aside)"
        f" from roll_voter v join crew_area p on p.id = v.precinct_id where {where} order by v.id"
    )
    return lines([*WHO_HEAD, "phones"], _rows(sql, values))


def results(sheet: Sheet, precincts: list[int] | None) -> Iterator[str]:
    """Everything recorded on a sheet: a line an attempt, and one for each member without any."""
    scope, values = ("", []) if precincts is None else (" and v.precinct_id = any(%s)", [precincts])
    sql = (
        f"select {WHO}, m.rank + 1, s.state, a.at, a.phone, a.result, a.callback_at, a.answers::text,"
        " c.name, a.withdrawn_by is not null"
        " from lists_member_states(%s, %s) s"
        " join lists_member m on m.sheet_id = %s and m.voter_id = s.voter_id"
        " join roll_voter v on v.id = m.voter_id join crew_area p on p.id = v.precinct_id"
        " left join lists_attempt a on a.voter_id = m.voter_id and a.sheet_id = m.sheet_id"
        f" left join crew_person c on c.id = a.person_id where true{scope} order by m.rank, a.at"
    )
    head = [
        *WHO_HEAD,
        "rank",
        "state",
        "at",
        "phone",
        "result",
        "call_back_at",
        "answers",
        "by",
        "taken_back",
    ]
    return lines(head, _rows(sql, [sheet.pk, clock.now(), sheet.pk, *values]))


def _rows(sql: str, values: list) -> Iterator[tuple]:
    """Rows through a cursor of the server, so that a million of them never stand in memory."""
    with transaction.atomic(), connection.chunked_cursor() as cursor:
        cursor.itersize = CHUNK
        cursor.execute(sql, values)
        while found := cursor.fetchmany(CHUNK):
            yield from found
