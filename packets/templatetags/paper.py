"""Packet numbers and names as pages show them."""

from django import template

from packets import numbers
from packets.contents import telling

register = template.Library()


@register.filter
def number(packet_id: int) -> str:
    return numbers.shown(packet_id)


register.filter("named", telling.named)
