"""Phone trees on paper: one sheet an area, a box for each pair that rings others. Only people who agreed stand on it."""

from collections.abc import Iterator

from django.utils import translation
from django.utils.translation import gettext as _

from crew import names
from crew.models import Person, PhoneTree, TreeNode, TreeRing
from packets.contents import Content
from packets.contents.places import Places
from packets.models import Packet
from packets.words import words


def contents(places: Places, paper: str) -> Iterator[Content]:
    """A sheet for every folder in whose area somebody of a tree works."""
    for tree in PhoneTree.objects.select_related("area").order_by("pk"):
        nodes = list(tree.nodes.prefetch_related("seats__person__tree_word").order_by("pk"))
        whole = _Tree(nodes, TreeRing.objects.filter(tree=tree, over_at=None).first())
        folders: dict[int | None, list[TreeNode]] = {}
        for node in nodes:
            area = places.folder_of(node.area_id)
            folders.setdefault(area.pk if area else None, []).append(node)
        for area_id, own in folders.items():
            yield _content(whole, area_id, own, places, paper)


def of_packet(packet: Packet, paper: str) -> Content:
    """The tree of the area as it is now: who left it since is on no paper that is set anew."""
    for content in contents(Places(), paper):
        if content.area_id == packet.area_id:
            return content
    return _content(_Tree([], None), packet.area_id, [], Places(), paper)


class _Tree:
    """The pairs of a tree by id, those whom each rings, and the message that goes round now."""

    def __init__(self, nodes: list[TreeNode], ring: TreeRing | None):
        self.by_id = {node.pk: node for node in nodes}
        self.below: dict[int | None, list[TreeNode]] = {}
        for node in nodes:
            self.below.setdefault(node.parent_id, []).append(node)
        self.message = ring.text if ring else ""


def people(node: TreeNode) -> list[Person]:
    """Who sits there, the first choice first; nobody whose word is not a yes is ever printed."""
    seats = sorted(node.seats.all(), key=lambda seat: seat.choice)
    return [
        seat.person
        for seat in seats
        if getattr(seat.person, "tree_word", None) and seat.person.tree_word.agreed
    ]


def _content(tree: _Tree, area_id: int | None, own: list[TreeNode], places: Places, paper: str) -> Content:
    here = {node.pk for node in own}
    top = [node for node in own if node.parent_id is None]
    first = next((person for node in own for person in people(node)), None)
    lang = first.lang if first and first.lang in ("en", "es") else "en"
    rows: list[int] = []
    with translation.override(lang):
        cards = [_card("", top, rows, here, places)] if top else []
        cards += [
            _card(_named(node), tree.below[node.pk], rows, here, places)
            for node in own
            if node.pk in tree.below
        ]
        entries = [
            [_named(node), _named(tree.by_id[node.parent_id])]
            for node in own
            if node.parent_id and node.parent_id not in here
        ]
        area = places.areas.get(area_id)
        whole = {
            "title": _("Phone tree"),
            "subject": places.name(area_id),
            "area": places.name(area_id),
            "keep": _(
                "All of these agreed to stand here. Give it to nobody else, shred it after the election."
            ),
            "steps": _steps(),
            "message": tree.message,
            "entries": entries,
            "cards": cards,
            "words": words(),
            "lang": lang,
            "paper": paper,
        }
        listed = f"{whole['title']}: {whole['subject']}"
    return Content(
        kind=Packet.Kind.TREES,
        area_id=area_id,
        path=f"{places.path(area)}/trees/phone-tree",
        sheet=whole,
        rows=rows,
        listed=listed,
    )


def _steps() -> list[str]:
    return [
        _("Write the message down word by word, and read it back to whoever rings you."),
        _(
            "Ring each pair of your box: the first, and if nobody answers within a minute, the second. One of them is enough."
        ),
        _(
            "Tick who has it, and write the time. Neither answers: ring the pairs below them yourself, then try again."
        ),
        _("When all of yours have it, ring whoever rang you and say so."),
    ]


def _card(callers: str, below: list[TreeNode], rows: list[int], here: set[int], places: Places) -> dict:
    told = []
    for node in below:
        pair = []
        for person in people(node):
            rows.append(person.pk)
            pair.append([len(rows), person.name, names.shown(person.phone) if person.phone else ""])
        away = "" if node.pk in here else places.name(node.area_id)
        if pair:
            told.append({"pair": pair, "away": away})
    return {"callers": callers, "rings": told}


def _named(node: TreeNode) -> str:
    told = [f"{one.name} {names.shown(one.phone)}" if one.phone else one.name for one in people(node)]
    return " · ".join(told) or "–"
