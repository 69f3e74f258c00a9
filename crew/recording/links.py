"""join_link, link_shut, device, device_shut: how volunteers come in, and how a lost phone is locked out."""

from crew.models import Device, JoinLink
from lib import door


@door.records("join_link")
def record_join_link(entry: door.Entry) -> None:
    """Payload: `{"id", "code", "team": id, "expires_at": iso, "use_limit", "for_person": id|null}`."""
    said = entry.payload
    JoinLink.objects.create(
        id=said["id"],
        code=said["code"],
        team_id=said["team"],
        made_by_id=entry.person_id,
        made_at=entry.received_at,
        expires_at=said["expires_at"],
        use_limit=said["use_limit"],
        for_person_id=said["for_person"],
    )


@door.records("link_shut")
def record_link_shut(entry: door.Entry) -> None:
    """Payload: `{"link": id}`; those who joined by it go on working."""
    JoinLink.objects.filter(pk=entry.payload["link"], shut_at=None).update(shut_at=entry.received_at)


@door.records("device")
def record_device(entry: door.Entry) -> None:
    """Payload: `{"id", "client": uuid, "person": id, "link": id|null, "token_hash": hex}`, not the token."""
    said = entry.payload
    Device.objects.create(
        id=said["id"],
        client=said["client"],
        person_id=said["person"],
        link_id=said["link"],
        token_hash=bytes.fromhex(said["token_hash"]),
        made_at=entry.received_at,
    )


@door.records("device_shut")
def record_device_shut(entry: door.Entry) -> None:
    """Payload: `{"devices": [ids], "why": "lost"|"stolen"}`.

    Lost: what the phone still had is taken in once. Stolen: it is set aside. A phone first lost and then
    known to be stolen becomes stolen; the other way round nothing changes.
    """
    said = entry.payload
    devices = Device.objects.filter(pk__in=said["devices"])
    devices.filter(shut_at=None).update(shut_at=entry.received_at, shut_why=said["why"])
    if said["why"] == "stolen":
        devices.filter(shut_why="lost").update(shut_why="stolen")
