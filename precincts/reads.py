"""What the watcher's screen asks: the posts of a person, and the roll of their precincts with a code a voter."""

from datetime import datetime, timedelta

from django.db import connection
from django.utils import translation
from django.utils.translation import gettext as _

from crew.models import Area, Person
from lib import clock, door
from precincts.models import Holder, Post, PostLink, StrikeCode

EARLY = timedelta(hours=16)  # the evening before, at home: so long before a post its roll is given out
SLACK = timedelta(
    hours=3
)  # after the polls have closed, for what is still in people's heads; then the phone wipes
LAST = 2**62  # beyond every place in the log
VOTERS = """
select c.precinct_id, c.n, v.last_name, trim(v.first_name || ' ' || left(v.middle_name, 1)),
       case when v.confidential then '' else v.address end, o.place
from unnest(%s::bigint[]) p(id)
cross join lateral precincts_street_order(p.id) o
join precincts_strikecode c on c.precinct_id = p.id and c.voter_id = o.voter_id
join roll_voter v on v.id = o.voter_id
order by c.precinct_id, o.place
"""
NUMBERLESS = """
select distinct v.precinct_id from roll_voter v
where v.precinct_id = any(%s) and v.gone_at is null and v.status not in ('removed', 'pre')
  and not exists (select from precincts_strikecode c where c.precinct_id = v.precinct_id and c.voter_id = v.id)
"""
STRUCK = """
select c.precinct_id, c.n from roll_voted d
join precincts_strikecode c on c.precinct_id = d.area_id and c.voter_id = d.voter_id
where d.area_id = any(%s) and d.ended_seq is null and d.seq <= %s
order by 1, 2
"""
CHANGED = """
select c.precinct_id, c.n, exists (select from roll_voted now where now.voter_id = d.voter_id and now.ended_seq is null)
from roll_voted d
join precincts_strikecode c on c.precinct_id = d.area_id and c.voter_id = d.voter_id
where d.area_id = any(%(areas)s)
  and (d.seq > %(since)s and d.seq <= %(to)s or d.ended_seq > %(since)s and d.ended_seq <= %(to)s)
group by d.voter_id, 1, 2
order by 1, 2
"""
RULE = "select phones_inside, photos, checklist from precincts_rule(%s)"
CLOSES = """
select o.opens_at, o.closes_at from precincts_opening o
where o.place_id = %s and o.closes_at > %s and o.opens_at < %s order by o.opens_at
"""


def posts_of(person: Person, at: datetime | None = None) -> list[Post]:
    """The posts at which a person stands, or will, that are not over; a later choice takes the place of one that
    it overlaps. In the order of their beginning."""
    at = at or clock.now()
    held = Holder.objects.filter(person=person, until=None, withdrawn_by=None, post__ended_at=None)
    held = held.filter(post__ends_at__gt=at - SLACK).select_related("post__place", "post__team__captain")
    held = sorted(held, key=lambda h: (h.since, h.pk))
    kept: list[Holder] = []
    for holder in held:
        if holder.chosen:
            kept = [h for h in kept if not (h.chosen and _overlap(h.post, holder.post))]
        kept.append(holder)
    posts = {h.post_id: h.post for h in kept}
    return sorted(posts.values(), key=lambda post: (post.starts_at, post.pk))


def choices_of(person: Person, at: datetime | None = None) -> list[Post]:
    """The posts of the person's team among which to choose, each with `there`: names of who chose it already."""
    at = at or clock.now()
    posts = Post.objects.filter(team=person.team_id, ended_at=None, ends_at__gt=at, starts_at__lt=at + EARLY)
    posts = list(posts.select_related("place", "team__captain").order_by("place__name", "starts_at", "pk"))
    held = Holder.objects.filter(post__in=posts, until=None, withdrawn_by=None).select_related("person")
    for post in posts:
        post.there = sorted({h.person.name for h in held if h.post_id == post.pk})
    return posts


def roll_of(person: Person, upto: int) -> dict:
    """Everything that a watcher needs for their posts (`GET /polls/roll`, docs/outbox.md); nothing more of a voter.

    `upto` is the place in the log up to which it is settled: strikes are told up to there, and `since` says so.
    """
    at = clock.now()
    posts = posts_of(person, at) or _by_link(person, at)
    near = [post for post in posts if post.starts_at - EARLY <= at]
    areas = sorted({pk for post in near for pk in post.precincts})
    give_codes(areas, person)
    names = Area.objects.in_bulk(sorted({pk for post in posts for pk in post.precincts}))
    told = [_told(post, names) for post in posts]
    team = person.team
    captain = team.captain if team else None
    lists = [post["checklist"] for post in told if post["checklist"]]
    return {
        "as_of": at.isoformat(),
        "until": max((post["until"] for post in told), default=None),
        "since": upto,
        "posts": told,
        "choices": []
        if posts
        else [_told(post, {}) | {"there": post.there} for post in choices_of(person, at)],
        "voters": _rows(VOTERS, [areas]),
        "struck": _rows(STRUCK, [areas, upto]),
        "checklist": list(dict.fromkeys(line for one in lists for line in one))
        or default_checklist(person.lang),
        "captain": {
            "name": captain.name if captain else "",
            "phone": team.number if team else "",
        },
    }


def shown_posts(person: Person) -> list[dict]:
    """The person's posts as their phone has them, each with how many are on its list and how many of these voted."""
    posts = posts_of(person)
    names = Area.objects.in_bulk(sorted({pk for post in posts for pk in post.precincts}))
    return [
        _told(post, names)
        | {
            "voters_n": StrikeCode.objects.filter(precinct__in=post.precincts).count(),
            "struck_n": len(_rows(STRUCK, [post.precincts, LAST])),
        }
        for post in posts
    ]


def struck_since(person: Person, since: int, upto: int) -> dict:
    """What changed between two places in the log, in the person's precincts: `{"since", "struck", "unstruck"}`,
    each `[[precinct, n], …]`. Ask again with the answer's `since`."""
    at = clock.now()
    near = {pk for post in posts_of(person, at) if post.starts_at - EARLY <= at for pk in post.precincts}
    return changed_in(sorted(near), since, upto)


def changed_in(areas: list[int], since: int, upto: int, to: int | None = None) -> dict:
    """The same for some precincts; with `to`, what came up to that place is told already, whatever is missing below."""
    with connection.cursor() as cursor:
        cursor.execute(CHANGED, {"areas": areas, "since": since, "to": to or upto})
        rows = cursor.fetchall()
    return {
        "since": upto,
        "struck": [[area, n] for area, n, voted in rows if voted],
        "unstruck": [[area, n] for area, n, voted in rows if not voted],
    }


def rule_of(precinct: int) -> tuple[bool, bool, list[str]]:
    """Whether phones may be used and photos taken inside, and what to bring (empty: nobody said)."""
    phones_inside, photos, checklist = _rows(RULE, [precinct])[0]
    return phones_inside, photos, [line.strip() for line in checklist.splitlines() if line.strip()]


def default_checklist(lang: str) -> list[str]:
    """What to bring, where no rule says it."""
    with translation.override(lang):
        return [
            _("Your watcher certificate"),
            _("A photo ID"),
            _("Phone charged, and a charger"),
            _("Water, food, something warm"),
            _("The captain's number, on paper"),
        ]


def _told(post: Post, names: dict[int, Area]) -> dict:
    opens, closes = _hours(post)
    phones_inside, photos, checklist = _rows(RULE, [post.precincts[0] if post.precincts else None])[0]
    return {
        "post": post.pk,
        "place": post.place_id,
        "name": post.place.name,
        "address": post.place.address,
        "hours": post.place.hours,
        "opens": opens and opens.isoformat(),
        "closes": closes and closes.isoformat(),
        "phones_inside": phones_inside,
        "photos": photos,
        "paper_inside": post.paper_inside,
        "precincts": [
            {"id": pk, "name": names[pk].name, "code": names[pk].code} for pk in post.precincts if pk in names
        ],
        "starts": post.starts_at.isoformat(),
        "ends": post.ends_at.isoformat(),
        "until": (max(closes or post.ends_at, post.ends_at) + SLACK).isoformat(),
        "checklist": [line.strip() for line in checklist.splitlines() if line.strip()],
    }


def _hours(post: Post) -> tuple[datetime | None, datetime | None]:
    """When the place opens and closes around the post; None where nobody has told."""
    spans = _rows(CLOSES, [post.place_id, post.starts_at - SLACK, post.ends_at + SLACK])
    return (spans[0][0], spans[-1][1]) if spans else (None, None)


def give_codes(areas: list[int], person: Person | None = None) -> None:
    """Voters who came onto the roll since the codes were made get theirs when somebody asks for the list."""
    lacking = sorted(row[0] for row in _rows(NUMBERLESS, [areas]))
    if lacking:
        door.enter("strike_codes", {"precincts": lacking}, by=person, source="office")


def _by_link(person: Person, at: datetime) -> list[Post]:
    """Who came in by a post's own link and stands nowhere yet stands there from now on."""
    links = PostLink.objects.filter(link__device__person=person, post__ended_at=None, post__ends_at__gt=at)
    links = links.exclude(post__holders__person=person)
    posts = sorted(set(links.values_list("post", flat=True)))
    for post in posts:
        door.enter("post_taken", {"post": post}, by=person, source="link")
    return posts_of(person, at) if posts else []


def _overlap(one: Post, other: Post) -> bool:
    return one.starts_at < other.ends_at and other.starts_at < one.ends_at


def _rows(query: str, values: list) -> list[list]:
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        return [list(row) for row in cursor.fetchall()]
