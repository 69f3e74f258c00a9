"""Kind `packets`: what one round printed, {file: checksum of a kept file, replaced: [packets that are over]}."""

from lib import door
from packets import keeping
from packets.models import Packet

BATCH = 500
OWN = ("id", "kind", "part", "rows", "digest", "path", "handed")
OTHERS = ("area", "sheet", "precinct", "team", "script")


@door.records("packets")
def record_packets(entry: door.Entry) -> None:
    said = entry.payload
    Packet.objects.filter(pk__in=said["replaced"], replaced_at=None).update(replaced_at=entry.received_at)
    try:
        Packet.objects.bulk_create(
            (
                Packet(
                    as_of=entry.received_at,
                    **{name: line[name] for name in OWN},
                    **{f"{name}_id": line[name] for name in OTHERS},
                )
                for line in keeping.read(said["file"])
            ),
            batch_size=BATCH,
        )
    except keeping.Missing as missing:
        raise door.Refused("packets_missing", str(missing)) from None
