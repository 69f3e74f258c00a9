"""What a picture file holds besides the picture: where, when and by which camera it was taken, and by whom.

Reads the structure only (JPEG: ITU T.81, B.1; PNG: W3C PNG, 5; WebP: RFC 9649) and never decodes a pixel.
"""

import struct

JPEG, PNG, WEBP = "image/jpeg", "image/png", "image/webp"
JPEG_PLAIN = {0xC0, 0xC1, 0xC2, 0xC4, 0xDA, 0xDB, 0xDD}  # frames, tables, scan: what draws the picture
PNG_PLAIN = {
    b"IHDR",
    b"PLTE",
    b"IDAT",
    b"IEND",
    b"tRNS",
    b"gAMA",
    b"cHRM",
    b"sRGB",
    b"sBIT",
    b"bKGD",
    b"pHYs",
}
WEBP_PLAIN = {b"VP8 ", b"VP8L", b"VP8X", b"ALPH"}


class NotPlain(ValueError):
    """`why` is what (a picture we do not know, something hidden in it), for the log."""


def kind_of_plain(data: bytes) -> str:
    """The media type of a JPEG, PNG or WebP that is a picture and nothing else. Raises NotPlain."""
    if data[:3] == b"\xff\xd8\xff":
        _plain_jpeg(data)
        return JPEG
    if data[:8] == b"\x89PNG\r\n\x1a\n":
        _plain_png(data)
        return PNG
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        _plain_webp(data)
        return WEBP
    raise NotPlain("neither JPEG nor PNG nor WebP")


def _plain_jpeg(data: bytes) -> None:
    at = 2
    while True:
        if data[at : at + 1] != b"\xff" or at + 4 > len(data):
            raise NotPlain(f"broken at byte {at}")
        marker, size = data[at + 1], struct.unpack_from(">H", data, at + 2)[0]
        if marker == 0xE0:  # JFIF: version and density; a thumbnail would make it longer
            if data[at + 4 : at + 9] != b"JFIF\0" or size != 16:
                raise NotPlain("an application's segment")
        elif marker not in JPEG_PLAIN:
            raise NotPlain(f"segment {marker:#x}")
        at += 2 + size
        if marker == 0xDA:
            at = _end_of_scan(data, at)
            if data[at : at + 2] == b"\xff\xd9":
                break
    if at + 2 != len(data):
        raise NotPlain("something behind the picture")


def _end_of_scan(data: bytes, at: int) -> int:
    """The next marker behind coded data: an FF that is neither stuffed (00) nor a restart (D0 to D7)."""
    while True:
        at = data.find(b"\xff", at)
        if at < 0 or at + 1 >= len(data):
            raise NotPlain("cut short")
        if data[at + 1] != 0 and not 0xD0 <= data[at + 1] <= 0xD7:
            return at
        at += 2


def _plain_png(data: bytes) -> None:
    at = 8
    while at + 12 <= len(data):
        size, kind = struct.unpack_from(">I4s", data, at)
        if kind not in PNG_PLAIN:
            raise NotPlain(f"chunk {kind!r}")
        at += 12 + size
        if kind == b"IEND":
            break
    if at != len(data) or data[-8:-4] != b"IEND":
        raise NotPlain("cut short, or something behind the picture")


def _plain_webp(data: bytes) -> None:
    if struct.unpack_from("<I", data, 4)[0] + 8 != len(data):
        raise NotPlain("cut short, or something behind the picture")
    at = 12
    while at + 8 <= len(data):
        kind, size = struct.unpack_from("<4sI", data, at)
        if kind not in WEBP_PLAIN:
            raise NotPlain(f"chunk {kind!r}")
        at += 8 + size + size % 2
    if at != len(data):
        raise NotPlain("cut short")
