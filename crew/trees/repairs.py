"""What a ring suggests to change: proposals from its report for the tree as it is now. A person decides, one tap each."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from crew.models import Person, TreeNode, TreeRing
from crew.trees import editing
from crew.trees.making import Cannot
from crew.trees.report import Node, Report


@dataclass(frozen=True, slots=True)
class Repair:
    """`what`: exchange (with the pair `other`), turn (second is rung first), ask (find somebody else; no tap does that)."""

    what: str
    node: int
    other: int | None
    text: str


def repairs(ring: TreeRing, told: Report) -> Iterator[Repair]:
    """The branches with most below them first. What was changed since the ring is not proposed again."""
    now = {node.pk: node for node in ring.tree.nodes.prefetch_related("seats__person")}
    same = {node.id: node for node in told.nodes if node.id in now and _people(now[node.id]) == _then(node)}
    spare = _spare(told, same)
    for node in told.broken:
        if node.id in same:
            yield _instead(node, spare) if node.below else _ask(node)
    for node in _silent(told):
        if node.id in same:
            yield _instead(node, spare)
    for node in told.nodes:
        if node.id in same and _only_the_second(node):
            first, second = node.calls
            names = {"first": first.person.name, "second": second.person.name}
            yield Repair(
                "turn", node.id, None, _("Ring %(second)s first: %(first)s did not have it.") % names
            )


def apply(ring: TreeRing, what: str, node_id: int, other_id: int | None, by: Person | None) -> None:
    """Raises Cannot where the tree is another by now."""
    nodes = {
        node.pk: node for node in TreeNode.objects.filter(tree=ring.tree, pk__in=[node_id, other_id or 0])
    }
    if node_id not in nodes or (what == "exchange" and other_id not in nodes):
        raise Cannot(_("The tree was changed meanwhile. Look again."))
    if what == "exchange":
        editing.exchange(nodes[node_id], nodes[other_id], by)
    elif what == "turn":
        editing.turn_round(nodes[node_id], by)
    else:
        raise Cannot(_("The tree was changed meanwhile. Look again."))


def _instead(node: Node, spare: list[Node]) -> Repair:
    """Whoever did have the message and rings nobody takes the place of those who broke the branch; as near as possible."""
    near = [one for one in spare if one.parent in (node.id, node.parent)] or spare
    if not near:
        return _ask(node)
    spare.remove(near[0])
    said = {"who": near[0].names, "pair": node.names, "n": node.below}
    text = _("Exchange %(pair)s with %(who)s, who had it and ring nobody. %(n)s pairs hang from this place.")
    return Repair("exchange", node.id, near[0].id, text % said)


def _ask(node: Node) -> Repair:
    text = _("Ring %(pair)s yourself, and ask whether the number is right and when they can be reached.")
    return Repair("ask", node.id, None, text % {"pair": node.names})


def _spare(told: Report, same: dict[int, Node]) -> list[Node]:
    """Pairs who had it and ring nobody, the quickest first."""
    found = [node for node in told.nodes if node.id in same and node.heard_at and not node.below]
    return sorted(found, key=lambda node: node.heard_at)


def _silent(told: Report) -> list[Node]:
    """Pairs who had it, and nobody whom they should have rung does: they did not pass it on."""
    below: dict[int, list[Node]] = {}
    for node in told.nodes:
        if node.parent is not None:
            below.setdefault(node.parent, []).append(node)
    return [
        node
        for node in told.nodes
        if node.heard_at
        and len(below.get(node.id, [])) > 1
        and all(one.broken and not one.missed for one in below[node.id])
    ]


def _only_the_second(node: Node) -> bool:
    first, *others = node.calls
    return (
        bool(others)
        and first.heard_at is None
        and first.missed_at is not None
        and others[0].heard_at is not None
    )


def _people(node: TreeNode) -> set[int]:
    return {seat.person_id for seat in node.seats.all()}


def _then(node: Node) -> set[int]:
    return {call.person_id for call in node.calls}
