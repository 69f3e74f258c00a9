"""The map: staging locations are drawn in, precincts move to them, what lies below goes along."""

import pytest

from crew import areas
from crew.models import Area
from crew.scope import Scope
from lib import door


def test_precincts_move_to_a_staging_location_and_its_people_see_them(town):
    hillside = areas.add_staging(town.durham, "Hillside", town.olga)
    assert areas.move(town.precincts[:2], hillside, town.olga) == 2
    moved = Area.objects.get(pk=town.precincts[0].pk)
    assert moved.lineage == [town.state.pk, town.durham.pk, hillside.pk, moved.pk]
    stella = town.person("Stella", "captain", hillside)
    assert set(Scope(stella).area_ids) == {hillside.pk, *(p.pk for p in town.precincts[:2])}
    assert Scope(town.maya).sees(moved.pk), "the county's captain still does"


def test_and_back_again(town):
    hillside = areas.add_staging(town.durham, "Hillside", town.olga)
    areas.move(town.precincts[:1], hillside, town.olga)
    moved = Area.objects.get(pk=town.precincts[0].pk)
    assert areas.move([moved], town.durham, town.olga) == 1
    assert areas.move([Area.objects.get(pk=moved.pk)], town.durham, town.olga) == 0
    assert Area.objects.get(pk=moved.pk).lineage == town.precincts[0].lineage


def test_what_lies_below_moves_along(town):
    hillside = areas.add_staging(town.durham, "Hillside", town.olga)
    areas.move(town.precincts, hillside, town.olga)
    north = town.area("region", "N", "North side", town.state)
    row = {
        "id": hillside.pk,
        "kind": "staging",
        "name": "Hillside",
        "code": hillside.code,
        "parent": north.pk,
    }
    door.enter("area", {"areas": [row]})
    assert Area.objects.get(pk=town.precincts[0].pk).lineage == [
        town.state.pk, north.pk, hillside.pk, town.precincts[0].pk]  # fmt: skip


def test_a_precinct_stays_in_its_county(town):
    with pytest.raises(ValueError, match="lies in another county"):
        areas.move([town.wake_precinct], town.durham, town.olga)
    with pytest.raises(ValueError, match="No precinct fits"):
        areas.move(town.precincts[:1], town.state, town.olga)
    with pytest.raises(ValueError, match="No staging location fits"):
        areas.add_staging(town.precincts[0], "Hillside", town.olga)


def test_nothing_lies_below_itself_or_below_what_is_not_there(town):
    for parent, reason in ((town.precincts[0].pk, "below_itself"), (999999, "no_such_area")):
        row = {"id": town.durham.pk, "kind": "region", "name": "D", "code": "32", "parent": parent}
        with pytest.raises(door.Refused) as refusal:
            door.enter("area", {"areas": [row]})
        assert refusal.value.reason == reason
    assert Area.objects.get(pk=town.durham.pk).name == "Durham"


def test_on_the_page_by_those_who_may_draw(town, signed_in):
    client = signed_in(town.person("Fred", "field_director", town.durham))
    page = f"/staff/areas/{town.durham.pk}/"
    client.post(f"{page}staging/", {"name": "Hillside"})
    hillside = Area.objects.get(name="Hillside")
    assert f'value="{hillside.pk}"' in client.get(page).content.decode()
    ids = [p.pk for p in town.precincts[:2]]
    client.post(f"{page}precincts/", {"precinct": ids, "to": hillside.pk})
    assert hillside.children.count() == 2
    client.post(f"/staff/areas/{hillside.pk}/name/", {"name": "Hillside High"})
    assert Area.objects.get(pk=hillside.pk).name == "Hillside High"


@pytest.mark.parametrize("act", ["name", "staging", "precincts"])
def test_not_by_captains_nor_in_another_area(town, signed_in, act):
    data = {"name": "Mine now", "to": town.durham.pk}
    assert signed_in(town.maya).post(f"/staff/areas/{town.durham.pk}/{act}/", data).status_code == 403
    assert signed_in(town.dana).post(f"/staff/areas/{town.durham.pk}/{act}/", data).status_code == 403
    assert not Area.objects.filter(name="Mine now").exists()


def test_a_name_of_nothing_is_refused_in_words(town, signed_in):
    client = signed_in(town.olga)
    page = f"/staff/areas/{town.durham.pk}/"
    answer = client.post(f"{page}name/", {"name": " "}, follow=True)
    assert "needs a name" in answer.content.decode()
    assert Area.objects.get(pk=town.durham.pk).name == "Durham"
