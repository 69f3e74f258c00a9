"""What there is to do in a replay: two sheets that share numbers, posts at the polling places, links for everyone."""

from datetime import timedelta

NAMES = ("Everyone", "Supporters first")
# A day's calls are acted out in minutes, so a rest ends at once and a number is rung oftener than on any one day.
RESTS = {"not_home": 0, "busy": 0, "left_message": 0, "skipped": 0, "disconnected": 0, "wrong_number": 0}
BEFORE, AFTER = timedelta(hours=6), timedelta(hours=8)
PRECINCTS_A_POST = 1
WATCHERS_A_POST = 2


def sheets(team, by) -> int:
    """Cuts the sheets; answers how many numbers there are to ring."""
    from config.demo import work
    from lists import cutting
    from lists.rules import Rules

    script, universes, targets = work.scripts(by)["gotv"], work.universes(by), 0
    for name, universe, priority in zip(NAMES, list(universes.values())[:2], (5, 3), strict=True):
        if name == NAMES[0]:
            universe.question = {"all": work.NOT_YET}
        rules = Rules(attempts_a_day=20, attempts_in_all=50, rests=RESTS, priority=priority)
        try:
            sheet = cutting.cut(
                universe, script, name=name, teams=[team.pk], rules=rules, order="mixed", by=by
            )
        except cutting.Nobody:
            continue  # a county too small for it
        targets += sheet.report["targets"]
    return targets


def posts(captain, by, watchers: int):
    """Posts of one precinct each, as many as the watchers need; how many, and the team they are of."""
    from config.demo import people, watching
    from lib import clock, door
    from precincts import posting
    from roll.models import PollingPlace

    team = watching.team(captain, people.FALLBACK, by)
    now, made = clock.now().replace(minute=0, second=0, microsecond=0), 0
    for place in PollingPlace.objects.order_by("pk"):
        precincts = sorted(place.precinctplace_set.values_list("precinct_id", flat=True))
        if made * WATCHERS_A_POST >= watchers or not precincts:
            break
        span = {"opens_at": (now - BEFORE).isoformat(), "closes_at": (now + AFTER).isoformat()}
        door.enter("openings", {"place": place.pk, "openings": [span]}, by=by)
        for precinct in precincts:
            posting.make(place, team, now - BEFORE, now + AFTER, by, precincts=[precinct])
            made += 1
    return made, team


def links(team, by, people: int, a_link: int) -> list[str]:
    from crew import join_links

    needed = max(1, -(-people // a_link))
    return [join_links.make(team, by, hours=24, uses=join_links.MOST_USES).code for _ in range(needed)]
