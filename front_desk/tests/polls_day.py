"""A day at the polls of a busy office: posts, strikes, reports, what waits and is settled, reversals and one that is lifted."""

from datetime import timedelta

from crew import shifts
from front_desk.models import Entry
from front_desk.settling import settle, settle_many
from front_desk.tests.busy import BusyOffice, load
from lib import clock, door
from lib.uuid7 import uuid7
from precincts import codes, posting
from precincts.models import Incident, StrikeCode
from roll.models import PollingPlace, PrecinctPlace

PLACES = b"county,precinct,polling place,address,hours\nFAIRWATER,01-01,LIBRARY,1 MAIN ST,6:30-19:30\n"
HOURS = b"county,precinct,place,address,day,opens,closes,zone\nFAIRWATER,01-01,,,2026-11-03,6:30,19:30,\n"


def entry(kind: str, ago: float = 1, **fields) -> dict:
    seen_at = (clock.now() - timedelta(seconds=ago)).isoformat()
    return {"id": str(uuid7()), "kind": kind, "seen_at": seen_at, **fields}


def a_day_at_the_polls(office: BusyOffice) -> None:
    load(PLACES, "polling-places", "places.csv")
    load(HOURS, "opening-hours", "hours.csv")
    place, precinct = PollingPlace.objects.get(), PrecinctPlace.objects.get().precinct_id
    now = clock.now()
    shift = shifts.make(office.team, now, now + timedelta(hours=3), 2, "", office.manager)
    one, two, three = office.callers
    posts = [
        posting.make(
            place, office.team, now, now + timedelta(hours=9), office.manager, person=person, shift=shift
        )
        for person in (one.person, None)
    ]
    posting.link(posts[1], office.manager)
    shifts.check_in_at(shift, one.person, "code")
    numbers = list(StrikeCode.objects.order_by("n").values_list("n", flat=True))
    strikes = [entry("strike", 60, precinct=precinct, code=codes.shown(n)) for n in numbers[:6]]
    one.exchange(office.client, strikes[:3], want=False)
    two.exchange(office.client, [strikes[3], entry("post_taken", post=posts[1].pk), strikes[4]], want=False)
    three.exchange(office.client, [strikes[5]], want=False)  # no post: refused
    burst = [entry("strike", 30, precinct=precinct, code=codes.shown(numbers[0])) for _ in range(64)]
    two.exchange(office.client, burst, want=False)
    one.exchange(
        office.client,
        [
            entry("line_report", place=place.pk, minutes=30),
            entry("polls_report", place=place.pk, what="opened"),
            entry("incident", place=place.pk, category="machine", text="Jammed"),
            entry(
                "turned_away", place=place.pk, precinct=precinct, code=codes.shown(numbers[7]), reason="no_id"
            ),
            entry("ride_request", precinct=precinct, code=codes.shown(numbers[8])),
            entry("correction", withdraws=[strikes[1]["id"]]),
        ],
        want=False,
    )
    unsure = [
        entry("line_report", place=place.pk, minutes=5),
        entry("incident", place=place.pk, category="line"),
    ]
    three.exchange(office.client, unsure, want=False)  # no post there; a captain knows better
    for report in unsure:
        settle(report["id"], "accept", office.manager)
    too_fast = list(Entry.objects.filter(reason="too_fast").order_by("seq").values_list("pk", flat=True))
    assert settle_many(too_fast[:2], "accept", office.manager) == 2
    act = {
        "incident": str(Incident.objects.earliest("at").pk),
        "state": "working",
        "owner": office.manager.pk,
    }
    door.enter("incident_act", act, by=office.manager)
    since = {"from": (now - timedelta(hours=1)).isoformat(), "to": None}
    lifted = door.enter("reversal", {"device": one.device.pk, **since}, by=office.manager)
    door.enter("reversal", {"device": two.device.pk, **since}, by=office.manager)
    door.enter("correction", {"withdraws": [str(lifted.id)]}, by=office.manager)
    one.exchange(
        office.client, [entry("strike", precinct=precinct, code=codes.shown(numbers[9]))], want=False
    )
    load(office.county(office.voters + 20), name="county2.txt")  # newcomers, who get the next numbers
    posting.make(place, office.team, now, now + timedelta(hours=9), office.manager)
