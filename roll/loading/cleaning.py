"""Rows that are not fit: refused lines, the same id twice, numbers that ring nobody."""

import re

import phonenumbers

from roll.loading import tables
from roll.models import Load
from roll.reading.problems import EXAMPLES, Problems

# Of several rows with one id, the current one: by status, then the newest registration, then the later line.
PUNCTUATION = str.maketrans("", "", " ()-./+")
NANP = re.compile(r"1?[2-9]\d\d[2-9]\d{6}", re.ASCII)
LONGEST = {"last": 80, "first": 80, "street": 160, "precinct": 40}
RANK = "array_position(array['active', 'pre', 'inactive'], status), registered_on desc nulls last, line desc"


def settle(load: Load, problems: Problems) -> None:
    """Looks once over the ready table, then mends only what is wrong in this file."""
    ready = tables.ready(load)
    bad, odd = tables.rows(
        f"select count(*) filter (where bad is not null), count(*) filter (where phone is null and raw_phone <> '')"
        f" from {ready}"
    )[0]
    if bad:
        _refuse_bad(load, ready, problems)
    if odd:
        _odd_phones(ready)
    _settle_duplicates(load, ready, problems)
    unused = "phone is null and raw_phone <> ''"
    _count(
        ready,
        {
            "a phone number that cannot be one was left out": f"{unused} and roll_nanp(raw_phone) is null",
            "a placeholder instead of a phone number was left out": f"{unused} and roll_nanp(raw_phone) is not null",
            "confidential: address and phone are neither kept nor shown": "confidential",
            "no address, though not confidential": "address_key is null and not confidential",
        },
        problems,
    )
    # octet_length is stored with the text; only a long one has its letters counted
    longer = " or ".join(
        f"octet_length({c}) > {most} and length({c}) > {most}" for c, most in LONGEST.items()
    )
    _count(tables.stage(load), {"a value longer than its field was cut": longer}, problems)


def _refuse_bad(load: Load, ready: str, problems: Problems) -> None:
    """Moves rows with a reason in `bad` from the ready table to the refused lines."""
    moved = f"""
        with moved as (delete from {ready} where bad is not null returning line, bad)
        insert into roll_refusedline (load_id, line, reason) select %s, line, bad from moved"""
    problems.refused_n += tables.run(moved, [load.pk])


def _settle_duplicates(load: Load, ready: str, problems: Problems) -> None:
    """Keeps one row of each id. An exact repeat is only counted; a lesser row is refused with the line kept."""
    # Asked first by itself, for only a statement that writes nothing is shared among workers.
    twice = [i for (i,) in tables.rows(f"select source_id from {ready} group by 1 having count(*) > 1")]
    if not twice:
        return
    columns = [
        name
        for (name,) in tables.rows(
            "select attname from pg_attribute where attrelid = %s::regclass and attnum > 0", [ready]
        )
        if name != "line"
    ]
    lesser = tables.rows(
        f"""
        with ranked as (
          select r.line, first_value(r.line) over w as kept, row({", ".join(f"r.{c}" for c in columns)})
                 is not distinct from first_value(row({", ".join(f"r.{c}" for c in columns)})) over w as same
          from {ready} r where r.source_id = any(%s)
          window w as (partition by r.source_id order by {RANK}))
        delete from {ready} r using ranked where r.line = ranked.line and ranked.line <> ranked.kept
        returning ranked.line, ranked.kept, ranked.same""",
        [twice],
    )
    refused = []
    for line, kept, same in sorted(lesser):
        if same:
            problems.warn("the same line twice: counted once", line)
        else:
            refused.append((line, f"has the voter id of line {kept}, which is the current one"))
    problems.refused_n += len(refused)
    if refused:
        lines, reasons = zip(*refused, strict=True)
        tables.run(
            "insert into roll_refusedline (load_id, line, reason) select %s, * from unnest(%s::bigint[], %s::text[])",
            [load.pk, list(lines), list(reasons)],
        )


def _odd_phones(ready: str) -> None:
    """Reads the numbers that are not ten plain digits: with punctuation, with an extension, from abroad."""
    odd = tables.rows(f"select distinct raw_phone from {ready} where phone is null and raw_phone <> ''")
    read = [(raw, number) for (raw,) in odd if (number := e164(raw))]
    if read:
        raws, numbers = zip(*read, strict=True)
        tables.run(
            f"update {ready} r set phone = n.number from unnest(%s::text[], %s::text[]) n(raw, number)"
            " where r.phone is null and r.raw_phone = n.raw and not roll_phone_is_placeholder(n.number)",
            [list(raws), list(numbers)],
        )


def e164(raw: str) -> str:
    """A number as E.164, or "" if it cannot be one. Numbers without "+" are North American; extensions are cut."""
    digits = raw.translate(PUNCTUATION)
    if NANP.fullmatch(digits):
        return f"+1{digits[-10:]}"
    try:
        number = phonenumbers.parse(raw, "US")
    except phonenumbers.NumberParseException:
        return ""
    if number.country_code == 1:
        digits = str(number.national_number)
        good = len(digits) == 10 and digits[0] in "23456789" and digits[3] in "23456789"
        return f"+1{digits}" if good else ""
    return phonenumbers.format_number(number, 0) if phonenumbers.is_valid_number(number) else ""


def _count(table: str, kinds: dict[str, str], problems: Problems) -> dict[str, int]:
    """Counts rows of each kind and finds the first few lines, in one reading of the table."""
    columns = ", ".join(
        f"count(*) filter (where {condition}), (array_agg(line) filter (where {condition}))[1:{EXAMPLES}]"
        for condition in kinds.values()
    )
    found = iter(tables.rows(f"select {columns} from {table}")[0])
    counts = {}
    for kind in kinds:
        counts[kind], lines = next(found), next(found)
        if counts[kind]:
            problems.warn(kind, None, counts[kind])
            problems.examples[kind] = sorted(lines)
    return counts
