"""A packet's content once more, from its rows as they were: for one that was given out, and to be typed in."""

from packets.contents import Content, calls, walks
from packets.models import Packet

OF = {Packet.Kind.CALLS: calls.of_packet, Packet.Kind.WALKS: walks.of_packet}


def of_packet(packet: Packet) -> Content:
    """Who is off every list by now has no name there any more, and keeps the row."""
    return OF[packet.kind](packet)
