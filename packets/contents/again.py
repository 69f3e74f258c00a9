"""A packet once more, from its rows as they were: in large print, on other paper, within a book, to be typed in."""

from django.conf import settings

from lib import clock
from packets import folder, numbers, printing
from packets.contents import Content, calls, cover, kit, strikes, trees, walks
from packets.contents.places import Places
from packets.models import Packet

OF = {
    Packet.Kind.CALLS: calls.of_packet,
    Packet.Kind.WALKS: walks.of_packet,
    Packet.Kind.STRIKES: strikes.of_packet,
    Packet.Kind.COVER: cover.of_packet,
    Packet.Kind.KIT: kit.of_packet,
    Packet.Kind.TREES: trees.of_packet,
}


def of_packet(packet: Packet, paper: str | None = None) -> Content:
    """Who is off every list by now has no name there any more; on a sheet that is typed in by row they keep it."""
    return OF[packet.kind](packet, paper or settings.PAPER)


def sheet(
    packet: Packet, *, large: bool = False, paper: str | None = None, places: Places | None = None
) -> dict:
    """What `printing.pdf` asks for, complete: with number, time and the kind."""
    content = of_packet(packet, paper)
    return content.sheet | {
        "kind": str(packet.kind),
        "number": numbers.shown(packet.pk),
        "as_of": folder.when(clock.now(), places or Places(), packet.area_id),
        "listed": content.listed,
        "large": large,
    }


def pdf(packet: Packet, *, large: bool = False, paper: str | None = None) -> bytes:
    return printing.pdf(packet.kind, sheet(packet, large=large, paper=paper))
