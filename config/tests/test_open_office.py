"""The real processes: what they answer, and what killing or renewing them costs a visitor."""

import os
import re
import signal
import socket
import ssl
import threading
import urllib.error
import urllib.request
from pathlib import Path

import psutil
import pytest

from config.tests.toys import gone
from lib.testing.waiting import until


@pytest.fixture(scope="module")
def lan(office_maker):
    """An office opened with --lan."""
    office = office_maker()
    office.start("--lan")
    yield office
    office.stop()


def plain(office, request: str, port: int | None = None) -> str:
    """The whole answer to a request written by hand in plain HTTP."""
    with socket.create_connection(("127.0.0.1", port or office.port), timeout=20) as connection:
        connection.sendall(request.replace("\n", "\r\n").encode())
        answer = b""
        while more := connection.recv(65536):
            answer += more
    return answer.decode()


def status(office, path: str = "/staff/login/", host: str = "127.0.0.1") -> int:
    """The status over HTTPS, for a client that trusts this office and nothing else."""
    context = ssl.create_default_context(cafile=office.var / "ca" / "office.crt")
    try:
        url = f"https://{host}:{office.port}{path}"
        return urllib.request.urlopen(url, timeout=20, context=context).status
    except urllib.error.HTTPError as error:
        return error.code


def test_a_phone_that_trusts_the_office_gets_in_by_any_spelling(lan):
    assert status(lan) == status(lan, host="localhost") == 200


def test_one_that_does_not_trust_it_is_not_let_in_silently(lan):
    with pytest.raises(urllib.error.URLError, match="CERTIFICATE_VERIFY_FAILED"):
        urllib.request.urlopen(f"https://127.0.0.1:{lan.port}/", timeout=20)


@pytest.mark.parametrize("host", ["192.168.7.20:8000", "staging-7.local", "[fe80::1]:8000"])
def test_plain_http_leads_to_https_under_the_name_that_was_typed(lan, host):
    said = plain(lan, f"GET /join/abc?x=1 HTTP/1.1\nHost: {host}\n\n")
    bare = re.sub(r":\d+$", "", host)
    assert "307" in said.splitlines()[0]
    assert f"Location: https://{bare}:{lan.port}/join/abc?x=1\n" in said.replace("\r", "")


@pytest.mark.parametrize("host", ["a b", "x\tb", "", "//evil.example.org/", "evil.example.org/@"])
def test_a_nonsense_host_leads_to_our_own_address(lan, host):
    said = plain(lan, f"GET / HTTP/1.1\nHost: {host}\n\n")
    assert f"Location: https://127.0.0.1:{lan.port}/" in said


def test_nothing_is_taken_over_plain_http(lan):
    said = plain(lan, "POST /outbox HTTP/1.1\nHost: a\nContent-Length: 2\n\n{}")
    assert "403" in said.splitlines()[0]


@pytest.mark.parametrize("junk", ["\n\n", "GET\n\n", "GET / x HTTP/1.1 y\n\n", "\x00\x01\x02\n\n"])
def test_junk_is_answered_and_the_office_stays_open(lan, junk):
    assert "400" in plain(lan, junk).splitlines()[0]
    assert status(lan) == 200


def test_the_trust_page_gives_the_certificate_that_phones_need(lan):
    page = plain(lan, "GET /trust HTTP/1.1\nHost: 192.168.7.20\n\n")
    assert "iPhone" in page and "Android" in page and f"https://192.168.7.20:{lan.port}/" in page
    given = plain(lan, "GET /trust/office.crt HTTP/1.1\nHost: a\n\n").partition("\r\n\r\n")[2]
    assert given == (lan.var / "ca" / "office.crt").read_text()
    assert "PRIVATE" not in page + given


def test_only_the_challenge_itself_can_be_read_by_the_authority(lan):
    folder = lan.var / "acme" / ".well-known" / "acme-challenge"
    folder.mkdir(parents=True)
    (folder / "tok-en_1").write_text("tok-en_1.thumb")
    ask = "GET /.well-known/acme-challenge/{} HTTP/1.1\nHost: a\n\n"
    assert plain(lan, ask.format("tok-en_1")).endswith("tok-en_1.thumb")
    for other in ("nobody", "..%2f..%2fsecret_key", "../../../../secret_key", "."):
        assert "404" in plain(lan, ask.format(other)).splitlines()[0]


def children(office) -> list[psutil.Process]:
    return psutil.Process(office.process.pid).children(recursive=True)


def child(office, part: str) -> psutil.Process:
    direct = psutil.Process(office.process.pid).children()
    return next(c for c in direct if part in " ".join(c.cmdline()))


def test_a_visitor_who_comes_while_the_web_is_dead_waits_and_is_served(lan):
    web = child(lan, "gunicorn")
    for process in [*web.children(), web]:
        process.kill()
    assert status(lan) == 200  # not refused: the port was never closed


class Visitors:
    """Threads that ask without end, each request on a connection of its own or all on one."""

    def __init__(self, office, how_many: int = 4):
        self.office, self.failed, self.served, self.stopping = office, [], 0, False
        self.threads = [threading.Thread(target=self._ask) for _ in range(how_many)]

    def __enter__(self):
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *_):
        self.stopping = True
        for thread in self.threads:
            thread.join()

    def _ask(self):
        while not self.stopping:
            try:
                assert status(self.office) == 200
                self.served += 1
            except Exception as error:
                self.failed.append(repr(error))


def test_a_new_version_is_taken_without_one_failed_request(lan):
    web = child(lan, "gunicorn")
    before = {p.pid for p in web.children()}
    with Visitors(lan) as visitors:
        until(lambda: visitors.served > 3, 60)
        lan.process.send_signal(signal.SIGHUP)
        until(lambda: before.isdisjoint(p.pid for p in web.children()), 120)
        after = visitors.served
        until(lambda: visitors.served > after + 3, 60)
    assert visitors.failed == []


def test_a_second_office_in_the_same_folder_is_refused(lan):
    from lib.testing.office import Office

    second = Office(lan.database_url, lan.var, lan.port + 2)
    with pytest.raises(RuntimeError, match="open already"):
        second.start()


def test_killed_outright_it_leaves_nobody_and_opens_again(office_maker):
    office = office_maker().start()
    everyone = [p.pid for p in children(office)]
    office.stop(signal.SIGKILL)
    until(lambda: all(map(gone, everyone)), 60)
    office.start()
    assert urllib.request.urlopen(office.url + "/staff/login/", timeout=20).status == 200
    assert office.stop() == 0


def test_a_taken_port_is_said_plainly(office_maker):
    office = office_maker()
    with socket.create_server(("127.0.0.1", office.port)), pytest.raises(RuntimeError) as failed:
        office.start()
    assert f"Port {office.port} is taken" in str(failed.value)
    assert "Traceback" not in str(failed.value)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--host", "0.0.0.0"], "phones take it in only over HTTPS"),
        (["--cert", "a.pem"], "belong together"),
        (["--lan", "--cert", "a", "--key", "b"], "Choose one"),
        (["--cert", "missing.pem", "--key", "missing.key"], "There is no file"),
        (["--domain", "office.example.org"], "--port 443"),
    ],
)
def test_what_cannot_be_is_refused_with_what_to_write_instead(office_maker, arguments, said):
    with pytest.raises(RuntimeError, match=re.escape(said)):
        office_maker().start(*arguments)


def test_behind_a_proxy_it_wants_to_know_its_name(office_maker):
    with pytest.raises(RuntimeError, match="FIELDOFFICE_HOSTS"):
        office_maker().start("--behind-proxy")


def test_it_says_that_it_is_well(lan):
    assert status(lan, "/health") == 200


def test_secrets_in_var_are_for_their_owner_only(lan):
    secret = [lan.var / "secret_key", *Path(lan.var / "ca").glob("*.key")]
    assert all(os.stat(path).st_mode & 0o077 == 0 for path in secret)
