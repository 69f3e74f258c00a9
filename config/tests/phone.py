"""A volunteer's phone as the wire knows it: what is not acknowledged is kept and sent again."""

import http.client
import json
import threading
from datetime import UTC, datetime
from uuid import uuid4

from lib.uuid7 import uuid7


class Phone(threading.Thread):
    """Calls through its list, then writes to the help desk, one exchange after the other until `stop()`.

    `acked`: {entry id: verdict} of everything the office answered for; `broken`: what was no answer of the
    office at all, which a phone would have shown to its volunteer as a fault.
    """

    def __init__(self, port: int, code: str, number: int):
        super().__init__(daemon=True)
        self.port, self.client, self.stopping = port, str(uuid4()), threading.Event()
        self.unsent: list[dict] = []
        self.sent: list[dict] = []  # every entry that was acknowledged, as it was
        self.acked: dict[str, str] = {}
        self.holds: list[dict] = []
        self.broken: list[str] = []
        who = {"client": self.client, "name": f"Caller {number}", "phone": f"(919) 555-01{number:02}"}
        self.token = self._post(f"/join/{code}", who | {"lang": "en"})[1]["token"]

    def run(self) -> None:
        while not self.stopping.is_set():
            if not self.unsent:
                self.unsent.append(self._entry())
            try:
                self.exchange(self.unsent)
            except (OSError, http.client.HTTPException):
                continue  # nobody answered: sent again, as a phone does

    def exchange(self, entries: list[dict]) -> None:
        """One round trip; raises OSError or HTTPException when it came to nothing."""
        done = {e["hold"] for e in entries if "hold" in e}
        status, reply = self._post("/outbox", {
            "v": 1, "device": self.client, "sent_at": _now(), "build": "", "era": "", "lang": ["en"],
            "entries": entries, "want": {"sheet": None}, "have": [h["hold"] for h in self.holds],
        })  # fmt: skip
        if status != 200:
            if status != 503:  # "busy, come again" is an answer that a phone understands
                self.broken.append(f"{status} {reply}")
            return
        for said in reply["verdicts"]:
            before = self.acked.setdefault(said["id"], said["verdict"])
            if before != said["verdict"]:
                self.broken.append(f"{said['id']} was {before} and is now {said['verdict']}")
        self.sent += [e for e in entries if e["id"] in self.acked]
        self.unsent = [e for e in self.unsent if e["id"] not in self.acked]
        known = {h["hold"] for h in self.holds}
        self.holds = [h for h in self.holds if h["hold"] not in done]
        self.holds += [h for h in reply["holds"] if h["hold"] not in known | done]

    def stop(self) -> None:
        self.stopping.set()
        self.join(60)

    def _entry(self) -> dict:
        new = {"id": str(uuid7()), "seen_at": _now()}
        if not self.holds:
            return new | {"kind": "tell_us", "text": "Still here."}
        hold = self.holds[0]
        about = {"hold": hold["hold"], "voter": hold["voters"][0]["voter"], "sheet": hold["sheet"]}
        return new | about | {"kind": "attempt", "result": "not_home", "script": hold["script"]}

    def _post(self, path: str, body: dict) -> tuple[int, dict]:
        token = getattr(self, "token", "")
        headers = {"Content-Type": "application/json"} | (
            {"Authorization": f"Bearer {token}"} if token else {}
        )
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            connection.request("POST", path, json.dumps(body), headers)
            answer = connection.getresponse()
            return answer.status, json.loads(answer.read())
        finally:
            connection.close()


def _now() -> str:
    return datetime.now(UTC).isoformat()
