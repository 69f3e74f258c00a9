"""Looks that ask the office itself: its people, its paper, its journal, its plan."""

from config.doctor.finding import Finding, judge

JOURNAL_SECONDS = 15


def planned() -> int:
    """Calls of the fullest day that anybody set goals for."""
    from django.db.models import Sum
    from django.db.models.functions import TruncDate

    from boiler_room.models import Goal

    days = Goal.objects.filter(what="calls", own=True).annotate(day=TruncDate("hour")).values("day")
    return max((day["n"] for day in days.annotate(n=Sum("n"))), default=0)


def people() -> list[Finding]:
    """Every team has a number to call; every team at the polls a link that works."""
    from crew.join_links import state, uses
    from crew.models import JoinLink, Team

    teams = list(Team.objects.select_related("captain").order_by("name"))
    without = [team.name for team in teams if not team.number]
    watching = [team for team in teams if team.work == Team.Work.POLLS]
    links = JoinLink.objects.filter(team__in=watching, for_person=None)
    able = {link.team_id for link in links if state(link, uses(link)) == "open"}
    shut = [team.name for team in watching if team.pk not in able]
    return [
        judge("Numbers to call", f"{len(teams) - len(without)} of {len(teams)} teams have one",
              wrong=f"Give each team a captain with a number: {_some(without)}" if without else
              "" if teams else "There is no team yet: People → Teams."),
        judge("Watchers' links", f"{len(able)} of {len(watching)} teams at the polls have one that works",
              wrong=f"Make a join link, and join by it once: {_some(shut)}" if shut else ""),
    ]  # fmt: skip


def paper() -> Finding:
    from packets import reads

    age = reads.age()
    said = "none was printed yet" if age.minutes is None else f"looked at {age.minutes} minutes ago"
    todo = "Open the office and wait a minute; if that changes nothing, ./fieldoffice packets says why."
    return judge(
        "Paper", said, wrong=todo if age.old or age.looked_at is None else "", mind=age.trouble and todo
    )


def journal() -> Finding:
    from front_desk import following

    lag = following.lag("journal")
    late = lag["seconds"] > JOURNAL_SECONDS
    todo = "docs/runbooks/database.md, The journal stands still" if late else ""
    return judge("Journal", f"{lag['entries']} entries not yet in it", wrong=todo)


def _some(names: list[str]) -> str:
    return ", ".join(names[:5]) + (f" and {len(names) - 5} more" if len(names) > 5 else "")
