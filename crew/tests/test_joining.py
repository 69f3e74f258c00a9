"""A volunteer joins by a link: once, however often they ask, and as many as the link lets in."""

from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest
from django.db import connection

from crew import devices, join_links, joining, lost_phones
from crew.models import Device, Person
from crew.tests.town import Town
from lib import clock


@pytest.fixture
def link(town):
    return join_links.make(town.durham_team, town.maya)


def ask(link, client=None, name="Sam Sánchez", phone="(919) 555-0142", lang="es"):
    return joining.join(link.code, client or uuid4(), name, phone, lang)


def refused(code, *args, **kwargs):
    with pytest.raises(joining.JoinRefused) as refusal:
        ask(*args, **kwargs)
    assert refusal.value.code == code
    assert refusal.value.text.endswith((".", "0142."))


def test_joins_with_name_and_phone(town, link):
    joined = ask(link)
    assert joined.person.phone == "+19195550142"
    assert joined.person.lang == "es"
    assert joined.as_json()["team"] == {
        "id": town.durham_team.pk,
        "name": "Team Maya",
        "captain": "Maya",
        "fallback": "+19195550199",
    }
    assert devices.of(joined.token).person == joined.person


def test_only_the_hash_of_the_token_is_kept(town, link):
    joined = ask(link)
    with connection.cursor() as cursor:
        cursor.execute("select payload::text from front_desk_entry")
        kept = " ".join(row[0] for row in cursor.fetchall())
    assert joined.token not in kept
    assert devices.token_hash(joined.token).hex() in kept


@pytest.mark.parametrize("typed", ["lower", "hyphens", "oh"])
def test_any_spelling_of_the_code_works(link, typed):
    code = {"lower": link.code.lower(), "hyphens": join_links.shown(link.code)}.get(typed)
    code = code or link.code.replace("0", "O").replace("1", "l")
    assert joining.join(code, uuid4(), "Sam", "919 555 0142").person.name == "Sam"


def test_the_same_browser_joins_once(link):
    client = uuid4()
    first, again = ask(link, client), ask(link, str(client))
    assert first == again
    assert Device.objects.count() == 1


def test_the_same_browser_is_answered_after_the_link_ran_out(link, town):
    client = uuid4()
    first = ask(link, client)
    join_links.shut(link, town.maya)
    assert ask(link, client).token == first.token


def test_the_same_name_and_phone_are_the_same_person(link):
    first, second = ask(link), ask(link, name="sam  sanchez", phone="+1 919-555-0142")
    assert first.person == second.person
    assert first.token != second.token
    assert join_links.uses(link) == 1


def test_another_name_on_the_same_phone_is_another_person(link):
    assert ask(link).person != ask(link, name="Rosa").person


def test_the_same_person_on_another_team_is_another_member(town, link):
    other = join_links.make(town.wake_team, town.walt)
    assert ask(link).person != ask(other).person


def test_someone_known_comes_in_on_a_second_phone_when_the_link_is_full(town):
    link = join_links.make(town.durham_team, town.maya, uses=1)
    ask(link)
    assert ask(link).token
    refused("link_full", link, name="Somebody Else")


def test_unknown_shut_expired_and_full_links_say_so(town, link):
    refused("link_unknown", type("Link", (), {"code": "0000-0000-0000"}))
    old = join_links.make(town.durham_team, town.maya, hours=1)
    with clock.shifted(3601):
        refused("link_expired", old)
    join_links.shut(link, town.maya)
    refused("link_shut", link)


@pytest.mark.parametrize(
    ("code", "wrong"),
    [
        ("name", {"name": " \u200b\n"}),
        ("name", {"name": "x" * 81}),
        ("name", {"name": "123"}),
        ("phone", {"phone": "12"}),
        ("phone", {"phone": "call me"}),
        ("phone", {"phone": "9" * 5000}),
        ("client", {"client": "not-a-uuid"}),
    ],
)
def test_what_cannot_be_is_refused_in_words(link, code, wrong):
    refused(code, link, **wrong)
    assert not Device.objects.exists()


def test_one_person_has_a_few_phones_not_many(link):
    for _ in range(joining.MOST_DEVICES):
        ask(link)
    refused("too_many_devices", link)


def test_a_wrong_phone_of_a_stranger_opens_nothing(link):
    assert devices.of("fo1_" + "0" * 48) is None
    assert devices.of("") is None


@pytest.mark.django_db(transaction=True)
def test_sixteen_at_once_at_a_limit_of_ten_are_ten(transactional_db):
    link = join_links.make(Town().durham_team, None, uses=10)

    def one(n):
        try:
            return ask(link, name=f"Caller {chr(65 + n)}", phone=f"919555{n + 100:04}").token
        except joining.JoinRefused as refusal:
            return refusal.code
        finally:
            connection.close()

    with ThreadPoolExecutor(16) as crowd:
        answers = list(crowd.map(one, range(16)))
    assert answers.count("link_full") == 6
    assert len({a for a in answers if a.startswith("fo1_")}) == 10
    assert Person.objects.filter(name__startswith="Caller").count() == 10


@pytest.mark.django_db(transaction=True)
def test_the_same_browser_asking_sixteen_times_at_once_is_one(transactional_db):
    link = join_links.make(Town().durham_team, None)
    client = uuid4()

    def one(_):
        try:
            return ask(link, client).token
        finally:
            connection.close()

    with ThreadPoolExecutor(16) as crowd:
        assert len(set(crowd.map(one, range(16)))) == 1
    assert Device.objects.count() == 1


def test_a_lost_link_is_reissued(town, link):
    old = ask(link)
    new_link = lost_phones.reissue(old.person, town.maya)
    assert devices.of(old.token), "the old phone works until the new link is used"
    new = ask(new_link, name="", phone="")
    assert new.person == old.person
    assert devices.of(old.token) is None
    assert devices.of(new.token).person == old.person
    assert Device.objects.get(client=devices.of(new.token).client).shut_why == ""
    assert Device.objects.filter(shut_why="lost").count() == 1


def test_a_reissued_link_is_good_once_and_the_same_browser_gets_its_answer_again(town, link):
    person = ask(link).person
    new_link, client = lost_phones.reissue(person, town.maya), uuid4()
    assert ask(new_link, client).token == ask(new_link, client).token
    refused("link_full", new_link)


def test_a_second_reissue_shuts_the_first_unused_link(town, link):
    person = ask(link).person
    first = lost_phones.reissue(person, town.maya)
    lost_phones.reissue(person, town.maya)
    refused("link_shut", first)


def test_the_same_browser_may_use_the_reissued_link(town, link):
    client = uuid4()
    old = ask(link, client)
    new = ask(lost_phones.reissue(old.person, town.maya), client)
    assert new.token != old.token
    assert devices.of(new.token).person == old.person


def test_a_stolen_phone_is_shut_at_once(town, link):
    client = uuid4()
    joined = ask(link, client)
    assert lost_phones.shut(joined.person, "stolen", town.maya) == 1
    assert devices.of(joined.token) is None
    refused("link_shut", link, client)


def test_a_lost_phone_may_turn_out_stolen_but_not_the_other_way_round(town, link):
    person = ask(link).person
    lost_phones.shut(person, "lost", town.maya)
    assert lost_phones.shut(person, "stolen", town.maya) == 1
    assert lost_phones.shut(person, "lost", town.maya) == 0
    assert Device.objects.get().shut_why == "stolen"


def test_somebody_in_no_team_cannot_be_reissued(town):
    with pytest.raises(ValueError):
        lost_phones.reissue(town.olga, town.olga)
