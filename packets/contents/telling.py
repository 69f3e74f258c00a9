"""What stands beside a voter's name on any sheet."""

from django.utils.translation import gettext as _

from packets.models import HELD, Packet


def named(packet: Packet) -> str:
    """What a packet is, in one line, without asking the database for its rows."""
    if packet.kind in HELD:
        return f"{packet.sheet.name} · {packet.team.name} · {packet.part}"
    if packet.kind == Packet.Kind.KIT:
        return packet.precinct.name
    if packet.precinct:
        return f"{packet.precinct.name} · {_('alphabetical') if packet.part == 1 else _('by code')}"
    if packet.kind == Packet.Kind.TREES:
        return packet.area.name if packet.area else ""
    return packet.team.name


def subject(kind: str, sheet, part: int, team) -> str:
    """Which part of which sheet for whom, in the language of now."""
    text = (
        _("%(sheet)s, turf %(part)s, for %(team)s")
        if kind == Packet.Kind.WALKS
        else _("%(sheet)s, part %(part)s, for %(team)s")
    )
    return text % {"sheet": sheet.name, "part": part, "team": team.name}


def about(age, *more: str) -> str:
    return " · ".join(filter(None, [str(int(age)) if age is not None else "", *more]))


def language(code: str) -> str:
    return {"en": _("English"), "es": _("Spanish")}.get(code, code)
