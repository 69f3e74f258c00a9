"""Kinds `packet_out` {packet, person, until, holds, claimed, overlaps} and `packet_back` {packet}."""

from datetime import datetime

from lib import door
from packets.models import Handing, Packet


@door.records("packet_out")
def record_packet_out(entry: door.Entry) -> None:
    said = entry.payload
    if not Packet.objects.filter(pk=said["packet"]).exists():
        raise door.Refused("unknown_packet", "The office does not know this packet.")
    if Handing.objects.filter(packet=said["packet"]).exists():
        raise door.Refused("handed_already", "This packet has been given to somebody already.")
    Handing.objects.create(
        id=entry.id,
        packet_id=said["packet"],
        person_id=said["person"],
        holds=said["holds"],
        claimed=said["claimed"],
        overlaps=said.get("overlaps", 0),
        at=entry.received_at,
        until=datetime.fromisoformat(said["until"]),
    )


@door.records("packet_back")
def record_packet_back(entry: door.Entry) -> None:
    Handing.objects.filter(packet=entry.payload["packet"], back_at=None).update(back_at=entry.received_at)
