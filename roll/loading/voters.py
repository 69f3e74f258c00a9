"""Voter files, first half: from text as read to rows fit for the roll, with what is wrong about them."""

from roll.layout import Layout
from roll.loading import cleaning, mapping, tables, values
from roll.loading.mapping import Small
from roll.models import Load
from roll.reading.problems import Problems

READY = """
create unlogged table {ready} as
select s.line, upper(ltrim(s.id, '0')) as source_id, left(ltrim(s.local_id, '0'), 24) as local_id,
  c.county_is as county, left(s.precinct, 40) as precinct, left(s.precinct_name, 120) as precinct_name,
  left(s.last, 80) as last_name, left(s.first, 80) as first_name, left(s.middle, 80) as middle_name,
  left(s.suffix, 10) as suffix, x.sex_is as sex,
  b.birth_year_is as birth_year, b.adult_on, left(upper(s.party), 8) as party,
  case when b.adult_on is not null then 'pre' else st.status_is end as status, d.registered_on,
  k.hidden as confidential,
  case when k.hidden then '' else btrim(left(s.street || ' ' || s.unit, 160)) end as address,
  case when k.hidden then '' else left(s.city, 60) end as city,
  case when k.hidden then '' else left(s.zip, 5) end as zip,
  case when not k.hidden and s.street <> ''
       then roll_address_key(s.street, s.unit, s.zip, s.city) end as address_key,
  l.lang_is as lang,
  case when not k.hidden and s.phone <> '' then roll_nanp(s.phone) end as phone,
  case when k.hidden then '' else s.phone end as raw_phone, s.history,
  case when s.id !~ '[0-9]' or upper(ltrim(s.id, '0')) !~ '^[A-Z0-9.-]{{2,24}}$' then 'has no usable voter id'
    when s.last = '' and s.first = '' then 'has no name'
    when c.county_is is null then 'names no county that the state has' end as bad
from {stage} s
cross join lateral (select s.confidential = any(%s) or (%s and s.street like '%%*%%') as hidden) k
join {smalls}
where st.status_is <> 'gone'
"""


def prepare(load: Load, layout: Layout, problems: Problems) -> dict:
    """Makes the ready table of `load`; answers figures for the report: accepted, removed, by county."""
    stage, ready = tables.stage(load), tables.ready(load)
    tables.run(f"drop table if exists {ready}")
    tables.run(f"analyze {stage}")
    smalls = _small_tables(load, layout, stage, problems)
    hidden = [list(layout.confidential.get("values", ("Y",))), bool(layout.confidential.get("stars", True))]
    sql = READY.format(ready=ready, stage=stage, smalls=" join ".join(small.sql for small in smalls))
    tables.run(sql, [*hidden, *(p for small in smalls for p in small.params)])
    gone = next(small for small in smalls if small.alias == "st")
    removed = sum(n for word, n in _counts(stage, "status") if (word, "gone") in gone.rows)
    cleaning.refuse_bad(load, problems)
    cleaning.settle_duplicates(load, problems)
    cleaning.foreign_phones(ready)
    cleaning.warn(stage, ready, layout, problems)
    tables.run(f"analyze {ready}")
    counties = tables.rows(f"select county, count(*) from {ready} group by 1 order by 1")
    return {
        "accepted": sum(n for _, n in counties),
        "removed_in_file": removed,
        "counties": [{"county": county, "n": n} for county, n in counties],
    }


def _counts(stage: str, column: str) -> list[tuple[str, int]]:
    return tables.rows(f"select {column}, count(*) from {stage} group by 1")


def _small_tables(load: Load, layout: Layout, stage: str, problems: Problems) -> list[Small]:
    today = load.made_at.date()

    def birth(date: str, year: str, age: str):
        found = values.born(date, year, age, layout, today)
        return (found.year, found.adult_on), found.problem

    def day(raw: str):
        value, problem = values.day(raw, layout)
        return (value,), problem

    def place(name: str, code: str):
        found = values.county(name, code, load.state_code)
        return (found and found[0],), ""

    def standing(raw: str):
        value, problem = values.status(raw, layout)
        return (value,), problem

    def read(alias, raw, into, meaning) -> Small:
        return mapping.read(alias, stage, raw, into, meaning, problems)

    return [
        read("c", ["county", "county_code"], {"county_is": "text"}, place),
        read("st", ["status"], {"status_is": "text"}, standing),
        read("d", ["registered"], {"registered_on": "date"}, day),
        read(
            "b", ["birth_date", "birth_year", "age"], {"birth_year_is": "smallint", "adult_on": "date"}, birth
        ),
        read("x", ["sex"], {"sex_is": "text"}, lambda raw: ((values.sex(raw),), "")),
        read("l", ["lang"], {"lang_is": "text"}, lambda raw: ((values.language(raw) or "en",), "")),
    ]
