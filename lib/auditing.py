"""Recounting what the data can prove. Each room names its checks in `audits.py`; `./fieldoffice audit` runs them all.

A check finds the rows that disagree. All of them look at one snapshot, read only, beside an open office.
"""

import json
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice

from django.db import DatabaseError, connection, transaction

from lib.sqlfile import ROOT

SHOWN = 10  # rows that disagree, of each check
SNAPSHOT = "set transaction isolation level repeatable read, read only"
COUNTED = "with wrong as ({sql}) select to_jsonb(w)::text, count(*) over () from wrong w limit {shown}"
BIG = """
select set_config('statement_timeout', %s, true), set_config('work_mem', '128MB', true), set_config('jit', 'off', true)
"""


@dataclass(frozen=True, slots=True)
class Check:
    """`says` is the sentence that the rows found contradict. They come from `sql`, a file with one query (any order,
    one row a disagreement, voters by id only), or from `rows`, a function that yields dicts; it is given what `before`
    found out before the snapshot was taken."""

    name: str
    promise: int
    says: str
    sql: str = ""
    rows: Callable[..., Iterable[dict]] | None = None
    before: Callable[[], object] | None = None


@dataclass(slots=True)
class Answer:
    """`n` rows disagree, the first of them in `rows`; `trouble` when the check could not be finished."""

    check: Check
    n: int = 0
    rows: list[dict] = field(default_factory=list)
    seconds: float = 0.0
    trouble: str = ""

    @property
    def agrees(self) -> bool:
        return not self.n and not self.trouble

    def as_json(self) -> dict:
        return {
            "check": self.check.name,
            "promise": self.check.promise,
            "says": self.check.says,
            "disagree": self.n,
            "rows": self.rows,
            "trouble": self.trouble,
            "seconds": round(self.seconds, 3),
        }


@contextmanager
def snapshot(checks: list[Check]) -> Iterator[dict[str, object]]:
    """Inside, the checks see the same moment and nothing can be written; answers what they found out before it."""
    known = beforehand(checks)
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(SNAPSHOT)
        yield known


def beforehand(checks: list[Check]) -> dict[str, object]:
    return {check.name: check.before() for check in checks if check.before}


def recount(checks: list[Check], known: dict[str, object], limit: float = 600) -> Iterator[Answer]:
    """Answers the checks one after another, inside a transaction; a statement may take `limit` seconds."""
    for check in checks:
        answer, begun = Answer(check), time.monotonic()
        try:
            with transaction.atomic():
                _look(check, answer, known, limit)
        except DatabaseError as error:
            answer.trouble = str(error).strip().partition("\n")[0]
        answer.seconds = time.monotonic() - begun
        yield answer


def _look(check: Check, answer: Answer, known: dict[str, object], limit: float) -> None:
    with connection.cursor() as cursor:
        cursor.execute(BIG, [f"{int(limit * 1000)}ms"])
        if check.sql:
            cursor.execute(COUNTED.format(sql=(ROOT / check.sql).read_text(), shown=SHOWN))
            found = cursor.fetchall()
            answer.rows, answer.n = [json.loads(row) for row, _ in found], found[0][1] if found else 0
            return
    rows = iter(check.rows(known[check.name]) if check.name in known else check.rows())
    answer.rows = list(islice(rows, SHOWN))
    answer.n = len(answer.rows) + sum(1 for _ in rows)
