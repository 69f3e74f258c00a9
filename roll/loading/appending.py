"""Append files: scores, phones, languages, coordinates and tags by voter id."""

from datetime import datetime

from roll.layout import Layout
from roll.loading import bulk, keepsakes, mapping, matching, sharing, tables, values, zoning
from roll.loading.cleaning import e164
from roll.models import Load
from roll.reading.problems import Problems

PHONES = ("phone", "phone2", "phone3")
OURS = ("support_score", "turnout_score", "lang", "latitude", "longitude")
MANY = 20_000  # voters: from here on making the indexes anew costs less than growing them


def prepare(load: Load, layout: Layout, problems: Problems) -> dict:
    """Ready table: line, voter_id, the values that can be used, phones and tags as arrays."""
    stage, ready = tables.stage(load), tables.ready(load)
    tables.run(f"drop table if exists {ready}")
    tables.sample_statistics(stage, "line")

    def score(low: int, high: int, label: str):
        def read(raw: str):
            if not raw:
                return (None,), ""
            try:
                value = round(float(raw.rstrip("%")))
            except ValueError:
                return (None,), f"a {label} that is no number was left out"
            return (
                ((value,), "")
                if low <= value <= high
                else ((None,), f"a {label} outside {low}–{high} was left out")
            )

        return read

    def read(alias: str, column: str, kind: str, meaning):
        return mapping.read(alias, stage, [column], {f"{column}_is": kind}, meaning, problems)

    smalls = [
        matching.counties(load, problems),
        read("su", "support_score", "smallint", score(1, 5, "support score")),
        read("tu", "turnout_score", "smallint", score(0, 100, "turnout score")),
        read("la", "lang", "text", lambda raw: ((values.language(raw),), "")),
    ]
    match, params = matching.voter(load)
    tables.run(
        f"""
        create unlogged table {ready} as
        select s.line, m.voter_id, c.county_id, su.support_score_is as support_score, tu.turnout_score_is as turnout_score,
          nullif(la.lang_is, '') as lang, roll_degree(s.latitude, 90) as latitude, roll_degree(s.longitude, 180) as longitude,
          array_remove(array[nullif(s.phone, ''), nullif(s.phone2, ''), nullif(s.phone3, '')], null) as phones,
          array_remove(regexp_split_to_array(s.tags, '\\s*[;|,]\\s*'), '') as tags
        from {stage} s join {" join ".join(small.sql for small in smalls)} {match}""",
        [*(p for small in smalls for p in small.params), *params],
    )
    unmatched = matching.report_unmatched(load, problems)
    twice = tables.rows(
        f"""
        delete from {ready} r using {ready} later
        where later.voter_id = r.voter_id and later.line > r.line returning r.line"""
    )
    for (line,) in sorted(twice):
        problems.warn("the same voter twice: the last line counts", line)
    _phones(ready)
    wrong = tables.rows(
        f"select count(*), (array_agg(line))[1:5] from {stage} s where (s.latitude <> '' and"
        " roll_degree(s.latitude, 90) is null) or (s.longitude <> '' and roll_degree(s.longitude, 180) is null)"
    )[0]
    if wrong[0]:
        problems.warn("a coordinate that is none was left out", None, wrong[0])
        problems.examples["a coordinate that is none was left out"] = sorted(wrong[1])
    accepted = tables.one(f"select count(*) from {ready} where voter_id is not null")
    return {"accepted": accepted, "unmatched": unmatched}


def _phones(ready: str) -> None:
    """Turns raw numbers into E.164, each voter's in the order of their columns."""
    raw = [r for (r,) in tables.rows(f"select distinct unnest(phones) from {ready} where roll_nanp(phones[1]) is null"
                                     " or cardinality(phones) > 1")]  # fmt: skip
    odd = {r: e164(r) for r in raw}
    tables.run(
        f"""
        update {ready} r set phones = coalesce((
          select array_agg(n.number order by n.place) from (
            select coalesce(roll_nanp(p.raw), nullif(o.number, '')) as number, p.place
            from unnest(r.phones) with ordinality p(raw, place)
            left join unnest(%s::text[], %s::text[]) o(raw, number) on o.raw = p.raw) n
          where n.number is not null and not roll_phone_is_placeholder(n.number)), '{{}}')
        where cardinality(phones) > 0""",
        [list(odd), list(odd.values())],
    )


def compare(load: Load) -> dict:
    """Makes the diff table, `line, voter_id, written` (the voter's row changes) and a flag for each kind; answers how
    many voters would get something new, by kind."""
    diff = tables.diff(load)
    tables.run(f"drop table if exists {diff}")
    tests = {column: f"r.{column} is not null and r.{column} is distinct from v.{column}" for column in OURS}
    tests["tags"] = "not r.tags <@ v.tags::text[]"
    written = " or ".join(f"({test})" for test in tests.values())
    tests["phone"] = """exists (select from unnest(r.phones) n where not exists (
                          select from roll_phone p where p.voter_id = v.id and p.number = n))"""
    flags = ", ".join(f"({test}) as new_{kind}" for kind, test in tests.items())
    tables.run(
        f"""create unlogged table {diff} as
            select r.line, r.voter_id, {written} as written, {flags}
            from {tables.ready(load)} r join roll_voter v on v.id = r.voter_id"""
    )
    tables.sample_statistics(diff, "line, voter_id, written")
    counts = ", ".join(f"count(*) filter (where new_{kind})" for kind in tests)
    changed, *found = tables.rows(
        f"select count(*) filter (where written or new_phone), {counts} from {diff}"
    )[0]
    return {"changed": changed, "changes": {k: n for k, n in zip(tests, found, strict=True) if n}}


def apply(load: Load, ids: dict, at: datetime) -> list[int]:
    """Writes what is new; a blank in the file leaves what there is. Coordinates never go to a confidential voter.

    Only numbers change where a voter's targets stand, so that those whose numbers changed are answered.
    """
    ready, diff = tables.ready(load), tables.diff(load)
    written = f"t.id in (select voter_id from {diff} where written)"
    alone = bulk.unused()
    if not alone:  # one lock order with those who strike: by id
        locked = f"select t.id from roll_voter t where {written} order by t.id for no key update"
        tables.one(f"select count(*) from ({locked}) locked")
    keepsakes.remember(load, "voter", "roll_voter", written, [], columns=(*OURS, "tags", "load_id"))
    many = load.report["changes"]["changed"] > MANY
    with bulk.without_indexes(["roll_voter"] if alone and many else []):
        tables.run(
            f"""
            update roll_voter v set
              support_score = coalesce(r.support_score, v.support_score),
              turnout_score = coalesce(r.turnout_score, v.turnout_score), lang = coalesce(r.lang, v.lang),
              latitude = case when v.confidential then null else coalesce(r.latitude, v.latitude) end,
              longitude = case when v.confidential then null else coalesce(r.longitude, v.longitude) end,
              tags = case when not d.new_tags then v.tags
                     else (select array_agg(distinct t order by t) from unnest(v.tags::text[] || r.tags) t) end,
              load_id = %s
            from {ready} r join {diff} d on d.line = r.line where d.written and d.voter_id = v.id""",
            [load.pk],
        )
    made = tables.rows(
        f"""
        insert into roll_phone (voter_id, number, rank, set_aside, registered, load_id)
        select r.voter_id, n.number, n.place + coalesce((select max(p.rank) from roll_phone p
                                                         where p.voter_id = r.voter_id), -1), false, false, %s
        from {ready} r cross join lateral unnest(r.phones) with ordinality n(number, place)
        where r.voter_id is not null
        on conflict (voter_id, number) do nothing returning id, voter_id""",
        [load.pk],
    )
    keepsakes.made(load, "phone", [pk for pk, _ in made])
    touched = [voter for _, voter in made] + sharing.settle(load, first=False)
    zoning.refresh("v.id = any(%s)", [[voter for _, voter in made]])
    load.counties = [pk for (pk,) in tables.rows(
        f"select distinct v.county_id from {ready} r join roll_voter v on v.id = r.voter_id")]  # fmt: skip
    return touched
