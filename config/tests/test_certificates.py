"""The office's own certificates, as browsers and phones will judge them."""

import socket
import ssl
import stat
import threading

import pytest

from config import certificates

NAMES, AT = ["localhost", "staging-7", "staging-7.local"], ["192.168.7.20", "127.0.0.1", "fe80::1"]


def shakes_hands(pair, authority, name) -> bool:
    """Whether a client that trusts only `authority` accepts the server as `name`."""
    server = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    server.load_cert_chain(pair.certificate, pair.key)
    client = ssl.create_default_context(cafile=authority)
    near, far = socket.socketpair()

    def serve():
        try:
            server.wrap_socket(far, server_side=True).close()
        except OSError:
            far.close()

    thread = threading.Thread(target=serve)
    thread.start()
    try:
        client.wrap_socket(near, server_hostname=name).close()
        return True
    except ssl.SSLCertVerificationError:
        return False
    finally:
        near.close()
        thread.join()


def test_a_phone_that_trusts_the_office_reaches_it_under_every_name_and_address(tmp_path):
    pair, _new = certificates.office_pair(tmp_path / "ca", NAMES, AT)
    for spelling in (*NAMES, *AT):
        assert shakes_hands(pair, tmp_path / "ca/office.crt", spelling), spelling


def test_another_name_is_refused(tmp_path):
    pair, _new = certificates.office_pair(tmp_path / "ca", NAMES, AT)
    assert not shakes_hands(pair, tmp_path / "ca/office.crt", "bank.example.org")


def test_a_stolen_authority_cannot_pose_as_a_site_on_the_internet(tmp_path):
    certificates.office_pair(tmp_path / "ca", NAMES, AT)
    stolen = certificates.Pair(tmp_path / "ca/office.crt", tmp_path / "ca/office.key")
    forged = certificates.Pair(tmp_path / "forged.crt", tmp_path / "forged.key")
    certificates._make_leaf(forged, stolen, ["bank.example.org"], ["203.0.113.9"])
    assert not shakes_hands(forged, stolen.certificate, "bank.example.org")
    assert not shakes_hands(forged, stolen.certificate, "203.0.113.9")


def test_keys_are_for_their_owner_only(tmp_path):
    certificates.office_pair(tmp_path / "ca", NAMES, AT)
    assert stat.S_IMODE((tmp_path / "ca").stat().st_mode) == 0o700
    for key in (tmp_path / "ca").glob("*.key"):
        assert stat.S_IMODE(key.stat().st_mode) == 0o600


def test_the_same_again_changes_nothing(tmp_path):
    first, new = certificates.office_pair(tmp_path / "ca", NAMES, AT)
    before = first.certificate.read_bytes()
    again, renewed = certificates.office_pair(tmp_path / "ca", NAMES, AT)
    assert (new, renewed) == (True, False)
    assert again.certificate.read_bytes() == before


def test_a_new_address_keeps_the_authority_that_phones_trust(tmp_path):
    certificates.office_pair(tmp_path / "ca", NAMES, AT)
    authority = (tmp_path / "ca/office.crt").read_bytes()
    pair, new = certificates.office_pair(tmp_path / "ca", NAMES, [*AT, "10.1.2.3"])
    assert new and (tmp_path / "ca/office.crt").read_bytes() == authority
    assert shakes_hands(pair, tmp_path / "ca/office.crt", "10.1.2.3")


def test_an_address_outside_the_authority_makes_a_new_one(tmp_path):
    certificates.office_pair(tmp_path / "ca", NAMES, AT)
    pair, _new = certificates.office_pair(tmp_path / "ca", NAMES, ["203.0.113.9"])
    assert shakes_hands(pair, tmp_path / "ca/office.crt", "203.0.113.9")


def test_one_that_ends_soon_is_renewed(tmp_path, monkeypatch):
    monkeypatch.setattr(certificates, "LEAF_DAYS", 20)
    certificates.office_pair(tmp_path / "ca", NAMES, AT)
    monkeypatch.undo()
    pair, new = certificates.office_pair(tmp_path / "ca", NAMES, AT)
    assert new and certificates.days_left(pair.certificate) > 300


@pytest.mark.parametrize("broken", ["missing", "foreign", "nonsense", "ended"])
def test_a_pair_that_cannot_work_is_named(tmp_path, broken, monkeypatch):
    if broken == "ended":
        monkeypatch.setattr(certificates, "LEAF_DAYS", -0.5)
    pair, _new = certificates.office_pair(tmp_path / "ca", NAMES, AT)
    if broken == "missing":
        pair.key.unlink()
    elif broken == "foreign":
        pair.key.write_bytes((tmp_path / "ca/office.key").read_bytes())
    elif broken == "nonsense":
        pair.certificate.write_text("hello")
    said = certificates.fits(pair)
    assert {"missing": "no file", "foreign": "not the key", "nonsense": "PEM", "ended": "ended"}[
        broken
    ] in said


def test_a_whole_pair_fits(tmp_path):
    assert certificates.fits(certificates.office_pair(tmp_path / "ca", NAMES, AT)[0]) == ""
