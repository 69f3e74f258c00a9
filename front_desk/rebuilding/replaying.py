"""Records the entries of a journal again, in their order, by the recorders and the SQL that recorded them first."""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db import connection, transaction

from front_desk import following
from front_desk.models import Entry
from front_desk.rebuilding import calls
from front_desk.receiving import RECORDED_BY_SQL, record
from lib import door

REPLAY = "select id, verdict, reason from front_desk_replay(%s, %s::uuid[])"
MARK = "rebuild"  # the cursor that says: this database is being rebuilt


@dataclass(frozen=True, slots=True)
class Difference:
    """An entry whose verdict did not come out as the journal has it; verdicts as `verdict reason`."""

    id: str
    seq: int
    kind: str
    journal: str
    now: str


@dataclass(slots=True)
class Replay:
    """`run` replays; `differences` are then those that remain when later entries have settled theirs."""

    tell: Callable[[int], None]
    entries: int = 0
    stolen: set[int] = field(default_factory=set)
    doubtful: dict[str, dict] = field(default_factory=dict)

    def run(self, lines: Iterable[dict]) -> None:
        for batch in calls.batches(calls.calls(lines)):
            with transaction.atomic():
                self._record(batch)
                following.advance(MARK, max(line["seq"] for line in batch))
            self.entries += len(batch)
            self.tell(self.entries)

    def _record(self, batch: list[dict]) -> None:
        aside = [line["id"] for line in batch if self._from_stolen(line)]
        with connection.cursor() as cursor:
            cursor.execute(REPLAY, [json.dumps(batch), aside])
            verdicts = {str(id): (verdict, reason) for id, verdict, reason in cursor.fetchall()}
        for line in batch:
            if line["kind"] not in RECORDED_BY_SQL and "same_id" not in line["payload"]:
                verdict, reason, _text = record(fact(line))
                verdicts[line["id"]] = (verdict, reason[:24])
            if line["kind"] == "device_shut" and line["payload"].get("why") == "stolen":
                self.stolen |= set(line["payload"]["devices"])
            if verdicts[line["id"]] != (line["verdict"], line["reason"]):
                self.doubtful[line["id"]] = {k: line[k] for k in ("seq", "kind", "verdict", "reason")}

    def _from_stolen(self, line: dict) -> bool:
        """Whether the phone was known as stolen when it sent this: the journal says so, unless it has been settled."""
        settled = line["device"] in self.stolen and line["reason"] in ("accepted", "rejected")
        sent = line["source"] == "device" and "same_id" not in line["payload"]
        return sent and (line["reason"] == "device_shut" or settled)

    def differences(self) -> list[Difference]:
        """The journal may have a verdict from before or after it was settled: either is right."""
        found = Entry.objects.filter(pk__in=self.doubtful).in_bulk()
        different = []
        for id, line in self.doubtful.items():
            entry = found[UUID(id)]
            if (entry.verdict, entry.reason) != (line["verdict"], line["reason"]):
                was, now = f"{line['verdict']} {line['reason']}", f"{entry.verdict} {entry.reason}"
                different.append(Difference(id, line["seq"], line["kind"], was.strip(), now.strip()))
        return sorted(different, key=lambda one: one.seq)


def fact(line: dict) -> door.Entry:
    """A line of the journal as its room's recorder sees it."""
    return door.Entry(
        id=UUID(line["id"]),
        seq=line["seq"],
        kind=line["kind"],
        payload=line["payload"],
        person_id=line["person"],
        device_id=line["device"],
        source=line["source"],
        seen_at=datetime.fromisoformat(line["seen_at"]),
        received_at=datetime.fromisoformat(line["received_at"]),
    )
