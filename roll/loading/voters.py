"""Voter files, first half: from text as read to rows fit for the roll, with what is wrong about them."""

from roll.layout import Layout
from roll.loading import cleaning, mapping, tables, values
from roll.loading.mapping import Small
from roll.models import Load
from roll.reading.problems import Problems

READY = r"""
create unlogged table {ready} as
select s.line, upper(ltrim(s.id, '0'))::varchar(24) as source_id, ltrim(s.local_id, '0')::varchar(24) as local_id,
  pl.place, s.last::varchar(80) as last_name, s.first::varchar(80) as first_name,
  s.middle::varchar(80) as middle_name, s.suffix::varchar(10) as suffix, x.sex_is::varchar(1) as sex,
  b.birth_year_is as birth_year, b.adult_on, upper(s.party)::varchar(8) as party,
  (case when b.adult_on is not null then 'pre' else st.status_is end)::varchar(10) as status, d.registered_on,
  k.hidden as confidential,
  (case when k.hidden then '' else btrim(s.street || ' ' || s.unit) end)::varchar(160) as address,
  (case when k.hidden then '' else s.city end)::varchar(60) as city,
  (case when k.hidden then '' else left(s.zip, 5) end)::varchar(10) as zip,
  (case when not k.hidden and s.street <> ''
        then roll_address_key(s.street, s.unit, s.zip, s.city) end)::varchar(200) as address_key,
  l.lang_is::varchar(8) as lang,
  (case when s.phone ~ '^[2-9]\d\d[2-9]\d{{6}}$' and not k.hidden and not roll_phone_is_placeholder('+1' || s.phone)
        then '+1' || s.phone end)::varchar(16) as phone,
  case when k.hidden then '' else s.phone end as raw_phone, s.history,
  case when s.id !~ '[0-9]' or upper(s.id) ~ '[^A-Z0-9.-]' or length(s.id) not between 2 and 24
         then 'has no usable voter id'
    when s.last = '' and s.first = '' then 'has no name'
    when pl.place is null then 'names no county that the state has' end as bad
from {stage} s
cross join lateral (select s.confidential = any(%s) or (%s and s.street like '%%*%%') as hidden) k
left join {smalls}
where st.status_is <> 'gone'
"""


JOINED = "county, county_code, precinct, status, registered, birth_date, birth_year, age, sex, lang"


# Every value of the file stands in the small tables; joined from the left, the planner knows that no row is lost
# and lets all workers do the work of the select list.
def prepare(load: Load, layout: Layout, problems: Problems) -> dict:
    """Makes the ready table of `load`; answers figures for the report: accepted, removed, counties, places."""
    stage, ready = tables.stage(load), tables.ready(load)
    tables.run(f"drop table if exists {ready}")
    tables.sample_statistics(stage, JOINED)
    found, where = _places(load, stage)
    smalls = [where, *_small_tables(load, layout, stage, problems)]
    hidden = [list(layout.confidential.get("values", ("Y",))), bool(layout.confidential.get("stars", True))]
    sql = READY.format(ready=ready, stage=stage, smalls=" left join ".join(small.sql for small in smalls))
    tables.run(sql, [*hidden, *(p for small in smalls for p in small.params)])
    cleaning.settle(load, problems)
    tables.sample_statistics(ready, "line, source_id, address_key, phone, place")
    n = dict(tables.rows(f"select place, count(*) from {ready} group by 1"))
    counties: dict[str, int] = {}
    for place, (county, *_) in enumerate(found):
        counties[county] = counties.get(county, 0) + n.get(place, 0)
    gone = [raw for raw, meaning in next(s for s in smalls if s.alias == "st").rows if meaning == "gone"]
    return {
        "accepted": sum(n.values()),
        "removed_in_file": tables.one(f"select count(*) from {stage} where status = any(%s)", [gone])
        if gone
        else 0,
        "counties": [{"county": county, "n": n} for county, n in sorted(counties.items()) if n],
        "places": found,
    }


def _places(load: Load, stage: str) -> tuple[list[tuple[str, str, str]], Small]:
    """The precincts of the file, `(county, code, name)` in order, and the table that maps rows to their number."""
    seen = tables.rows(
        f"select county, county_code, precinct, max(precinct_name) from {stage} group by 1, 2, 3 order by 1, 2, 3"
    )
    numbers: dict[tuple[str, str], int] = {}
    found: list[tuple[str, str, str]] = []
    small = Small("pl", ["county", "county_code", "precinct"], {"place": "int"})
    for raw, code, precinct, name in seen:
        county = values.county(raw, code, load.state_code)
        key = county and (county[0], precinct[:40])
        if key and key not in numbers:
            numbers[key] = len(found)
            found.append((*key, name[:120]))
        small.rows.append((raw, code, precinct, numbers[key] if key else None))
    return found, small


def _small_tables(load: Load, layout: Layout, stage: str, problems: Problems) -> list[Small]:
    today = load.made_at.date()

    def birth(date: str, year: str, age: str):
        found = values.born(date, year, age, layout, today)
        return (found.year, found.adult_on), found.problem

    def day(raw: str):
        value, problem = values.day(raw, layout)
        return (value,), problem

    def standing(raw: str):
        value, problem = values.status(raw, layout)
        return (value,), problem

    def read(alias, raw, into, meaning) -> Small:
        return mapping.read(alias, stage, raw, into, meaning, problems)

    return [
        read("st", ["status"], {"status_is": "text"}, standing),
        read("d", ["registered"], {"registered_on": "date"}, day),
        read(
            "b", ["birth_date", "birth_year", "age"], {"birth_year_is": "smallint", "adult_on": "date"}, birth
        ),
        read("x", ["sex"], {"sex_is": "text"}, lambda raw: ((values.sex(raw),), "")),
        read("l", ["lang"], {"lang_is": "text"}, lambda raw: ((values.language(raw) or "en",), "")),
    ]
