"""Ringing a tree: a drill, or a message that is meant. From the top down, each says "I have it" or their caller ticks."""

from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from crew.models import Person, PhoneTree, TreeCall, TreeRing, TreeSeat
from crew.trees.making import Cannot, alone
from lib import clock, door

OPENS = timedelta(days=2)  # a volunteer's link shows names and numbers no longer than this
LONGEST = 500  # letters of a message: it is written down by hand on the way


def begin(tree: PhoneTree, text: str, drill: bool, by: Person | None) -> TreeRing:
    """The tree as it is now is rung. Raises Cannot."""
    with transaction.atomic():
        alone()
        if TreeRing.objects.filter(tree=tree, over_at=None).exists():
            raise Cannot(_("This tree is being rung already. End that first."))
        seats = TreeSeat.objects.filter(node__tree=tree).select_related("node").order_by("node", "choice")
        seats = list(seats)
        if not seats:
            raise Cannot(_("Nobody stands on this tree."))
        first = door.new_id("crew_treecall", len(seats))
        calls = [
            {
                "id": first + n,
                "person": seat.person_id,
                "node": seat.node_id,
                "parent": seat.node.parent_id,
                "choice": seat.choice,
            }
            for n, seat in enumerate(seats)
        ]
        pk = door.new_id("crew_treering")
        said = {"id": pk, "tree": tree.pk, "drill": drill, "text": text[:LONGEST], "calls": calls}
        door.enter("tree_ring", said, by=by)
    return TreeRing.objects.get(pk=pk)


def end(ring: TreeRing, by: Person | None) -> None:
    if ring.over_at is None:
        door.enter("tree_ring_over", {"ring": ring.pk}, by=by)


def heard(call: TreeCall, how: str, by: Person | None, source: str = "link") -> None:
    """The message is with them."""
    if call.heard_at is None:
        door.enter("tree_heard", {"call": call.pk, "how": how}, by=by, source=source)


def missed(call: TreeCall, by: Person | None, source: str = "link") -> None:
    """Nobody answered there."""
    if call.heard_at is None and call.missed_at is None:
        door.enter("tree_missed", {"call": call.pk}, by=by, source=source)


def is_open(ring: TreeRing) -> bool:
    """Whether links of this ring still show whom to call."""
    return ring.over_at is None and clock.now() < ring.began_at + OPENS


def to_ring(call: TreeCall) -> list[list[TreeCall]]:
    """Whom this person's pair rings, in pairs: first and second choice."""
    below = TreeCall.objects.filter(ring=call.ring_id, parent=call.node).select_related("person")
    pairs: dict[int, list[TreeCall]] = {}
    for one in below.order_by("node", "choice"):
        pairs.setdefault(one.node, []).append(one)
    return list(pairs.values())


def partner(call: TreeCall) -> TreeCall | None:
    """Who shares their list."""
    same = TreeCall.objects.filter(ring=call.ring_id, node=call.node).exclude(pk=call.pk)
    return same.select_related("person").first()
