"""What this room records of the facts that come in through the door."""

from packets.recording import handings, printed

__all__ = ["handings", "printed"]
