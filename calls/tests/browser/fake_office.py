"""A small office in memory that speaks docs/outbox.md, for tests of what the page does when the office is
slow, away, restored or newer: things that the real one cannot be asked to do on cue."""

import json
import queue
import re
import threading
import uuid
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from django.conf import settings
from django.shortcuts import render
from django.test import RequestFactory
from django.utils import translation

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
KINDS = {".js": "text/javascript", ".css": "text/css", ".woff2": "font/woff2", ".svg": "image/svg+xml"}
FIRST = ["Rosa", "Henry", "Ana", "Walter", "Mei", "Omar", "Ruth", "Luis", "Grace", "Ivan"]
LAST = ["Delgado-Nguyễn", "Okafor", "Smith", "Haddad", "Larsen", "Petrov", "Ruiz", "Chen", "Adams", "Moore"]
PLACE = {
    "place": "Hillside High School",
    "place_address": "1 Hill St",
    "place_hours": "6:30–19:30",
    "city": "Durham",
}


class FakeOffice:
    """`holds`: numbers still free; `entries`: every entry by id, once; `batches`: what came, as it came."""

    def __init__(self, holds: int = 12, in_hand: int = 3):
        from calls.views import screen  # here, because they need Django set up
        from front_desk import office

        self.screen = screen

        self.lock = threading.RLock()
        self.listening = threading.Condition()
        self.devices, self.entries, self.batches = {}, {}, []
        self.free = [self._hold(n) for n in range(holds)]
        self.in_hand, self.held, self.gone = in_hand, {}, []
        self.era, self.build = "era-1", office.build()
        self.busy = self.refuse = self.verdict = self.next_sheet = None
        self.shut, self.lives = set(), {}
        self.life = timedelta(minutes=30)
        self.server = None
        self.port = 0

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

    # the wire
    def join(self, body: dict) -> tuple[int, dict]:
        token = next((t for t, d in self.devices.items() if d["client"] == body["client"]), None)
        token = token or f"token-{uuid.uuid4()}"
        self.devices[token] = body
        team = {"id": 1, "name": "Team Maya", "captain": "Maya Stone", "fallback": "+19195550100"}
        return 200, {
            "token": token,
            "who": {"id": len(self.devices), "name": body["name"]},
            "team": team,
            "sheets": [{"id": 5, "name": "Durham phones"}],
            "era": self.era,
            "build": self.build,
        }

    def outbox(self, token: str, body: dict) -> tuple[int, dict]:
        with self.lock:
            if token not in self.devices or token in self.shut:
                text = "This link no longer works."
                return 401, {"code": "link_shut", "text": text, "retry": False, "after": None}
            if self.busy:
                return 503, {"code": "busy", "text": "The office is busy.", "retry": True, "after": self.busy}
            if self.refuse and any(self.refuse(e) for e in body["entries"]):
                return 400, {"code": "malformed", "text": "Unreadable.", "retry": False, "after": None}
            self.batches.append(body)
            verdicts = [self._receive(entry) for entry in body["entries"]]
            return 200, {"verdicts": verdicts, **self._hand_out(token, body), **self._standing(body)}

    def _receive(self, entry: dict) -> dict:
        self.entries.setdefault(entry["id"], entry)
        found = (self.verdict and self.verdict(entry)) or ("recorded", "", "")
        return {"id": entry["id"], "verdict": found[0], "reason": found[1], "text": found[2]}

    def _hand_out(self, token: str, body: dict) -> dict:
        mine = self.held.setdefault(token, {})
        told = {e["hold"] for e in self.standing()}
        for number in [n for n in mine if n in told and n not in body["have"]]:
            del mine[number]
        lost = [h for n, h in mine.items() if n not in body["have"]]
        while body["want"] is not None and len(mine) < self.in_hand and self.free:
            hold = self.free.pop(0)
            mine[hold["hold"]] = hold
            lost.append(hold)
        until = (datetime.now(UTC) + self.life).isoformat()
        gone = [g for g in self.gone if g["hold"] in body["have"]]
        finished = body["want"] is not None and not mine
        return {"holds": [{**h, "until": until} for h in lost], "gone": gone, "finished": finished}

    def _standing(self, body: dict) -> dict:
        return {
            "next_sheet": self.next_sheet,
            "message": None,
            "build": self.build,
            "era": self.era,
            "server_at": datetime.now(UTC).isoformat(),
            "live": f"http://127.0.0.1:{self.port}/live",
        }

    # what a test looks at and does
    def standing(self, kind: str = "attempt") -> list[dict]:
        """Entries of a kind that no correction withdraws."""
        withdrawn = {i for e in self.entries.values() if e["kind"] == "correction" for i in e["withdraws"]}
        return [e for e in self.entries.values() if e["kind"] == kind and e["id"] not in withdrawn]

    def results(self) -> dict[int, str]:
        """Voter → result, as far as the office knows."""
        return {e["voter"]: e["result"] for e in self.standing()}

    def take_away(self, hold: int, why: str = "voted", voter: int | None = None):
        self.gone.append({"hold": hold, "voter": voter, "why": why})
        self.say("gone", {"hold": hold, "voter": voter, "why": why})

    def wait_for_live(self):
        """Until every device that joined listens."""
        with self.listening:
            assert self.listening.wait_for(lambda: set(self.devices) <= set(self.lives), timeout=15)

    def say(self, event: str, data: dict):
        for line in list(self.lives.values()):
            line.put(f"event: {event}\ndata: {json.dumps(data)}\n\n".encode())

    def opens(self) -> "FakeOffice":
        """Starts, on the same port as before where there was one: storage belongs to the origin."""
        office = self
        self.server = ThreadingHTTPServer(("127.0.0.1", self.port), type("Desk", (Desk,), {"office": office}))
        self.server.daemon_threads = True
        self.port = self.server.server_address[1]
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return self

    def goes_away(self):
        self.server.shutdown()
        self.server.server_close()
        for line in self.lives.values():
            line.put(None)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"


class Desk(BaseHTTPRequestHandler):
    office: FakeOffice
    protocol_version = "HTTP/1.0"

    def log_message(self, *args):
        pass

    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if self.path.startswith("/join/"):
            return self.reply(*self.office.join(body))
        return self.reply(*self.office.outbox(self.token(), body))

    def do_GET(self):
        path = self.path.partition("?")[0]
        if path == "/live":
            return self.live()
        if path.startswith("/scripts/"):
            return self.reply(200, SCRIPT)
        if path.startswith("/static/"):
            return self.static(Path(settings.STATIC_ROOT) / path.removeprefix("/static/"))
        return self.page(path)

    def token(self) -> str:
        return self.headers.get("Authorization", "").removeprefix("Bearer ")

    def page(self, path: str):
        screen = self.office.screen
        request = RequestFactory().get(path, HTTP_HOST=f"127.0.0.1:{self.office.port}")
        translation.activate("es" if self.headers.get("Accept-Language", "").startswith("es") else "en")
        if path == "/calls/":
            return self.send(200, screen.screen(request).content, "text/html; charset=utf-8")
        if path == "/calls/sw.js":
            code = screen.service_worker(request).content.decode()
            code = code.replace("calls-", f"calls-{self.office.build}-")
            return self.send(200, code.encode(), "text/javascript")
        code = re.fullmatch(r"/join/(\w+)", path)
        if code:
            form = render(request, "calls/join.html", {"code": code[1]})
            return self.send(200, form.content, "text/html; charset=utf-8")
        return self.send(404, b"", "text/plain")

    def static(self, path: Path):
        if not path.is_file():
            return self.send(404, b"", "text/plain")
        packed = path.with_name(path.name + ".gz")  # as whitenoise sends it
        if packed.is_file() and "gzip" in self.headers.get("Accept-Encoding", ""):
            return self.send(200, packed.read_bytes(), KINDS[path.suffix], "gzip")
        return self.send(200, path.read_bytes(), KINDS[path.suffix])

    def live(self):
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        line = queue.Queue()
        with self.office.listening:
            self.office.lives[self.token()] = line
            self.office.listening.notify_all()
        self.wfile.write(b": hello\n\n")
        while (event := line.get()) is not None:
            self.wfile.write(event)

    def reply(self, status: int, body: dict):
        self.send(status, json.dumps(body).encode(), "application/json")

    def send(self, status: int, content: bytes, kind: str, encoding: str = "identity"):
        try:
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Encoding", encoding)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)
        except ConnectionError:
            pass  # the page was closed
