"""tree_word, phone_tree, tree_nodes, tree_ring, tree_ring_over, tree_heard, tree_missed: phone trees and their rings."""

from django.db.models import Q

from crew.models import PhoneTree, TreeCall, TreeNode, TreeRing, TreeSeat, TreeWord
from lib import door

BATCH = 1000


@door.records("tree_word")
def record_tree_word(entry: door.Entry) -> None:
    """Payload: `{"person": id, "agreed": bool, "how": "link"|"staff"}`; the last word counts, and a no leaves the tree."""
    said = entry.payload
    TreeWord.objects.update_or_create(
        person_id=said["person"],
        defaults={"agreed": said["agreed"], "how": said["how"], "at": entry.received_at},
    )
    if not said["agreed"]:
        TreeSeat.objects.filter(person=said["person"]).delete()


@door.records("phone_tree")
def record_phone_tree(entry: door.Entry) -> None:
    """Payload: `{"id", "area": id, "branching", "nodes": [{"id", "parent": id|null, "area": id, "people": [id, id|null]}]}`,
    parents first. A known id is grown anew: its pairs of before are gone, its rings stay."""
    said = entry.payload
    tree = PhoneTree.objects.filter(pk=said["id"]).first() or PhoneTree(id=said["id"], area_id=said["area"])
    tree.branching, tree.made_at = said["branching"], entry.received_at
    tree.save()
    tree.nodes.all().delete()
    _plant(tree, said["nodes"])


@door.records("tree_nodes")
def record_tree_nodes(entry: door.Entry) -> None:
    """Payload: `{"tree": id, "nodes": [as above], "gone": [ids]}`: these pairs are now so; new ids are new pairs."""
    said = entry.payload
    tree = PhoneTree.objects.get(pk=said["tree"])
    known = set(tree.nodes.values_list("pk", flat=True))
    TreeSeat.objects.filter(node__in=[node["id"] for node in said["nodes"]]).delete()
    for node in said["nodes"]:
        if node["id"] in known:
            TreeNode.objects.filter(pk=node["id"]).update(parent=node["parent"], area=node["area"])
    TreeNode.objects.filter(tree=tree, pk__in=said["gone"]).delete()
    _plant(tree, said["nodes"], known)


def _plant(tree: PhoneTree, nodes: list[dict], known=frozenset()) -> None:
    seats = [
        TreeSeat(node_id=node["id"], person_id=person, choice=choice)
        for node in nodes
        for choice, person in enumerate(node["people"], start=1)
        if person
    ]
    taken = TreeSeat.objects.filter(person__in=[seat.person_id for seat in seats])
    if taken.exists() or len({seat.person_id for seat in seats}) < len(seats):
        raise door.Refused("twice_on_a_tree", "Somebody would stand on a phone tree twice.")
    fresh = [node for node in nodes if node["id"] not in known]
    TreeNode.objects.bulk_create(
        [TreeNode(id=n["id"], tree=tree, parent_id=n["parent"], area_id=n["area"]) for n in fresh], BATCH
    )
    TreeSeat.objects.bulk_create(seats, BATCH)


@door.records("tree_ring")
def record_tree_ring(entry: door.Entry) -> None:
    """Payload: `{"id", "tree": id, "drill": bool, "text", "calls": [{"id", "person", "node", "parent": id|null, "choice"}]}`."""
    said = entry.payload
    if TreeRing.objects.filter(tree=said["tree"], over_at=None).exists():
        raise door.Refused("rung_already", "This tree is being rung already.")
    ring = TreeRing.objects.create(
        id=said["id"],
        tree_id=said["tree"],
        drill=said["drill"],
        text=said["text"],
        by_id=entry.person_id,
        began_at=entry.received_at,
    )
    TreeCall.objects.bulk_create(
        [
            TreeCall(
                id=call["id"],
                ring=ring,
                person_id=call["person"],
                node=call["node"],
                parent=call["parent"],
                choice=call["choice"],
            )
            for call in said["calls"]
        ],
        BATCH,
    )


@door.records("tree_ring_over")
def record_tree_ring_over(entry: door.Entry) -> None:
    """Payload: `{"ring": id}`."""
    TreeRing.objects.filter(pk=entry.payload["ring"], over_at=None).update(over_at=entry.received_at)


@door.records("tree_heard")
def record_tree_heard(entry: door.Entry) -> None:
    """Payload: `{"call": id, "how": "link"|"caller"|"staff"}`: the message is with them; the first word counts."""
    said = entry.payload
    TreeCall.objects.filter(_open(entry), pk=said["call"], heard_at=None).update(
        heard_at=entry.received_at, heard_how=said["how"]
    )


@door.records("tree_missed")
def record_tree_missed(entry: door.Entry) -> None:
    """Payload: `{"call": id}`: nobody answered there."""
    TreeCall.objects.filter(_open(entry), pk=entry.payload["call"], missed_at=None).update(
        missed_at=entry.received_at
    )


def _open(entry: door.Entry) -> Q:
    """Of a ring that is not over: what comes later changes no report."""
    return Q(ring__over_at=None) | Q(ring__over_at__gt=entry.received_at)
