"""Packet numbers and names as pages show them."""

from django import template

from packets import numbers
from packets.models import HELD, Packet

register = template.Library()


@register.filter
def number(packet_id: int) -> str:
    return numbers.shown(packet_id)


@register.filter
def named(packet: Packet) -> str:
    """What a packet is, in one line, without asking the database for its rows."""
    if packet.kind in HELD:
        return f"{packet.sheet.name} · {packet.team.name} · {packet.part}"
    return packet.precinct.name if packet.kind == Packet.Kind.STRIKES else packet.team.name
