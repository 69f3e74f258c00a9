"""Photos come in pieces, whole or not at all, and tell nothing but their picture."""

import base64
import hashlib
import struct
import zlib

import pytest

from front_desk import blobs
from front_desk.tests.office import SmallOffice

pytestmark = pytest.mark.django_db

# a grey JPEG of 8 × 8 as a canvas writes it: JFIF, tables, frame, scan
JPEG = base64.b64decode(
    "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAAEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEB"
    "AQEBAQEBAQEBAQEBAQH/wAALCAAIAAgBAREA/8QAFAABAAAAAAAAAAAAAAAAAAAACf/EABQQAQAAAAAAAAAAAAAAAAAAAAD/2gAI"
    "AQEAAD8AVN//2Q=="
)
EXIF = b"\xff\xe1" + struct.pack(">H", 16) + b"Exif\0\0GPS here"


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


PNG = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
PNG += chunk(b"IDAT", zlib.compress(b"\0\0")) + chunk(b"IEND", b"")
WEBP = b"RIFF" + struct.pack("<I", 16) + b"WEBP" + b"VP8L" + struct.pack("<I", 4) + b"\x2f\0\0\0"


@pytest.fixture
def office(settings, tmp_path):
    settings.KEPT = tmp_path
    return SmallOffice(voters=1)


@pytest.fixture
def phone(office):
    return office.caller("Ana")


@pytest.fixture
def put(client, phone):
    """`put(data, start, end, name=, size=, token=)` -> (status, JSON); start None asks how far it is."""

    def send(data: bytes, start=None, end=None, name=None, size=None, token=None):
        name = name or hashlib.sha256(data).hexdigest()
        size = len(data) if size is None else size
        piece = b"" if start is None else data[start:end]
        part = "*" if start is None else f"{start}-{start + len(piece) - 1}"
        headers = {"Authorization": f"Bearer {token or phone.token}", "Content-Range": f"bytes {part}/{size}"}
        reply = client.put(f"/blobs/{name}", piece, content_type="image/jpeg", headers=headers)
        return reply.status_code, reply.json()

    return send


def kept(data: bytes) -> bool:
    path = blobs.path_of(hashlib.sha256(data).hexdigest())
    return path.exists() and path.read_bytes() == data


@pytest.mark.parametrize("picture", [JPEG, PNG, WEBP], ids=["jpeg", "png", "webp"])
def test_a_photo_goes_on_where_it_was_cut_off(put, picture):
    assert put(picture) == (202, {"have": 0, "whole": False})
    assert put(picture, 0, 20) == (202, {"have": 20, "whole": False})
    assert put(picture) == (202, {"have": 20, "whole": False})  # after the line was away
    assert put(picture, 0, 20) == (202, {"have": 20, "whole": False})  # the answer was lost
    assert put(picture, 30, 35)[1]["have"] == 20  # a piece from the middle changes nothing
    assert put(picture, 20) == (200, {"have": len(picture), "whole": True})
    assert kept(picture)
    assert put(picture, 0) == (200, {"have": len(picture), "whole": True})


@pytest.mark.parametrize(
    "hidden",
    [
        JPEG[:20] + EXIF + JPEG[20:],
        JPEG + b"a video behind the picture",
        JPEG[:-2],
        PNG[:33] + chunk(b"tEXt", b"Author\0Sam") + PNG[33:],
        PNG + b"more",
        WEBP[:4] + struct.pack("<I", 28) + WEBP[8:] + b"EXIF" + struct.pack("<I", 4) + b"GPS!",
        b"<svg onload='alert(1)'/>" * 3,
        b"GIF89a" + bytes(40),
    ],
    ids=["exif", "behind jpeg", "cut jpeg", "png text", "behind png", "webp exif", "svg", "gif"],
)
def test_what_tells_more_than_its_picture_is_refused(put, hidden):
    status, reply = put(hidden, 0)
    assert (status, reply["code"], reply["retry"]) == (422, "not_a_picture", False)
    assert not kept(hidden)


def test_other_content_than_its_name_is_refused_and_can_be_sent_again(put):
    name = hashlib.sha256(JPEG).hexdigest()
    assert put(JPEG[:-1] + b"\0", 0, name=name)[1]["code"] == "checksum"
    assert put(JPEG, 0, name=name)[0] == 200


def test_size_and_number_are_bounded(put, monkeypatch):
    assert put(JPEG, size=blobs.MOST_BYTES + 1) == (413, {**put(JPEG, size=0)[1]})
    monkeypatch.setattr(blobs, "MOST_COMING", 2)
    for name in ("a" * 64, "b" * 64):
        assert put(JPEG, 0, 5, name=name)[0] == 202
    assert put(JPEG, 0, 5, name="c" * 64)[1]["code"] == "too_many"
    assert put(JPEG, 5, 9, name="a" * 64)[1]["have"] == 9


def test_a_piece_is_bounded(put):
    big = bytes(300 * 1024)
    assert put(big, 0)[1]["code"] == "too_large"


def test_two_phones_do_not_write_into_each_others(put, office):
    other = office.caller("Ben")
    assert put(JPEG, 0, 30)[1]["have"] == 30
    assert put(JPEG, token=other.token)[1]["have"] == 0
    assert put(JPEG, 0, token=other.token)[0] == 200
    assert put(JPEG)[0] == 200


def test_nobody_without_a_link_and_no_range_no_photo(client, put, phone):
    assert put(JPEG, 0, token="fo1_" + "0" * 48)[0] == 401
    reply = client.put("/blobs/" + "a" * 64, b"x", headers={"Authorization": f"Bearer {phone.token}"})
    assert (reply.status_code, reply.json()["code"]) == (400, "malformed")
    assert client.put("/blobs/../secret", b"x").status_code == 404
