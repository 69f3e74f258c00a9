"""Packet numbers as people read and type them: digits with a check digit, the same that strike codes have."""

from precincts import codes


def shown(packet_id: int) -> str:
    """10427 -> "10427-3"."""
    whole = codes.shown(packet_id)
    return f"{whole[:-1]}-{whole[-1]}"


def read(typed: str) -> int | None:
    """The packet meant by what was typed or scanned, with or without its hyphen; None when a digit is wrong."""
    digits = "".join(typed.split()).replace("-", "").removeprefix("P").removeprefix("p")
    if not (digits.isascii() and digits.isdigit() and 2 <= len(digits) <= 18) or codes.damm(digits):
        return None
    return int(digits[:-1])
