"""Finds voters by name, address, phone or id, mistypings included, in well under 100 ms on a million.

Names and streets are compared with the words that occur (`roll_term`, a few thousand, trigram index); the
million rows are then read by B-tree index alone: `voter_name`, `voter_first_name`, the household's street and
address key, the phone's number, `a_voter_once`.
"""

import re
from dataclasses import dataclass

from roll.loading import tables

MOST = 50
NEAR = 6  # how many similar words are tried for a mistyped one
NUMBER = re.compile(r"^[\d\s()+./-]{7,20}$")
ID = re.compile(r"^[A-Za-z]{0,3}\d{2,}[A-Za-z0-9-]*$")

FOUND = """
  select v.id, v.first_name, v.middle_name, v.last_name, v.suffix, v.source_id, v.birth_year, v.status,
         v.confidential, v.address, v.city, c.name as county, p.name as precinct, v.gone_at is not null as gone
  from roll_voter v join crew_area c on c.id = v.county_id join crew_area p on p.id = v.precinct_id
  where v.id = any(%s) order by v.gone_at is not null, v.last_name, v.first_name, v.id
"""


@dataclass(frozen=True)
class Found:
    """What a search found: at most MOST voters, whether there are more, and how it was read."""

    voters: list[dict]
    more: bool
    how: str  # "phone", "id", "address", "name"
    corrected: tuple[str, ...] = ()  # words searched instead of mistyped ones


def search(text: str, areas: list[int] | None = None) -> Found:
    """Voters whom `text` may mean, within precincts `areas` (None: everywhere). Blank text finds nobody."""
    text = " ".join(text.split())[:100]
    if len(text) < 2:
        return Found([], False, "name")
    for how, finder in (("phone", _by_phone), ("id", _by_id), ("address", _by_address)):
        if ids := finder(text, areas):
            return _shown(ids, how)
    ids, corrected = _by_name(text, areas)
    return _shown(ids, "name", corrected)


def _shown(ids: list[int], how: str, corrected: tuple[str, ...] = ()) -> Found:
    columns = (
        "id first_name middle_name last_name suffix source_id birth_year status confidential address city county"
        " precinct gone"
    ).split()
    rows = tables.rows(FOUND, [ids[:MOST]])
    return Found([dict(zip(columns, row, strict=True)) for row in rows], len(ids) > MOST, how, corrected)


def _ids(sql: str, params: list, areas: list[int] | None) -> list[int]:
    scope = "" if areas is None else "and v.precinct_id = any(%s)"
    limit = [*([] if areas is None else [areas]), MOST + 1]
    return [pk for (pk,) in tables.rows(f"{sql} {scope} limit %s", [*params, *limit])]


def _by_phone(text: str, areas: list[int] | None) -> list[int]:
    digits = re.sub(r"\D", "", text)
    if not NUMBER.match(text) or not 10 <= len(digits) <= 15:
        return []
    number = f"+1{digits[-10:]}" if len(digits) <= 11 else f"+{digits}"
    join = "select distinct v.id from roll_phone p join roll_voter v on v.id = p.voter_id where p.number = %s"
    return _ids(join, [number], areas)


def _by_id(text: str, areas: list[int] | None) -> list[int]:
    if not ID.match(text):
        return []
    return _ids("select v.id from roll_voter v where v.source_id = %s", [text.upper().lstrip("0")], areas)


def _by_address(text: str, areas: list[int] | None) -> list[int]:
    """A number and a street, whole or begun; or a street alone."""
    key = tables.one("select roll_street_key(%s, '')", [text])
    if not key:
        return []
    join = "select v.id from roll_household h join roll_voter v on v.household_id = h.id where"
    if key[0].isdigit() and " " in key:
        if ids := _ids(
            f"{join} h.address_key >= %s and h.address_key < %s", [key, key + "\U0010ffff"], areas
        ):
            return ids
        number, _, street = key.partition(" ")
        keys = [f"{number} {near}|" for near in _near("street", street.partition(" UNIT ")[0])]
        likes = " or ".join("(h.address_key >= %s and h.address_key < %s)" for _ in keys)
        spans = [edge for k in keys for edge in (k, k + "\U0010ffff")]
        return _ids(f"{join} ({likes})", spans, areas) if keys else []
    if " " in key and tables.one("select exists (select from roll_household where street = %s)", [key]):
        return _ids(f"{join} h.street = %s", [key], areas)
    return []


def _by_name(text: str, areas: list[int] | None) -> tuple[list[int], tuple[str, ...]]:
    """Last and first name in either order, each whole or begun; then with the most similar known words."""
    parts = [p for p in re.split(r"[,\s]+", text.upper()) if p]
    whole = " ".join(parts)
    tries = [(whole, "")] if len(parts) == 1 else []
    for cut in range(1, len(parts)):
        one, other = " ".join(parts[:cut]), " ".join(parts[cut:])
        tries += [(other, one), (one, other)]
    if len(parts) > 2:
        tries.append((parts[-1], parts[0]))
    seen: dict[int, None] = {}
    for last, first in [*tries, (whole, "")]:
        seen |= dict.fromkeys(_named([last], [first] if first else [], areas))
    if len(parts) == 1 and len(seen) < MOST:
        begun = "select v.id from roll_voter v where v.first_name >= %s and v.first_name < %s"
        seen |= dict.fromkeys(_ids(begun, [whole, whole + "\U0010ffff"], areas))
    if seen:
        return list(seen), ()
    corrected: list[str] = []
    for last, first in tries:
        lasts = _near("last", last)
        firsts = _near("first", first) if first else []
        if lasts and (firsts or not first):
            found = _named(lasts, firsts, areas)
            seen |= dict.fromkeys(found)
            corrected += [*lasts, *firsts] if found else []
    return list(seen), tuple(dict.fromkeys(corrected))


def _named(lasts: list[str], firsts: list[str], areas: list[int] | None) -> list[int]:
    found: list[int] = []
    for last in lasts:
        if not firsts:
            sql = "select v.id from roll_voter v where v.last_name >= %s and v.last_name < %s"
            found += _ids(sql, [last, last + "\U0010ffff"], areas)
        for first in firsts:
            sql = "select v.id from roll_voter v where v.last_name = %s and v.first_name >= %s and v.first_name < %s"
            found += _ids(sql, [last, first, first + "\U0010ffff"], areas)
        if len(found) > MOST:
            break
    return found


def _near(kind: str, word: str) -> list[str]:
    """Words of the roll most like `word`, accents and case aside; the word itself first."""
    return [
        found
        for (found,) in tables.rows(
            """
            select t.word from roll_term t
            where t.kind = %s and (t.word %% %s or (t.kind = 'first' and t.word like %s))
            order by similarity(unaccent(t.word), unaccent(%s)) desc, t.word limit %s""",
            [kind, word, word[:2].replace("%", "").replace("_", "") + "%", word, NEAR],
        )
    ]
