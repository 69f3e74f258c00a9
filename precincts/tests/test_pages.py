"""The staff's pages: for whom they open, what they do, and that they keep to one's own area."""

import pytest

from crew.models import JoinLink
from precincts.models import Holder, Opening, Post, PostLink, Reversal, Rule
from precincts.tests.test_recording import voted

PAGES = {  # page -> who gets in
    "/places/": ("olga", "maya", "hugo"),
    "/places/live/": ("olga", "maya", "hugo"),
    "/places/{school}/": ("olga", "maya", "hugo"),
    "/places/disagreements/": ("olga", "dana", "maya", "hugo"),
    "/places/rules/": ("olga",),
    "/places/reversals/": ("olga", "hugo"),
    "/places/reversals/new/?device={device}": ("olga", "hugo"),
}


@pytest.fixture
def address(polls):
    ids = {"school": polls.school.pk, "device": polls.will.device.pk}
    return lambda page: page.format(**ids)


@pytest.mark.parametrize("path", PAGES)
def test_opens_for_those_it_is_for(path, polls, address, signed_in):
    for name in ("olga", "dana", "maya", "hugo"):
        response = signed_in(getattr(polls, name)).get(address(path))
        assert response.status_code == (200 if name in PAGES[path] else 403), name


@pytest.mark.parametrize("path", PAGES)
def test_a_stranger_is_asked_to_sign_in(path, address, client, polls):
    assert client.get(address(path))["Location"].startswith("/staff/login/")


def test_a_captain_of_another_area_is_told_so(polls, signed_in):
    walt = signed_in(polls.walt)
    assert walt.get(f"/places/{polls.school.pk}/").status_code == 403
    assert "SCHOOL" not in walt.get("/places/").content.decode()
    for act in ("holder", "link", "end"):
        assert walt.post(f"/places/posts/{polls.post.pk}/{act}/").status_code == 403
    assert walt.post(f"/places/{polls.school.pk}/posts/").status_code == 403
    assert walt.post(f"/places/{polls.school.pk}/hours/").status_code == 403
    assert Post.objects.get().ended_at is None


@pytest.mark.parametrize("path", ["/places/999999/", "/places/reversals/new/?device=999999"])
def test_what_is_not_there_is_not_found(path, polls, signed_in):
    assert signed_in(polls.olga).get(path).status_code == 404


def post_form(polls, **more) -> dict:
    return {
        "team": polls.polls_team.pk, "day": "2026-11-03", "begin": "06:00", "end": "20:00",
        "precincts": [polls.three.pk], "person": polls.will.person.pk, **more,
    }  # fmt: skip


def test_a_captain_makes_a_post_and_hands_out_its_link(polls, signed_in):
    maya = signed_in(polls.maya)
    assert maya.post(f"/places/{polls.library.pk}/posts/", post_form(polls)).status_code == 302
    post = Post.objects.get(place=polls.library)
    assert (post.starts_at.hour, post.precincts) == (11, [polls.three.pk]), "six in the morning, in Durham"
    assert Holder.objects.get(post=post).person == polls.will.person
    at = maya.post(f"/places/posts/{polls.post.pk}/link/")["Location"]
    assert PostLink.objects.get().post == polls.post
    assert "say where you watch" in maya.get(at).content.decode()
    assert JoinLink.objects.get().expires_at >= polls.post.ends_at


@pytest.mark.parametrize(
    "wrong", [{"precincts": []}, {"team": ""}, {"begin": "23:00", "end": "22:00"}, {"person": 999_999}]
)
def test_a_post_that_cannot_be_is_explained(polls, signed_in, wrong):
    page = signed_in(polls.maya).post(f"/places/{polls.library.pk}/posts/", post_form(polls, **wrong))
    assert page.status_code == 400 and "errorlist" in page.content.decode()
    assert not Post.objects.filter(place=polls.library).exists()


def test_who_stands_there_is_changed_and_ended(polls, signed_in):
    maya = signed_in(polls.maya)
    ines = polls.watcher("Ines").person
    maya.post(f"/places/posts/{polls.post.pk}/holder/", {"person": ines.pk})
    assert [h.person for h in Holder.objects.filter(until=None)] == [ines]
    maya.post(f"/places/posts/{polls.post.pk}/holder/", {"person": polls.vera.pk})  # another team's
    assert [h.person for h in Holder.objects.filter(until=None)] == [ines]
    maya.post(f"/places/posts/{polls.post.pk}/holder/", {"person": ""})
    assert not Holder.objects.filter(until=None).exists()
    maya.post(f"/places/posts/{polls.post.pk}/end/")
    assert Post.objects.get().ended_at


def test_hours_by_hand_day_by_day(polls, signed_in):
    maya, at = signed_in(polls.maya), f"/places/{polls.school.pk}/hours/"
    maya.post(at, {"day": "2026-11-02", "opens": "08:00", "closes": "17:00"})
    maya.post(at, {"day": "2026-11-03", "opens": "06:30", "closes": "19:30"})
    maya.post(at, {"day": "2026-11-03", "opens": "06:30", "closes": "20:30"})
    told = [(o.opens_at.isoformat(), (o.closes_at - o.opens_at).total_seconds() / 3600) for o in
            Opening.objects.order_by("opens_at")]  # fmt: skip
    assert told == [("2026-11-02T13:00:00+00:00", 9), ("2026-11-03T11:30:00+00:00", 14)]
    assert maya.post(at, {"day": "x"}).status_code == 400


def test_rules_are_set_and_changed(polls, signed_in):
    olga = signed_in(polls.olga)
    said = {"area": polls.durham.pk, "phones_inside": "no", "photos": "", "checklist": "A pencil"}
    olga.post("/places/rules/", said)
    olga.post("/places/rules/", said | {"photos": "yes"})
    rule = Rule.objects.get()
    assert (rule.phones_inside, rule.photos, rule.checklist) == (False, True, "A pencil")
    assert "A pencil" in olga.get(f"/places/rules/?area={polls.durham.pk}").content.decode()


def test_a_phone_is_reversed_after_a_count_and_lifted(polls, client, signed_in):
    voter = polls.voters[polls.one.pk][0]
    polls.will.send(client, polls.will.strike(voter))
    hugo = signed_in(polls.hugo)
    page = hugo.post("/places/reversals/", {"q": "will"}).content.decode()
    assert f"?device={polls.will.device.pk}" in page
    said = {
        "device": polls.will.device.pk,
        "from_at": "2026-01-01T00:00",
        "to_at": "",
        "why": "Lost on the bus",
    }
    page = hugo.post("/places/reversals/new/", said).content.decode()
    assert "no more: 1, of voters: 1" in page and voted() == {voter.pk}, "counted, not done"
    assert hugo.post("/places/reversals/new/", said | {"sure": "1"}).status_code == 302
    assert voted() == set()
    assert "Lost on the bus" in hugo.get("/places/reversals/").content.decode()
    hugo.post(f"/places/reversals/{Reversal.objects.get().pk}/lifting/")
    assert voted() == {voter.pk}


@pytest.mark.parametrize("said", [{}, {"source": "device"}])
def test_a_source_is_for_those_who_see_everywhere(polls, signed_in, said):
    form = {"from_at": "2026-01-01T00:00", "sure": "1", **said}
    assert signed_in(polls.hugo).post("/places/reversals/new/", form).status_code == 403
    assert signed_in(polls.olga).post("/places/reversals/new/", form).status_code == (302 if said else 400)


def test_a_phone_of_another_area_is_not_found_and_not_reversed(polls, signed_in):
    polls.role(polls.walt.pk, "help_desk", polls.wake)
    walt = signed_in(polls.walt)
    assert "?device=" not in walt.post("/places/reversals/", {"q": "will"}).content.decode()
    said = {"device": polls.will.device.pk, "from_at": "2026-01-01T00:00", "sure": "1"}
    assert walt.post("/places/reversals/new/", said).status_code == 403
    assert not Reversal.objects.exists()
