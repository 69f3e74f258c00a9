"""Joins values read in Python back to a million rows: `unnest` of arrays as a small table in the statement."""

from collections.abc import Callable
from dataclasses import dataclass, field

from roll.loading import tables
from roll.reading.problems import Problems


@dataclass
class Small:
    """A small table inside a statement: `sql` stands after `join`, `params` are its arrays.

    It has one key, and says that the key is distinct: of a mere `unnest` the planner knows neither, takes it for full of
    repeats and would rather hash the million rows than these few.
    """

    alias: str
    raw: list[str]  # columns of the big table `s` that make its key
    into: dict[str, str]  # columns that it adds -> SQL type
    rows: list[tuple] = field(default_factory=list)

    @property
    def sql(self) -> str:
        arrays = ", ".join(f"%s::{kind}[]" for kind in ("text", *self.into.values()))
        columns = ", ".join(("key", *self.into))
        key = r" || E'\t' || ".join(f"s.{name}" for name in self.raw)
        return f"(select distinct on (key) * from unnest({arrays}) u({columns})) {self.alias} on {self.alias}.key = {key}"

    @property
    def params(self) -> list[list]:
        keys = ["\t".join(row[: len(self.raw)]) for row in self.rows]
        return [keys, *([row[len(self.raw) + i] for row in self.rows] for i in range(len(self.into)))]


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
