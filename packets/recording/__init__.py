"""What this room records of the facts that come in through the door."""

from packets.recording import handings, on_paper, printed

__all__ = ["handings", "on_paper", "printed"]
