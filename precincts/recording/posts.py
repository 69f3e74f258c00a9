"""post, post_holder, post_ended, post_link, strike_codes: where watchers stand, and the codes they strike by.

`post_taken`, by which a watcher chooses a post, comes from devices and is recorded by `sql/recording.sql`.
"""

from django.db import connection

from lib import door
from precincts.models import Holder, Post, PostLink


@door.records("post")
def record_post(entry: door.Entry) -> None:
    """Payload: `{"id", "place": id, "precincts": [ids], "team": id, "shift": id|null, "starts_at", "ends_at",
    "paper_inside", "person"?: id|null}`; a known id is changed, and its holder only where `person` is said."""
    said = entry.payload
    Post.objects.update_or_create(
        pk=said["id"],
        defaults={
            "place_id": said["place"],
            "precincts": said["precincts"],
            "team_id": said["team"],
            "shift_id": said["shift"],
            "starts_at": said["starts_at"],
            "ends_at": said["ends_at"],
            "paper_inside": said["paper_inside"],
        },
    )
    if "person" in said:
        _put(entry, said["id"], said["person"])


@door.records("post_holder")
def record_post_holder(entry: door.Entry) -> None:
    """Payload: `{"post": id, "person": id|null}`: from now on this person stands there, and no other."""
    said = entry.payload
    if not Post.objects.filter(pk=said["post"]).exists():
        raise door.Refused("no_such_post", "This post is not there.")
    _put(entry, said["post"], said["person"])


def _put(entry: door.Entry, post: int, person: int | None) -> None:
    there = Holder.objects.filter(post=post, until=None, withdrawn_by=None)
    there.exclude(person=person).update(until=entry.received_at)
    if person is not None and not there.filter(person=person).exists():
        Holder.objects.create(
            id=entry.id, post_id=post, person_id=person, chosen=False, since=entry.received_at
        )


@door.records("post_ended")
def record_post_ended(entry: door.Entry) -> None:
    """Payload: `{"post": id}`; what was seen there before still counts when it comes."""
    Post.objects.filter(pk=entry.payload["post"], ended_at=None).update(ended_at=entry.received_at)


@door.records("post_link")
def record_post_link(entry: door.Entry) -> None:
    """Payload: `{"link": id of a join link, "post": id}`."""
    PostLink.objects.create(link_id=entry.payload["link"], post_id=entry.payload["post"])


@door.records("strike_codes")
def record_strike_codes(entry: door.Entry) -> None:
    """Payload: `{"precincts": [ids]}`: every voter of these on the roll who has no code gets the next one."""
    with connection.cursor() as cursor:
        cursor.execute("select precincts_make_codes(%s)", [entry.payload["precincts"]])
