"""Makes the tree of an area from its people by the rule of `growing.py`, or grows it anew."""

from django.db import connection, transaction
from django.utils.translation import gettext as _

from crew.models import Area, Person, PhoneTree, TreeSeat
from crew.trees import agreeing
from crew.trees.growing import Member, grow
from lib import door

ONE_AT_A_TIME = "select pg_advisory_xact_lock(hashtextextended('crew.trees', 0))"


class Cannot(Exception):
    """In words for the person: why a tree is not made or changed like this."""


def make(area: Area, branching: int, by: Person | None) -> PhoneTree:
    """The tree of an area and all below it; what was changed by hand in one of before is gone. Raises Cannot."""
    with transaction.atomic():
        alone()
        other = PhoneTree.objects.select_related("area").exclude(area=area).exclude(nodes=None)
        other = other.filter(area__lineage__contains=[area.pk]) | other.filter(area__in=area.lineage)
        if (one := other.first()) is not None:
            said = _(
                "%(area)s has a phone tree already, and nobody stands on two. Grow that one, or give it up first."
            )
            raise Cannot(said % {"area": one.area.name})
        tree = PhoneTree.objects.filter(area=area).first()
        pairs = grow(members(area, tree), branching)
        if not pairs:
            raise Cannot(_("Nobody here has agreed to stand on a phone tree yet. Ask them first."))
        first = door.new_id("crew_treenode", len(pairs))
        nodes = [
            {
                "id": first + n,
                "parent": None if pair.parent is None else first + pair.parent,
                "area": pair.area,
                "people": [*pair.people, None][:2],
            }
            for n, pair in enumerate(pairs)
        ]
        tree_id = tree.pk if tree else door.new_id("crew_phonetree")
        said = {"id": tree_id, "area": area.pk, "branching": branching, "nodes": nodes}
        door.enter("phone_tree", said, by=by)
    return PhoneTree.objects.get(pk=tree_id)


def give_up(tree: PhoneTree, by: Person | None) -> None:
    """Nobody stands on it any more; the reports of its rings stay."""
    with transaction.atomic():
        alone()
        said = {"id": tree.pk, "area": tree.area_id, "branching": tree.branching, "nodes": []}
        door.enter("phone_tree", said, by=by)


def members(area: Area, tree: PhoneTree | None) -> list[Member]:
    """Who agreed, and where they stand: in their team's area, else the uppermost of their roles. Captains and staff lead."""
    people = agreeing.ready(agreeing.people_of(area)).prefetch_related("roles__area", "captain_of__area")
    elsewhere = set(TreeSeat.objects.exclude(node__tree=tree).values_list("person", flat=True))
    found = []
    for person in people:
        if person.pk in elsewhere:
            continue
        roles = [role.area.lineage for role in person.roles.all() if role.area]
        teams = [(team.area.lineage, team.pk) for team in person.captain_of.all()]
        places = [(person.team.area.lineage, person.team_id)] if person.team else []
        own = [(lineage, team) for lineage, team in places + teams if area.pk in lineage]
        own += sorted(
            ((lineage, None) for lineage in roles if area.pk in lineage), key=lambda one: len(one[0])
        )
        lineage, team = own[0]
        leads = bool(roles or teams)
        found.append(Member(person.pk, tuple(lineage[lineage.index(area.pk) :]), team, leads))
    return found


def alone() -> None:
    """Until the transaction ends nobody else makes or changes a tree."""
    with connection.cursor() as cursor:
        cursor.execute(ONE_AT_A_TIME)
