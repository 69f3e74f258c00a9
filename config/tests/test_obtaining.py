"""Certificates from a public authority, with a certbot that only pretends.

The real one was tried by hand against `pebble`, an authority for tests.
"""

import shlex
from argparse import Namespace

import pytest

from config import certificates, https, obtaining
from lib.postgres import Trouble

DOMAIN = "office.example.org"


@pytest.fixture
def certbot(tmp_path, monkeypatch):
    """Notes how it was asked; gives `ready` as the certificate unless a file `refuse` says why not."""
    ready, _new = certificates.office_pair(tmp_path / "ready", [DOMAIN], ["192.168.7.20"])
    tool = tmp_path / "bin" / "certbot"
    tool.parent.mkdir()
    live = tmp_path / "var/certbot/live" / DOMAIN
    tool.write_text(
        f'#!/bin/sh\nPATH=/usr/bin:/bin\necho "$@" >> {tmp_path}/asked\n'
        f"if [ -e {tmp_path}/refuse ]; then cat {tmp_path}/refuse; exit 1; fi\n"
        f"mkdir -p {shlex.quote(str(live))}\n"
        f"cp {ready.certificate} {live}/fullchain.pem\ncp {ready.key} {live}/privkey.pem\n"
    )
    tool.chmod(0o755)
    monkeypatch.setenv("PATH", str(tool.parent))
    monkeypatch.setattr(obtaining, "find_spec", lambda name: None)
    return tmp_path


def test_the_first_time_one_is_obtained_before_the_office_opens(certbot):
    pair = obtaining.first(DOMAIN, "ops@example.org", certbot / "var")
    asked = (certbot / "asked").read_text()
    assert certificates.fits(pair) == ""
    assert "--standalone" in asked and f"--domain {DOMAIN}" in asked and "--email ops@example.org" in asked


def test_the_next_time_the_kept_one_is_taken_without_asking(certbot):
    obtaining.first(DOMAIN, None, certbot / "var")
    (certbot / "refuse").write_text("no network")
    assert obtaining.first(DOMAIN, None, certbot / "var").certificate.exists()
    assert len((certbot / "asked").read_text().splitlines()) == 1


def test_a_refusal_says_why_and_what_to_look_at(certbot):
    (certbot / "refuse").write_text("Saving debug log\n  Detail: DNS problem: NXDOMAIN\nAsk for help\n")
    with pytest.raises(Trouble, match="Its name must lead to this machine") as refused:
        obtaining.first(DOMAIN, None, certbot / "var")
    assert "NXDOMAIN" in str(refused.value)


def test_renewed_while_open_by_a_file_the_office_hands_out(certbot):
    obtaining.first(DOMAIN, None, certbot / "var")
    told = []
    obtaining.renew(DOMAIN, None, certbot / "var", told.append)
    assert "--webroot" in (certbot / "asked").read_text().splitlines()[-1] and told == []
    (certbot / "refuse").write_text("Detail: rate limited\n")
    obtaining.renew(DOMAIN, None, certbot / "var", told.append)
    assert "good for" in told[0] and "rate limited" in told[0]


def test_without_certbot_it_is_said_how_to_get_it(certbot, monkeypatch):
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(Trouble, match=r"\./fieldoffice serve --domain"):
        obtaining.first(DOMAIN, None, certbot / "var")


def test_a_given_certificate_that_was_replaced_is_taken_once_and_only_when_whole(tmp_path):
    pair, _new = certificates.office_pair(tmp_path / "ca", [DOMAIN], ["192.168.7.20"])
    given = Namespace(
        lan=False, cert=pair.certificate, key=pair.key, domain=None, host=None, behind_proxy=False, port=8443
    )
    reached = https.choose(given, tmp_path, print)
    assert set(reached.names) == {DOMAIN, "192.168.7.20"} and reached.look() is False
    whole = pair.certificate.read_bytes()
    pair.certificate.write_text("half")
    assert reached.look() is False
    pair.certificate.write_bytes(whole)
    assert (reached.look(), reached.look()) == (True, False)
