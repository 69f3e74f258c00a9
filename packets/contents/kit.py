"""Precinct kits: what a watcher must know of one precinct, on a page that lies on top of its strike sheets."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import timedelta

from django.utils import translation
from django.utils.translation import gettext as _

from crew import zone
from lib import clock
from packets.contents import Content
from packets.contents.places import Places, slug
from packets.contents.ringing import captains, helpers
from packets.models import Packet
from packets.words import words
from precincts.models import Opening, Post
from precincts.reads import default_checklist, rule_of
from roll.models import PrecinctPlace

AHEAD = timedelta(days=4)  # the last four days


def contents(places: Places, paper: str) -> Iterator[Content]:
    """One a precinct that has a polling place."""
    at = clock.now()
    openings, posts = defaultdict(list), defaultdict(list)
    for one in Opening.objects.filter(closes_at__gt=at, opens_at__lt=at + AHEAD).order_by("opens_at"):
        openings[one.place_id].append(one)
    running = Post.objects.filter(ended_at=None, ends_at__gt=at, starts_at__lt=at + AHEAD)
    for post in running.select_related("team__captain").order_by("starts_at", "pk"):
        for precinct in post.precincts:
            posts[precinct].append(post)
    for one in PrecinctPlace.objects.select_related("place").order_by("precinct"):
        yield _content(one, openings[one.place_id], posts[one.precinct_id], places, paper)


def of_packet(packet: Packet, paper: str) -> Content:
    """The kit of its precinct as it is now."""
    places = Places()
    return next(one for one in contents(places, paper) if one.precinct_id == packet.precinct_id)


def _content(one: PrecinctPlace, openings: list, posts: list, places: Places, paper: str) -> Content:
    precinct, place = places.areas[one.precinct_id], one.place
    area = places.folder_of(precinct.parent_id)
    captain = next((post.team.captain for post in posts if post.team.captain), None)
    lang = captain.lang if captain else "en"
    here = zone.of(precinct)
    phones, photos, brought = rule_of(precinct.pk)
    with translation.override(lang):
        whole = {
            "title": _("Precinct kit"),
            "subject": f"{precinct.name} · {place.name}",
            "area": places.name(area.pk if area else None),
            "keep": _("Names and numbers: give it to nobody, shred it after the election."),
            "where": [precinct.name, place.name, place.address],
            "open": [_span(span.opens_at, span.closes_at, here) for span in openings]
            or [place.hours or _("Nobody has told us when it is open: ask before you go.")],
            "rules": [
                _("Phones may be used inside.") if phones else _("No phones inside: use paper, and ring from outside."),
                _("Photos may be taken.") if photos else _("No photos inside."),
                _("Speak to the election judge, never to voters in line. Stay out of the marked zone with signs and shirts."),
            ],
            "bring": brought or default_checklist(lang),
            "watchers": [
                [_span(post.starts_at, post.ends_at, here), post.team.name, ", ".join(_names(post))]
                for post in posts
            ],
            "numbers": captains([post.team for post in posts]) + helpers(precinct.pk, places),
            "steps": _steps(),
            "words": words(),
            "lang": lang,
            "paper": paper,
        }  # fmt: skip
    return Content(
        kind=Packet.Kind.KIT,
        area_id=area.pk if area else None,
        path=f"{places.path(area)}/strikes/{slug(precinct.name)}-{precinct.pk}/kit",
        sheet=whole,
        rows=[],
        precinct_id=precinct.pk,
        listed=whole["subject"],
    )


def _steps() -> list[str]:
    return [
        _(
            "Before opening: be there a quarter of an hour early, show your certificate, sit where you hear the names."
        ),
        _(
            "Tick whoever votes, by code or by name. Every half hour the new codes go to the captain, rung or by runner."
        ),
        _(
            "Each hour write down how long the line is. Ring at once when it is over 30 minutes or anybody is turned away."
        ),
        _(
            "At closing: whoever stands in line may still vote. Then ring the last codes, and bring the sheets back."
        ),
    ]


def _names(post: Post) -> list[str]:
    there = post.holders.filter(withdrawn_by=None, until=None).select_related("person")
    return [holder.person.name for holder in there.order_by("since", "pk")]


def _span(begins, ends, here) -> str:
    begins, ends = begins.astimezone(here), ends.astimezone(here)
    return f"{begins:%a %-d %b %H:%M}–{ends:%H:%M}"
