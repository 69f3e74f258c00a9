"""Phone trees: of whom they are made, changed by hand, and for whom their pages open. The rule itself: test_growing.py."""

import pytest

from crew.models import PhoneTree, TreeNode, TreeSeat, TreeWord
from crew.scope import Scope
from crew.trees import agreeing, editing, links, making
from crew.trees import reads as tree_reads
from crew.trees.making import Cannot
from lib import door


def on_it(tree) -> list[int]:
    return sorted(TreeSeat.objects.filter(node__tree=tree).values_list("person", flat=True))


def test_of_those_who_agreed_and_nobody_else(willing, tree):
    assert on_it(tree) == sorted(person.pk for person in [willing.maya, *willing.people])
    assert willing.vera.pk not in on_it(tree), "was not asked"
    top = tree.nodes.get(parent=None)
    assert willing.maya.pk in editing.seated(top), "the captain stands above her people"
    assert tree.nodes.count() == 8


def test_who_has_no_number_is_not_on_it(willing):
    door.enter("person", {"id": willing.people[0].pk, "name": "Person 00", "phone": ""})
    assert willing.people[0].pk not in on_it(making.make(willing.durham, 4, None))


def test_a_no_leaves_the_tree_at_once_and_the_seat_is_seen_empty(willing, tree):
    agreeing.say([willing.people[3]], False, "link", willing.people[3])
    assert willing.people[3].pk not in on_it(tree)
    assert editing.free_seats(tree) == 1 + 1  # fifteen people sit in eight pairs
    assert agreeing.say([willing.people[3]], False, "link", willing.people[3]) == 0, "said already"


def test_nobody_stands_on_two_trees(willing, tree):
    with pytest.raises(Cannot, match="Durham"):
        making.make(willing.state, 5, willing.olga)
    with pytest.raises(Cannot, match="Nobody here has agreed"):
        making.make(willing.wake, 5, willing.olga)
    making.give_up(tree, willing.maya)
    assert on_it(making.make(willing.state, 5, willing.olga)), "given up, a larger one may grow"


def test_grown_anew_it_takes_in_who_came_since(willing, tree):
    agreeing.say([willing.vera], True, "staff", willing.maya)
    again = making.make(willing.durham, 4, willing.maya)
    assert (again.pk, again.branching) == (tree.pk, 4)
    assert willing.vera.pk in on_it(tree)


def test_a_pair_is_changed_moved_and_taken_away(willing, tree):
    top = tree.nodes.get(parent=None)
    leaf = tree.nodes.filter(children=None).exclude(parent=top).first() or tree.nodes.last()
    agreeing.say([willing.vera], True, "staff", willing.maya)
    first = editing.seated(leaf)[0]
    someone = willing.vera.__class__.objects.get(pk=first)
    editing.change(tree, leaf, willing.vera, someone, leaf.parent, willing.maya)
    assert editing.seated(leaf) == [willing.vera.pk, first]
    editing.turn_round(leaf, willing.maya)
    assert editing.seated(leaf) == [first, willing.vera.pk]
    below_top = top.children.exclude(pk=leaf.pk).first()
    was = editing.seated(below_top)
    editing.exchange(leaf, below_top, willing.maya)
    assert (editing.seated(leaf), editing.seated(below_top)) == (was, [first, willing.vera.pk])
    editing.take_away(leaf, willing.maya)
    assert not TreeNode.objects.filter(pk=leaf.pk).exists()


def test_whom_a_pair_rang_is_rung_by_the_one_above(willing, tree):
    top = tree.nodes.get(parent=None)
    middle = tree.nodes.exclude(children=None).get(parent=top)
    below = set(middle.children.values_list("pk", flat=True))
    editing.take_away(middle, willing.maya)
    assert below <= set(top.children.values_list("pk", flat=True))


@pytest.mark.parametrize(
    "what", ["the same twice", "sits elsewhere", "below itself", "two tops", "a seventh"]
)
def test_what_would_break_the_tree_is_refused(willing, tree, what):
    top = tree.nodes.get(parent=None)
    middle = tree.nodes.exclude(children=None).get(parent=top)
    vera, maya = willing.vera, willing.maya
    agreeing.say([vera], True, "staff", maya)
    elsewhere = editing.candidates(tree, middle.children.first()).exclude(pk=vera.pk).first()
    for_it = {
        "the same twice": lambda: editing.change(tree, None, vera, vera, top, maya),
        "sits elsewhere": lambda: editing.change(tree, None, vera, elsewhere, top, maya),
        "below itself": lambda: editing.change(tree, middle, *own(middle), middle.children.first(), maya),
        "two tops": lambda: editing.change(tree, None, vera, None, None, maya),
        "a seventh": lambda: _fill(willing, tree, top),
    }
    before = sorted(tree.nodes.values_list("pk", "parent"))
    with pytest.raises(Cannot):
        for_it[what]()
    if what != "a seventh":
        assert sorted(tree.nodes.values_list("pk", "parent")) == before
    assert top.children.count() <= 6


def own(node):
    return [seat.person for seat in node.seats.select_related("person").order_by("choice")]


def _fill(town, tree, top):
    for n in range(7):
        one = town.person(f"More {n}", team=town.durham_team, phone=f"+191955503{n:02}")
        agreeing.say([one], True, "staff", None)
        editing.change(tree, None, one, None, top, town.maya)


def test_an_entry_cannot_seat_somebody_twice(willing, tree):
    top = tree.nodes.get(parent=None)
    row = {"id": door.new_id("crew_treenode"), "parent": top.pk, "area": tree.area_id}
    with pytest.raises(door.Refused):
        said = {"tree": tree.pk, "nodes": [row | {"people": [willing.maya.pk, None]}], "gone": []}
        door.enter("tree_nodes", said)


def test_one_says_yes_or_no_by_ones_own_link(client, town):
    at = f"/on-paper/{links.shift_links.code(town.vera)}"
    assert "Vera Volunteer" in client.get(at).content.decode()
    assert not TreeWord.objects.exists(), "looking says nothing"
    client.post(at, {"answer": "yes"})
    assert (TreeWord.objects.get().agreed, TreeWord.objects.get().how) == (True, "link")
    client.post(at.upper(), {"answer": "no"})
    assert TreeWord.objects.get().agreed is False
    assert client.get(at[:-1] + ("0" if at[-1] != "0" else "1")).status_code == 404


# The staff's pages


def test_a_captain_asks_makes_changes(town, willing, signed_in):
    maya = signed_in(willing.maya)
    words = f"/staff/trees/of/{willing.durham.pk}/"
    assert "2 not asked" in maya.get(words).content.decode(), "Vera, and Hugo at the help desk"
    maya.post(words, {"person": [willing.vera.pk, willing.dana.pk], "said": "yes"})
    assert TreeWord.objects.filter(person=willing.vera, agreed=True, how="staff").exists()
    assert not TreeWord.objects.filter(person=willing.dana).exists(), "works in another county"
    at = maya.post("/staff/trees/", {"area": willing.durham.pk, "branching": 5})["Location"]
    assert "16 people" in maya.get(at).content.decode()
    tree = PhoneTree.objects.get()
    leaf = tree.nodes.filter(children=None).first()
    page = maya.get(f"/staff/trees/pairs/{leaf.pk}/").content.decode()
    assert own(leaf)[0].name in page
    first, second = own(leaf)
    said = {"first": second.pk, "second": first.pk, "parent": leaf.parent_id}
    maya.post(f"/staff/trees/pairs/{leaf.pk}/", said)
    assert own(leaf) == [second, first]
    refused = maya.post(f"/staff/trees/{tree.pk}/pairs/", {"first": first.pk, "parent": leaf.pk})
    assert refused.status_code == 400, "sits there already"
    maya.post(f"/staff/trees/pairs/{leaf.pk}/removal/")
    assert tree.nodes.count() == 7
    said = {"first": first.pk, "second": second.pk, "parent": tree_reads.branches(tree)[0].node.pk}
    maya.post(f"/staff/trees/{tree.pk}/pairs/", said)
    assert tree.nodes.count() == 8
    maya.post(f"/staff/trees/{tree.pk}/end/")
    assert tree.nodes.count() == 0 and tree_reads.trees(Scope(willing.maya)) == []


def test_another_areas_captain_sees_and_changes_nothing(town, willing, tree, signed_in):
    node = tree.nodes.first()
    walt = signed_in(willing.walt)
    for at in (f"{tree.pk}/", f"pairs/{node.pk}/", f"of/{willing.durham.pk}/"):
        assert walt.get(f"/staff/trees/{at}").status_code == 403
    for at in (f"/staff/trees/{tree.pk}/pairs/", f"/staff/trees/{tree.pk}/end/", f"/staff/trees/{tree.pk}/rings/",
               f"/staff/trees/pairs/{node.pk}/removal/"):  # fmt: skip
        assert walt.post(at, {"text": "x", "parent": node.pk}).status_code == 403
    assert walt.post("/staff/trees/", {"area": willing.durham.pk, "branching": 5}).status_code == 400
    assert "Durham" not in walt.get("/staff/trees/").content.decode()
    assert tree.nodes.count() == 8
    assert signed_in(willing.olga).get("/staff/trees/999999/").status_code == 404
