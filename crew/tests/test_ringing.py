"""Ringing a tree: each says so by link or their caller ticks; how far it got, where it broke, and what mends it."""

import pytest

from crew.models import TreeCall, TreeRing
from crew.shift_links import code
from crew.tests.test_trees import own
from crew.trees import editing, repairs, ringing
from crew.trees.making import Cannot
from crew.trees.report import LATE, report
from lib import clock


@pytest.fixture
def ring(tree, willing) -> TreeRing:
    return ringing.begin(tree, "Meet at the school at 9.", True, willing.maya)


@pytest.fixture
def top(ring) -> list[TreeCall]:
    """The two at the top; they ring the rest."""
    return list(ring.calls.filter(parent=None).order_by("choice"))


def say(client, call, **said):
    return client.post(f"/tree/{code(call)}", said)


def test_down_the_tree_by_link_and_by_tick(client, ring, top):
    first, second = top
    page = client.get(f"/tree/{code(first)}").content.decode()
    assert "Meet at the school" in page
    (one, other), *_rest = ringing.to_ring(first)
    assert one.person.name not in page, "numbers of others only for who has it"
    say(client, first, heard=one.pk)
    one.refresh_from_db()
    assert one.heard_at is None
    say(client, first, mine=1)
    assert one.person.name in client.get(f"/tree/{code(first)}").content.decode()
    say(client, first, missed=one.pk)
    say(client, first, heard=other.pk)
    one.refresh_from_db(), other.refresh_from_db()
    assert (one.heard_at, other.heard_how) == (None, "caller") and one.missed_at
    say(client, second, mine=1)
    assert f"{other.heard_at.astimezone():%M}" in client.get(f"/tree/{code(second)}").content.decode()
    told = report(ring)
    assert (told.pairs_heard, told.people_heard, len(told.nodes), told.people) == (2, 3, 8, 15)


def test_the_first_word_counts(client, ring, top):
    say(client, top[0], mine=1)
    at = TreeCall.objects.get(pk=top[0].pk).heard_at
    with clock.shifted(600):
        say(client, top[0], mine=1)
    assert TreeCall.objects.get(pk=top[0].pk).heard_at == at


def test_nobody_ticks_for_those_whom_others_ring(client, ring, top):
    say(client, top[0], mine=1)
    far = ring.calls.exclude(parent=None).exclude(parent=top[0].node).first()
    assert far, "the tree has more than two levels"
    say(client, top[0], heard=far.pk)
    say(client, top[0], heard=top[1].pk)
    assert ring.calls.exclude(heard_at=None).count() == 1


@pytest.mark.parametrize("when", ["over", "two days later"])
def test_links_close(client, ring, top, willing, when):
    say(client, top[0], mine=1)
    name = ringing.to_ring(top[0])[0][0].person.name
    if when == "over":
        ringing.end(ring, willing.maya)
    with clock.shifted(2 * 86400 if when != "over" else 0):
        page = client.get(f"/tree/{code(top[0])}").content.decode()
        assert "is over" in page and name not in page
        say(client, top[1], mine=1)
    assert ring.calls.exclude(heard_at=None).count() == 1


def test_a_guessed_link_opens_nothing(client, top, willing):
    letters = code(top[0]).partition("-")[2]
    for guess in (f"{top[1].pk}-{letters}", code(willing.vera), "1", "x-y"):
        assert client.get(f"/tree/{guess}").status_code == 404


def test_one_ring_at_a_time(ring, tree, willing):
    with pytest.raises(Cannot, match="already"):
        ringing.begin(tree, "Again", False, willing.maya)
    ringing.end(ring, willing.maya)
    ringing.end(ring, willing.maya)
    assert ringing.begin(tree, "Again", False, willing.maya).drill is False


def heard(ring, *nodes):
    for call in ring.calls.filter(node__in=nodes, choice=1):
        ringing.heard(call, "staff", None)


def test_what_is_broken_and_what_is_only_not_yet(ring, top):
    root = top[0].node
    assert report(ring).broken == []
    with clock.shifted(LATE.total_seconds() + 1):
        (broken,) = report(ring).broken
        assert (broken.id, broken.below) == (root, 7), "nobody has it, and all others hang from them"
        assert sum(node.cut for node in report(ring).nodes) == 7
    heard(ring, root)
    assert report(ring).broken == []
    one, other = ringing.to_ring(top[0])[0]
    ringing.missed(one, None)
    assert report(ring).broken == [], "the second may still answer"
    ringing.missed(other, None)
    assert [node.id for node in report(ring).broken] == [one.node]


def test_reach_and_time(ring, top):
    nodes = [top[0].node, *{call.node for call in ring.calls.exclude(parent=None)}]
    for minutes, node in enumerate(nodes):
        with clock.shifted(60 * minutes):
            heard(ring, node)
    told = report(ring)
    assert (told.reach, told.broken) == (1.0, [])
    assert [told.took[share] for share in (0.5, 0.9, 1.0)] == pytest.approx([4, 8, 8], abs=1)
    assert sum(n for n, _heard in told.levels) == 8


def test_repairs_put_who_had_it_in_the_place_of_who_did_not(ring, top, tree, willing):
    root = top[0].node
    middle = tree.nodes.exclude(children=None).get(parent=root)
    good = [node.pk for node in tree.nodes.filter(parent=root, children=None)]
    heard(ring, root, *good)
    turned = tree.nodes.get(pk=good[-1])
    ringing.end(ring, willing.maya)
    ring.refresh_from_db()
    told = report(ring)
    assert told.broken[0].id == middle.pk
    first = next(iter(repairs.repairs(ring, told)))
    assert (first.what, first.node) == ("exchange", middle.pk) and first.other in good
    was, spare = own(middle), own(tree.nodes.get(pk=first.other))
    repairs.apply(ring, first.what, first.node, first.other, willing.maya)
    assert (own(middle), own(tree.nodes.get(pk=first.other))) == (spare, was)
    again = [one for one in repairs.repairs(ring, report(ring)) if one.node == middle.pk]
    assert again == [], "what was mended is not proposed again"
    assert editing.seated(turned), "others stay"
    with pytest.raises(Cannot):
        repairs.apply(ring, "exchange", middle.pk, 0, willing.maya)


def test_who_answers_is_rung_first(ring, top, willing, tree):
    first, second = top
    ringing.missed(first, None)
    ringing.heard(second, "link", second.person)
    ringing.end(ring, willing.maya)
    (turn,) = [one for one in repairs.repairs(ring, report(ring)) if one.what == "turn"]
    repairs.apply(ring, turn.what, turn.node, None, willing.maya)
    assert editing.seated(tree.nodes.get(pk=first.node)) == [second.person_id, first.person_id]


# The staff's pages


def test_a_captain_rings_watches_ticks_ends(tree, willing, signed_in):
    maya = signed_in(willing.maya)
    at = maya.post(f"/staff/trees/{tree.pk}/rings/", {"text": "Meet at 9", "for": "drill"})["Location"]
    ring = TreeRing.objects.get()
    assert ring.drill and ring.by == willing.maya
    top = ring.calls.filter(parent=None).first()
    page = maya.get(at).content.decode()
    assert code(top) in page and "0 of 8 pairs have it" in page
    maya.post(f"{at}words/", {"heard": top.pk})
    far = maya.get(at, headers={"HX-Request": "true"}).content.decode()
    assert "1 of 8 pairs have it" in far and "<html" not in far
    assert maya.post(f"{at}words/", {"heard": "999999999"}).status_code == 404
    maya.post(f"{at}end/")
    page = maya.get(at).content.decode()
    assert "What would mend it" in page and "hx-get" not in page
    maya.post(f"{at}repairs/", {"what": "nothing", "node": "x"})
    assert maya.post(f"/staff/trees/{tree.pk}/rings/", {"text": ""})["Location"].endswith(f"/{tree.pk}/")
    assert TreeRing.objects.count() == 1


def test_another_areas_captain_sees_no_ring(ring, top, willing, signed_in):
    walt = signed_in(willing.walt)
    at = f"/staff/rings/{ring.pk}/"
    assert walt.get(at).status_code == 403
    for part in ("words/", "end/", "repairs/"):
        assert walt.post(at + part, {"heard": top[0].pk}).status_code == 403
    ring.refresh_from_db()
    assert ring.over_at is None and not ring.calls.exclude(heard_at=None).exists()


def test_a_report_asks_the_database_once_or_twice_however_long_the_tree(ring, django_assert_max_num_queries):
    with django_assert_max_num_queries(2):
        report(ring)
