"""Kind `sheet`: a universe frozen. `lists.cutting.cut` makes the payload; the members are in a kept file."""

from lib import door
from lists.freezing import filling, keeping
from lists.models import Sheet, SheetTeam
from lists.rules import Rules, WrongRules


@door.records("sheet")
def record_sheet(entry: door.Entry) -> None:
    said = entry.payload
    try:
        rules = Rules.of(said)
    except WrongRules as wrong:
        raise door.Refused("wrong_rules", str(wrong)) from None
    sheet = Sheet.objects.create(
        pk=said["id"],
        name=said["name"],
        area_id=said["area"],
        universe_id=said["universe"],
        follows_id=said.get("follows"),
        script_version_id=said["script_version"],
        channel=said["channel"],
        turf_doors=said.get("turf_doors", 0),
        paused=said.get("paused", False),
        members_file=said["members_file"],
        frozen_at=entry.received_at,
        made_by_id=entry.person_id,
        **{name: getattr(rules, name) for name in Rules.__dataclass_fields__},
    )
    SheetTeam.objects.bulk_create(SheetTeam(sheet=sheet, team_id=team) for team in said["teams"])
    try:
        sheet.report = filling.fill(sheet.pk, said["members_file"], said["first_target"], said["zone"])
    except keeping.Missing as missing:
        raise door.Refused("members_missing", str(missing)) from None
    sheet.save(update_fields=["report"])
