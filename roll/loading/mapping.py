"""Joins values read in Python back to a million rows: `unnest` of arrays as a small table in the statement."""

from collections.abc import Callable
from dataclasses import dataclass, field

from roll.loading import tables
from roll.reading.problems import Problems


@dataclass
class Small:
    """A small table inside a statement: `sql` stands after `join`, `params` are its arrays."""

    alias: str
    raw: list[str]  # columns that it shares with the big table
    into: dict[str, str]  # columns that it adds -> SQL type
    rows: list[tuple] = field(default_factory=list)

    @property
    def sql(self) -> str:
        kinds = [*("text" for _ in self.raw), *self.into.values()]
        arrays = ", ".join(f"%s::{kind}[]" for kind in kinds)
        on = " and ".join(f"{self.alias}.{name} = s.{name}" for name in self.raw)
        return f"unnest({arrays}) {self.alias}({', '.join([*self.raw, *self.into])}) on {on}"

    @property
    def params(self) -> list[list]:
        return [[row[i] for row in self.rows] for i in range(len(self.raw) + len(self.into))]


def read(
    alias: str,
    table: str,
    raw: list[str],
    into: dict[str, str],
    meaning: Callable[..., tuple[tuple, str]],
    problems: Problems,
) -> Small:
    """Maps each combination of `raw` columns in `table` by `meaning(*raw) -> (values of `into`, problem)`."""
    names = ", ".join(raw)
    small = Small(alias, raw, into)
    for *found, n, line in tables.rows(f"select {names}, count(*), min(line) from {table} group by {names}"):
        mapped, problem = meaning(*found)
        if problem:
            problems.warn(problem, line, n)
        small.rows.append((*found, *mapped))
    return small
