"""What is written on a call sheet or walk list comes back through the one door, once.

An entry's id is made from packet, row and what is said there, so a sheet that is typed in twice counts once. What the
app recorded already for that voter and hold counts once, too; something different waits for a person at the desk.
"""

from dataclasses import dataclass
from uuid import NAMESPACE_OID, uuid5

from django.utils.translation import gettext as _

from crew.models import Person
from front_desk.models import Entry
from lib import door
from lists.models import Attempt
from packets.contents.results import AT, LETTERS
from packets.contents.script import asked
from packets.models import Handing, Packet

MOST = 200  # rows in one go
PAPER = uuid5(NAMESPACE_OID, "fieldoffice packets")


class Wrong(ValueError):
    """A row that cannot be read; the message names it and says what is wrong."""


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a packet as it was typed: `number` from 1, `letter` of the result, `answers` {question: answer}, from 1."""

    number: int
    letter: str
    answers: dict[int, int]


@dataclass(frozen=True, slots=True)
class Line:
    """A voter on a packet: who is meant by row `number`, and what is recorded there now (`letter`, "" for nothing)."""

    number: int
    hold: int
    voter_id: int
    phone: str
    letter: str = ""
    answers: dict | None = None
    attempt: str = ""


def lines(packet: Packet, handing: Handing) -> list[Line]:
    """The voters of a packet in the order of its rows, with the live result of each."""
    live = {
        (one.hold, one.voter_id): one
        for one in Attempt.objects.filter(hold__in=handing.holds, withdrawn_by=None)
    }
    letters = {code: letter for letter, code in LETTERS.items()}
    found, number = [], 0
    for (_target, phone, voters), hold in zip(packet.rows, handing.holds, strict=True):
        for voter in voters:
            number += 1
            known = live.get((hold, voter))
            found.append(
                Line(
                    number,
                    hold,
                    voter,
                    phone,
                    letter=letters.get(known.result, known.result) if known else "",
                    answers=_numbers(packet, known.answers) if known else None,
                    attempt=str(known.id) if known else "",
                )
            )
    return found


def read(packet: Packet, said: list) -> list[Row]:
    """`[{"row", "letter", "answers": {"1": 2}}]` as rows; raises Wrong, naming the row."""
    if not isinstance(said, list) or len(said) > MOST:
        raise Wrong(_("At most %(n)d rows at once.") % {"n": MOST})
    size = sum(len(voters) for _target, _phone, voters in packet.rows)
    questions = asked(packet.script.body)
    rows = []
    for one in said:
        try:
            number, letter = int(one["row"]), str(one["letter"]).upper()
            answers = {int(q): int(a) for q, a in dict(one.get("answers") or {}).items()}
        except (KeyError, TypeError, ValueError):
            raise Wrong(_("A row is a number, a letter and answers.")) from None
        if not 1 <= number <= size:
            raise Wrong(
                _("This packet has no row %(row)d: they go from 1 to %(n)d.") % {"row": number, "n": size}
            )
        if len(letter) != 1 or letter not in AT[packet.kind]:
            raise Wrong(
                _("Row %(row)d: there is no box “%(letter)s”.") % {"row": number, "letter": letter[:3]}
            )
        for question, answer in answers.items():
            if not (1 <= question <= len(questions) and 1 <= answer <= len(questions[question - 1][1])):
                raise Wrong(
                    _("Row %(row)d: question %(q)d has no answer %(a)d.")
                    % {"row": number, "q": question, "a": answer}
                )
        rows.append(Row(number, letter, answers))
    return rows


def enter(packet: Packet, handing: Handing, rows: list[Row], by: Person | None) -> list[dict]:
    """Enters what was typed, in the name of who had the packet; answers `{"row", "verdict", "text"}` for each.

    What is recorded already from this paper and is typed differently now is corrected: the one who types sees it.
    """
    now = {line.number: line for line in lines(packet, handing)}
    entries = []
    for row in rows:
        line = now[row.number]
        payload = {
            "hold": line.hold,
            "voter": line.voter_id,
            "sheet": packet.sheet_id,
            "script": packet.script_id,
            "result": LETTERS[row.letter],
            "answers": _answers(packet, row.answers),
        }
        said = f"{packet.pk} {row.number} {payload['result']} {sorted(payload['answers'].items())}"
        if (
            line.attempt
            and _from_paper(line.attempt)
            and (line.letter, line.answers) != (row.letter, row.answers)
        ):
            payload["corrects"] = [line.attempt]
            said = f"{said} instead of {line.attempt}"
        entries.append(
            {"id": uuid5(PAPER, said), "kind": "attempt", "payload": payload, "seen_at": handing.at}
        )
    verdicts = door.enter_many(entries, by=handing.person_id, source="paper") if entries else []
    return [
        {"row": row.number, "verdict": verdict.verdict, "text": verdict.text}
        for row, verdict in zip(rows, verdicts, strict=True)
    ]


def _from_paper(attempt: str) -> bool:
    return Entry.objects.filter(pk=attempt, source="paper").exists()


def _answers(packet: Packet, typed: dict[int, int]) -> dict[str, str]:
    """{1: 2} -> {"hello": "voted"}: the step of each question, and the id of its answer."""
    questions = asked(packet.script.body)
    return {questions[q - 1][0]: questions[q - 1][1][a - 1] for q, a in sorted(typed.items())}


def _numbers(packet: Packet, answers: dict[str, str]) -> dict[int, int]:
    """The other way round; an answer that has no box is left out."""
    return {
        n: ids.index(answers[step]) + 1
        for n, (step, ids) in enumerate(asked(packet.script.body), start=1)
        if answers.get(step) in ids
    }
