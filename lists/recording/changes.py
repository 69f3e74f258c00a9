"""Kind `sheet_change`: {sheet, and any of paused, priority, share, teams, script_version, rules, to}.

`to` redirects: the teams of `sheet` work on the sheet `to` from now on. A hold that is out is not touched:
what a caller has in hand may still be called.
"""

from lib import door
from lists.freezing import filling
from lists.models import Sheet, SheetTeam, Target
from lists.rules import Rules, WrongRules


@door.records("sheet_change")
def record_sheet_change(entry: door.Entry) -> None:
    said = entry.payload
    sheet = Sheet.objects.select_for_update().filter(pk=said["sheet"]).first()
    if sheet is None:
        raise door.Refused("unknown_sheet", "The office does not know this sheet.")
    for name in ("paused", "share"):
        if name in said:
            setattr(sheet, name, said[name])
    if "script_version" in said:
        sheet.script_version_id = said["script_version"]
    _change_rules(sheet, said)
    sheet.save()
    if "teams" in said:
        SheetTeam.objects.filter(sheet=sheet).delete()
        SheetTeam.objects.bulk_create(SheetTeam(sheet=sheet, team_id=team) for team in said["teams"])
    if said.get("to"):
        _redirect(sheet, said["to"])


def _change_rules(sheet: Sheet, said: dict) -> None:
    names = [name for name in Rules.__dataclass_fields__ if name in said]
    if not names:
        return
    before = {name: getattr(sheet, name) for name in Rules.__dataclass_fields__}
    try:
        rules = Rules.of(before | said)
    except WrongRules as wrong:
        raise door.Refused("wrong_rules", str(wrong)) from None
    for name in names:
        setattr(sheet, name, getattr(rules, name))
    if any(before[name] != getattr(rules, name) for name in ("attempts_a_day", "attempts_in_all")):
        sheet.save()  # where targets stand follows from the limits
        filling.settle(list(Target.objects.filter(sheet=sheet).order_by("pk").values_list("pk", flat=True)))


def _redirect(sheet: Sheet, to: int) -> None:
    if to == sheet.pk or not Sheet.objects.filter(pk=to, channel=sheet.channel).exists():
        raise door.Refused("unknown_sheet", "Choose another sheet to move the teams to.")
    teams = list(SheetTeam.objects.filter(sheet=sheet).values_list("team_id", flat=True))
    SheetTeam.objects.bulk_create(
        (SheetTeam(sheet_id=to, team_id=team) for team in teams), ignore_conflicts=True
    )
    SheetTeam.objects.filter(sheet=sheet).delete()
