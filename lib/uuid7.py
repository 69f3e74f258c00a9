"""UUIDs that begin with their time (RFC 9562, version 7), which Python has only from 3.14 on."""

import os
import time
import uuid


def uuid7(milliseconds: int | None = None) -> uuid.UUID:
    """A new UUIDv7; `milliseconds` since 1970 stand in for the present."""
    stamp = time.time_ns() // 1_000_000 if milliseconds is None else milliseconds
    value = (stamp & (1 << 48) - 1) << 80 | int.from_bytes(os.urandom(10))
    value = value & ~(0xF << 76) | 7 << 76  # version
    value = value & ~(0x3 << 62) | 2 << 62  # variant
    return uuid.UUID(int=value)
