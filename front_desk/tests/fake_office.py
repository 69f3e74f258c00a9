"""A small office in memory that speaks docs/outbox.md, for tests of what a page does when the office is slow,
away, restored or newer: things that the real one cannot be asked to do on cue. Rooms build theirs on it."""

import json
import queue
import re
import threading
import uuid
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from django.conf import settings
from django.shortcuts import render
from django.test import RequestFactory
from django.utils import translation

KINDS = {".js": "text/javascript", ".css": "text/css", ".woff2": "font/woff2", ".svg": "image/svg+xml"}
TEAM = {"id": 1, "name": "Team Maya", "captain": "Maya Stone", "fallback": "+19195550100"}


class FakeOffice:
    """`entries`: every entry by id, once; `batches`: what came, as it came. A room sets `work`."""

    work = ""

    def __init__(self):
        from front_desk import office  # here, because they need Django set up
        from front_desk.kept_page import KeptPage

        self.screen = KeptPage(self.work)
        self.lock = threading.RLock()
        self.listening = threading.Condition()
        self.devices, self.entries, self.batches = {}, {}, []
        self.era, self.build = "era-1", office.build()
        self.too_large = []
        self.busy = self.refuse = self.verdict = self.largest = None
        self.shut, self.lives, self.lines = set(), {}, []  # lines: the addresses at which one listened
        self.switched = {"as_of": 0, "off": []}
        self.loses_files = False  # those that a service worker fetches to keep
        self.server = None
        self.port = 0

    # the wire
    def join(self, body: dict) -> tuple[int, dict]:
        token = next((t for t, d in self.devices.items() if d["client"] == body["client"]), None)
        token = token or f"token-{uuid.uuid4()}"
        self.devices[token] = body
        who = {"id": len(self.devices), "name": body["name"]}
        about = {"token": token, "who": who, "team": TEAM, "work": self.work, "sheets": self.sheets()}
        return 200, about | {"era": self.era, "build": self.build}

    def sheets(self) -> list[dict]:
        return []

    def outbox(self, token: str, body: dict) -> tuple[int, dict]:
        with self.lock:
            if not self.knows(token):
                return self.link_shut()
            if self.busy:
                return 503, {"code": "busy", "text": "The office is busy.", "retry": True, "after": self.busy}
            if self.largest and len(json.dumps(body["entries"])) > self.largest:
                self.too_large.append(len(body["entries"]))
                return 413, {"code": "too_large", "text": "Too much at once.", "retry": False, "after": None}
            if self.refuse and any(self.refuse(e) for e in body["entries"]):
                return 400, {"code": "malformed", "text": "Unreadable.", "retry": False, "after": None}
            self.batches.append(body)
            verdicts = [self._receive(entry) for entry in body["entries"]]
            return 200, {"verdicts": verdicts, **self.hand_out(token, body), **self._standing()}

    def knows(self, token: str) -> bool:
        return token in self.devices and token not in self.shut

    @staticmethod
    def link_shut() -> tuple[int, dict]:
        text = "This link no longer works."
        return 401, {"code": "link_shut", "text": text, "retry": False, "after": None}

    def _receive(self, entry: dict) -> dict:
        self.entries.setdefault(entry["id"], entry)
        found = (self.verdict and self.verdict(entry)) or ("recorded", "", "")
        return {"id": entry["id"], "verdict": found[0], "reason": found[1], "text": found[2]}

    def hand_out(self, token: str, body: dict) -> dict:
        return {"holds": [], "gone": [], "finished": False, "next_sheet": None}

    def _standing(self) -> dict:
        return {
            "message": None,
            "build": self.build,
            "era": self.era,
            "server_at": datetime.now(UTC).isoformat(),
            "switched": self.switched,
            "live": f"http://127.0.0.1:{self.port}/live",
        }

    # what a room adds
    def get(self, path: str, token: str, headers) -> tuple[int, dict] | None:
        """What a device fetches besides its outbox; None where there is nothing."""

    def put(self, path: str, token: str, headers, body: bytes) -> tuple[int, dict]:
        return 404, {}

    # what a test looks at and does
    def standing(self, kind: str) -> list[dict]:
        """Entries of a kind that no correction withdraws."""
        withdrawn = {i for e in self.entries.values() if e["kind"] == "correction" for i in e["withdraws"]}
        return [e for e in self.entries.values() if e["kind"] == kind and e["id"] not in withdrawn]

    def wait_for_live(self):
        """Until every device that joined listens."""
        with self.listening:
            assert self.listening.wait_for(lambda: set(self.devices) <= set(self.lives), timeout=15)

    def say(self, event: str, data: dict):
        for line in list(self.lives.values()):
            line.put(f"event: {event}\ndata: {json.dumps(data)}\n\n".encode())

    def switch_off(self, *names: str):
        """What is off from now on; told to open screens as the real office does."""
        self.switched = {"as_of": self.switched["as_of"] + 1, "off": list(names)}
        self.say("switched", self.switched)

    def opens(self):
        """Starts, on the same port as before where there was one: storage belongs to the origin."""
        desk = type("Desk", (Desk,), {"office": self})
        self.server = ThreadingHTTPServer(("127.0.0.1", self.port), desk)
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
        if path.startswith("/static/"):
            return self.static(Path(settings.STATIC_ROOT) / path.removeprefix("/static/"))
        found = self.office.get(path, self.token(), self.headers)
        return self.reply(*found) if found else self.page(path)

    def do_PUT(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        return self.reply(*self.office.put(self.path, self.token(), self.headers, body))

    def token(self) -> str:
        return self.headers.get("Authorization", "").removeprefix("Bearer ")

    def page(self, path: str):
        screen = self.office.screen
        request = RequestFactory().get(path, HTTP_HOST=f"127.0.0.1:{self.office.port}")
        translation.activate("es" if self.headers.get("Accept-Language", "").startswith("es") else "en")
        if path == screen.address:
            return self.send(200, screen.page(request).content, "text/html; charset=utf-8")
        if path == f"{screen.address}sw.js":
            code = screen.worker(request).content.decode()
            code = code.replace(f"{screen.name}-", f"{screen.name}-{self.office.build}-")
            return self.send(200, code.encode(), "text/javascript")
        code = re.fullmatch(r"/join/(\w+)", path)
        if code:
            form = render(request, "front_desk/join.html", {"code": code[1], "work": screen.name})
            return self.send(200, form.content, "text/html; charset=utf-8")
        return self.send(404, b"", "text/plain")

    def static(self, path: Path):
        if self.office.loses_files and self.headers.get("Sec-Fetch-Dest") == "empty":
            return None
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
            self.office.lines.append(self.path)
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


def opened(kind: type[FakeOffice]):
    """A fixture for a room's conftest: `fake_office(**options)` -> an open office of that kind, closed after the test."""

    @pytest.fixture
    def fake_office(as_served):
        made = []

        def make(**options) -> FakeOffice:
            made.append(kind(**options).opens())
            return made[-1]

        yield make
        for office in made:
            office.goes_away()

    return fake_office
