"""What this room's recorders write is a function of the entries: played again in order they fill the tables alike."""

from django.core import serializers
from django.db import connection

from front_desk.models import Entry
from lib import door
from precincts import posting
from precincts.models import Holder, Incident, IncidentAct, Opening, Post, PostLink, Rule, StrikeCode

TABLES = (Post, Holder, PostLink, Opening, Rule, StrikeCode, IncidentAct)
KINDS = "post post_holder post_ended post_link post_taken strike_codes openings rule incident_act".split()
TAKE = """
select precincts_take_posts(array_agg((e.id, e.seq, e.kind, e.person_id, e.device_id, e.source, e.at, e.received_at, e.payload,
                                       null)::door_fact))
from front_desk_entry e where e.id = %s
"""


def kept() -> list[str]:
    return [serializers.serialize("json", model.objects.order_by("pk")) for model in TABLES]


def test_played_again_the_staffs_entries_fill_the_tables_alike(polls, client):
    """A recorder depends on the entry and the tables of earlier entries alone: rebuilt, all is as it was."""
    polls.will.send(client, polls.will.entry("incident", place=polls.school.pk, category="other"))
    act = {"incident": str(Incident.objects.get().pk), "state": "working", "owner": polls.hugo.pk}
    door.enter("incident_act", act, by=polls.hugo)
    door.enter("rule", {"area": polls.durham.pk, "phones_inside": False, "photos": None})
    span = {"opens_at": "2026-11-03T11:30:00+00:00", "closes_at": "2026-11-04T00:30:00+00:00"}
    door.enter("openings", {"place": polls.school.pk, "openings": [span]})
    library = polls.at(polls.library, person=polls.vera_w.person)
    posting.link(library, polls.maya)
    posting.put(library, polls.will.person, polls.maya)
    posting.end(polls.post, polls.maya)
    before = kept()
    log = list(Entry.objects.filter(kind__in=KINDS, verdict="recorded").order_by("seq"))
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")
        for model in reversed(TABLES):
            cursor.execute(f"delete from {model._meta.db_table}")
        for e in log:
            if e.kind == "post_taken":
                cursor.execute(TAKE, [e.pk])
                continue
            fact = door.Entry(
                e.pk, e.seq, e.kind, e.payload, e.person_id, e.device_id, e.source, e.seen_at, e.received_at
            )
            door.recorder(e.kind)(fact)
    assert kept() == before
