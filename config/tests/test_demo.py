"""The demo comes up, a volunteer can join it and call, and a second start makes nothing new."""

import json
import os
import re
import signal
import subprocess
import sys
import threading
import urllib.request
from datetime import UTC, datetime
from http.cookiejar import CookieJar
from urllib.parse import urlencode
from uuid import uuid4

import pytest

from lib.testing.office import ROOT
from lib.uuid7 import uuid7
from precincts import codes

VOTERS = 2000
LAST = "Ctrl-C closes it"


class Demo:
    """`fieldoffice demo` on a database of its own; `page` is what it printed."""

    def __init__(self, office):
        self.office, self.page, self.process = office, "", None

    def start(self, *arguments: str) -> int | None:
        """Waits until it is ready; the exit code when it ended instead."""
        command = [sys.executable, "-m", "config.cli", "demo", "--voters", str(VOTERS), "--workers", "1"]
        self.page = ""
        self.process = subprocess.Popen(
            [*command, "--port", str(self.office.port), *arguments], cwd=ROOT, env=self.office.environment,
            text=True, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )  # fmt: skip
        for line in self.process.stdout:
            self.page += line
            if LAST in line:
                threading.Thread(target=self.process.stdout.read, daemon=True).start()
                return None
        return self.process.wait(60)

    def stop(self) -> None:
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            self.process.wait(60)

    def again(self, *arguments: str) -> int | None:
        self.stop()
        return self.start(*arguments)

    @property
    def link(self) -> str:
        return re.search(r"http\S+/join/\S+", self.page)[0]

    @property
    def watch_link(self) -> str:
        return re.findall(r"http\S+/join/\S+", self.page)[1]

    @property
    def logins(self) -> dict[str, str]:
        return dict(re.findall(r"(\S+@example\.org)\s+(\S+)", self.page))

    def post(self, path: str, body: dict, token: str = "") -> dict:
        url = path if path.startswith("http") else self.office.url + path
        headers = {"Content-Type": "application/json"} | (
            {"Authorization": f"Bearer {token}"} if token else {}
        )
        with urllib.request.urlopen(
            urllib.request.Request(url, json.dumps(body).encode(), headers)
        ) as answer:
            return json.load(answer)

    def facts(self) -> list[tuple]:
        """How many entries of each kind there are, but for what the office prints by itself meanwhile."""
        return self.office.sql(
            "select kind, count(*) from front_desk_entry where kind not in ('packets', 'strike_codes') group by 1 order by 1"
        )


@pytest.fixture(scope="module")
def demo(office_maker):
    made = Demo(office_maker())
    assert made.start() is None, made.page
    yield made
    made.stop()


def test_a_volunteer_joins_by_the_link_and_calls(demo):
    client = str(uuid4())
    with urllib.request.urlopen(demo.link) as page:
        assert page.status == 200
        assert "Fairwater for All" in page.read().decode()  # whom one is about to call for
    joined = demo.post(
        demo.link, {"client": client, "name": "Ana Bell", "phone": "(919) 555-0101", "lang": "en"}
    )
    assert joined["team"]["captain"] == "Maya Okafor" and joined["team"]["fallback"] == "+19195550142"

    def exchange(entries, have):
        return demo.post("/outbox", {
            "v": 1, "device": client, "sent_at": _now(), "build": "", "era": "", "lang": ["en", "es"],
            "entries": entries, "want": {"sheet": None}, "have": have,
        }, joined["token"])  # fmt: skip

    reply = exchange([], [])
    assert len(reply["holds"]) >= 5
    hold = reply["holds"][0]
    with urllib.request.urlopen(
        _authorised(demo, f"/scripts/{hold['script']}.json", joined["token"])
    ) as answer:
        assert set(json.load(answer)["languages"]) == {"en", "es"}
    done = {
        "id": str(uuid7()), "kind": "attempt", "seen_at": _now(), "hold": hold["hold"],
        "voter": hold["voters"][0]["voter"], "sheet": hold["sheet"], "script": hold["script"],
        "result": "contacted", "answers": {"hello": "no"},
    }  # fmt: skip
    assert [v["verdict"] for v in exchange([done], [h["hold"] for h in reply["holds"]])["verdicts"]] == [
        "recorded"
    ]


def test_a_watcher_joins_by_the_other_link_and_strikes(demo):
    assert demo.watch_link != demo.link
    client = str(uuid4())
    who = {"client": client, "name": "Vera Young", "phone": "(919) 555-0102", "lang": "en"}
    joined = demo.post(demo.watch_link, who)
    assert joined["work"] == "polls"
    roll = _authorised(demo, "/polls/roll", joined["token"])
    with urllib.request.urlopen(roll) as answer:
        choices = json.load(answer)["choices"]
    assert choices and choices[0]["phones_inside"]

    def send(kind, **fields):
        entry = {"id": str(uuid7()), "kind": kind, "seen_at": _now(), **fields}
        body = {"v": 1, "device": client, "sent_at": _now(), "entries": [entry], "want": None, "have": []}
        return demo.post("/outbox", body, joined["token"])["verdicts"][0]["verdict"]

    assert send("post_taken", post=choices[0]["post"]) == "recorded"
    with urllib.request.urlopen(roll) as answer:
        found = json.load(answer)
    precinct, n = found["voters"][0][:2]
    assert send("strike", precinct=precinct, code=codes.shown(n)) == "recorded"


def test_every_login_that_is_shown_signs_in(demo):
    assert list(demo.logins) == ["office@example.org", "data@example.org", "captain@example.org"]
    for email, password in demo.logins.items():
        assert _sign_in(demo, email, password).startswith(f"{demo.office.url}/"), email
        assert "/staff/login/" not in _sign_in(demo, email, password)
    assert "/staff/login/" in _sign_in(demo, "captain@example.org", "another-password")


def test_the_county_came_in_as_any_file_does(demo):
    roles = demo.office.sql("select role, state from roll_load order by id")
    assert roles == [(r, "accepted") for r in ("voters", "history", "append", "polling-places", "voted")]
    assert demo.office.sql("select count(*) from roll_voter") == [(VOTERS,)]
    assert demo.office.sql("select count(*) > 50 from roll_voted") == [(True,)]
    assert dict(demo.facts())["sheet"] == 5


def test_a_second_start_makes_nothing_new(demo):
    link, logins, before = demo.link, demo.logins, demo.facts()
    assert demo.again() is None, demo.page
    assert (demo.link, demo.logins) == (link, logins)
    assert demo.facts() == before
    assert "Making" not in demo.page


def test_an_interrupted_one_is_finished_and_only_what_is_missing_made(demo):
    """Here that is the link, which somebody shut, and legal hours, which are asked for now."""
    hours = "select distinct hours_from::text, hours_to::text from lists_sheet"
    assert demo.office.sql(hours) == [("00:00:00", "23:59:00")] and "any hour" in demo.page
    link, before = demo.link, dict(demo.facts())
    demo.stop()
    demo.office.sql("update crew_joinlink set shut_at = now()")
    path = demo.office.var / "demo.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | {"whole": False}))
    assert demo.start("--no-any-hour") is None, demo.page
    assert demo.link != link
    assert dict(demo.facts()) == before | {
        "join_link": before["join_link"] + 2,
        "sheet_change": before["sheet"],
    }
    assert demo.office.sql(hours) == [("09:00:00", "21:00:00")] and "any hour" not in demo.page


def test_a_campaigns_office_is_left_alone(office_maker):
    real = Demo(office_maker())
    real.office.run("prepare")
    real.office.sql(
        "insert into crew_person (name, phone, email, lang, joined_at) values ('Ruth', '', '', 'en', now())"
    )
    assert real.start() == 1
    assert "not a demo" in real.page
    assert real.office.sql("select count(*) from crew_person") == [(1,)]


@pytest.mark.parametrize("voters", ["99", "many", "-5"])
def test_a_county_that_cannot_be_is_refused_in_words(voters):
    command = [sys.executable, "-m", "config.cli", "demo", "--voters", voters]
    environment = os.environ | {"DATABASE_URL": "postgresql:///nowhere"}
    tried = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert tried.returncode == 2 and "a number from 100" in tried.stderr


def _now() -> str:
    return datetime.now(UTC).isoformat()


def _authorised(demo: Demo, path: str, token: str) -> urllib.request.Request:
    return urllib.request.Request(demo.office.url + path, headers={"Authorization": f"Bearer {token}"})


def _sign_in(demo: Demo, email: str, password: str) -> str:
    """The address where a browser ends up after trying to sign in."""
    opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
    url = f"{demo.office.url}/staff/login/"
    form = opener.open(url).read().decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', form)[1]
    sent = urlencode({"csrfmiddlewaretoken": token, "login": email, "password": password}).encode()
    try:
        return opener.open(url, sent).url
    except urllib.error.HTTPError as error:
        return error.url


def test_a_program_reads_one_document_and_nothing_else(demo):
    link, logins = demo.link, demo.logins
    demo.stop()

    def verb(*words: str) -> subprocess.Popen:
        command = [sys.executable, "-m", "config.cli", *words, "--json"]
        return subprocess.Popen(
            command, cwd=ROOT, env=demo.office.environment, text=True,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        )  # fmt: skip

    made = verb("prepare")
    assert json.loads(made.communicate()[0]) == {"prepared": True, "wrong": []} and made.returncode == 0
    port = str(demo.office.port)
    open_one = verb("demo", "--voters", str(VOTERS), "--workers", "1", "--port", port)
    try:
        said = json.loads(open_one.stdout.readline())
        assert said["open"] and said["url"] == demo.office.url + "/" and said["trust"] is None
        assert said["join"]["calls"] == link
        assert {who["email"]: who["password"] for who in said["logins"]} == logins
        second = verb("serve", "--port", port)
        refused = json.loads(second.communicate()[0])
        assert not refused["open"] and "open already" in refused["text"] and second.returncode
    finally:
        open_one.send_signal(signal.SIGTERM)
    assert open_one.communicate()[0] == ""
