"""The small office in memory of `front_desk/tests/fake_office.py`, with voters to ring."""

from datetime import UTC, datetime, timedelta

from front_desk.tests import fake_office

SCRIPT = {
    "languages": ["en", "es"],
    "start": "hello",
    "fields": {
        "en": {"campaign": "the campaign", "election_day": "Tuesday"},
        "es": {"campaign": "la campaña", "election_day": "el martes"},
    },
    "steps": {
        "hello": {
            "say": {
                "en": "Hi, is this {first}? My name is {caller}, I’m a volunteer with {campaign}. "
                "Election Day is {election_day}.",
                "es": "Hola, ¿hablo con {first}? Me llamo {caller}, soy voluntario de {campaign}. "
                "Las elecciones son {election_day}.",
            },
            "ask": {"en": "Can we count on you to vote?", "es": "¿Podemos contar con su voto?"},
            "answers": [
                {"id": "yes", "label": {"en": "Yes", "es": "Sí"}, "next": "when"},
                {
                    "id": "voted",
                    "label": {"en": "Already voted", "es": "Ya votó"},
                    "result": "already_voted",
                    "next": None,
                },
                {"id": "unsure", "label": {"en": "Not sure", "es": "No sabe"}, "next": "when"},
                {"id": "no", "label": {"en": "No", "es": "No"}, "next": None},
            ],
        },
        "when": {
            "ask": {
                "en": "What time will you go? You vote at {place}.",
                "es": "¿A qué hora irá? Le toca votar en {place}.",
            },
            "answers": [
                {"id": "morning", "label": {"en": "Morning", "es": "Por la mañana"}, "next": None},
                {"id": "midday", "label": {"en": "Midday", "es": "Al mediodía"}, "next": None},
                {"id": "work", "label": {"en": "After work", "es": "Después del trabajo"}, "next": None},
                {
                    "id": "ride",
                    "label": {"en": "Needs a ride", "es": "Necesita transporte"},
                    "ride": True,
                    "next": None,
                },
            ],
        },
    },
}

HERE = {"tz": "America/New_York", "hours": ["00:00", "23:59"]}  # tests run at any hour
FIRST = ["Rosa", "Henry", "Ana", "Walter", "Mei", "Omar", "Ruth", "Luis", "Grace", "Ivan"]
LAST = ["Delgado-Nguyễn", "Okafor", "Smith", "Haddad", "Larsen", "Petrov", "Ruiz", "Chen", "Adams", "Moore"]
PLACE = {
    "place": "Hillside High School",
    "place_address": "1 Hill St",
    "place_hours": "6:30–19:30",
    "city": "Durham",
}


class FakeOffice(fake_office.FakeOffice):
    """`free`: numbers still to be handed out."""

    work = "calls"

    def __init__(self, holds: int = 12, in_hand: int = 3):
        super().__init__()
        self.free = [self._hold(n) for n in range(holds)]
        self.in_hand, self.held, self.gone = in_hand, {}, []
        self.next_sheet = None
        self.life = timedelta(minutes=30)

    @staticmethod
    def _hold(n: int) -> dict:
        def voter(number, first, last, age, lang):
            names = {"first": first, "last": last, "name": f"{first} {last}"}
            return {"voter": number, **names, "age": age, "sex": "F", "lang": lang, "fields": PLACE}

        lang = "es" if n % 5 == 0 else "en"
        voters = [voter(n * 10 + 1, FIRST[n % 10], LAST[n % 10], 67 - n % 30, lang)]
        if n % 5 == 0:
            voters.append(voter(n * 10 + 2, "Hector", LAST[n % 10], 70, lang))
        hold = {"hold": n + 1, "sheet": 5, "script": 3, "phone": f"+1919555{100 + n:04d}", "lang": lang}
        return {**hold, **HERE, "reserve": False, "voters": voters}

    def sheets(self) -> list[dict]:
        return [{"id": 5, "name": "Durham phones"}]

    def get(self, path: str, token: str, headers):
        return (200, SCRIPT) if path.startswith("/scripts/") else None

    def hand_out(self, token: str, body: dict) -> dict:
        mine = self.held.setdefault(token, {})
        told = {e["hold"] for e in self.standing()}
        for number in [n for n in mine if n in told and n not in body["have"]]:
            del mine[number]
        away = {g["hold"] for g in self.gone if g["voter"] is None}  # told once, it never comes again
        lost = [h for n, h in mine.items() if n not in body["have"] and n not in away]
        while body["want"] is not None and len(mine) < self.in_hand and self.free:
            hold = self.free.pop(0)
            mine[hold["hold"]] = hold
            lost.append(hold)
        until = (datetime.now(UTC) + self.life).isoformat()
        gone = [g for g in self.gone if g["hold"] in body["have"]]
        finished = body["want"] is not None and not mine
        holds = [{**h, "until": until} for h in lost]
        return {"holds": holds, "gone": gone, "finished": finished, "next_sheet": self.next_sheet}

    # what a test looks at and does
    def standing(self, kind: str = "attempt") -> list[dict]:
        return super().standing(kind)

    def results(self) -> dict[int, str]:
        """Voter → result, as far as the office knows."""
        return {e["voter"]: e["result"] for e in self.standing()}

    def take_away(self, hold: int, why: str = "voted", voter: int | None = None):
        self.gone.append({"hold": hold, "voter": voter, "why": why})
        self.say("gone", {"hold": hold, "voter": voter, "why": why})
