"""A question: its SQL chooses whom a plain reading of it would; it is said in words; a wrong one is refused."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.db import connection
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lib import clock, door
from lists.question import WrongQuestion, checked, compiled, sentence
from roll.models import Election, VoteHistory, Voter

AT = datetime(2026, 10, 31, 16, tzinfo=UTC)
DAYS = [date(2018, 11, 6), date(2020, 11, 3), date(2022, 11, 8), date(2024, 11, 5)]


def ask(question) -> set[int]:
    where, values = compiled(checked(question), AT)
    with connection.cursor() as cursor:
        cursor.execute(f"select v.id from roll_voter v where {where}", values)
        return {row[0] for row in cursor}


def meets(node, voter) -> bool:
    """The same question of one voter (a dict), in plain Python."""
    if "all" in node:
        return all(meets(child, voter) for child in node["all"])
    if "any" in node:
        return any(meets(child, voter) for child in node["any"])
    if "not" in node:
        return not meets(node["not"], voter)
    match node["field"]:
        case "support" | "turnout" | "age":
            value = voter[node["field"]]
            return value is not None and node.get("from", 0) <= value <= node.get("to", 130)
        case "party" | "sex" | "lang" | "status":
            return voter[node["field"]] in node["in"]
        case "tags":
            have = [tag in voter["tags"] for tag in node["in"]]
            return all(have) if node.get("has") == "all" else any(have)
        case "area":
            return bool(set(voter["areas"]) & set(node["in"]))
        case "history":
            past = sorted(voter["elections"].items(), reverse=True)
            kinds = [went for (day, kind), went in past if node.get("kind") in (None, kind)]
            return sum(kinds[: node["last"]]) >= node["at_least"]
        case "gone":
            return (voter["gone"] or voter["status"] in ("removed", "pre")) == node["is"]
        case yes_no:
            return voter[yes_no] == node["is"]


def ranges(name, low, high):
    ends = st.tuples(st.integers(low, high), st.integers(low, high)).map(sorted)
    return ends.map(lambda e: {"field": name, "from": e[0], "to": e[1]}) | ends.map(
        lambda e: {"field": name, "to": e[1]}
    )


def lists_of(values):
    return st.lists(st.sampled_from(values), min_size=1, max_size=3, unique=True)


def conditions(areas):
    choices = {"party": ["DEM", "UNA", ""], "sex": ["F", "M", "U"], "lang": ["en", "es"]}
    choices["party"] = ["DEM", "UNA", "LIB"]
    choices["status"] = ["active", "inactive", "pre"]
    return st.one_of(
        ranges("support", 1, 5),
        ranges("turnout", 0, 100),
        ranges("age", 18, 99),
        *(
            lists_of(values).map(lambda v, name=name: {"field": name, "in": v})
            for name, values in choices.items()
        ),
        lists_of(["a", "b", "c"]).map(lambda v: {"field": "tags", "in": v}),
        lists_of(["a", "b"]).map(lambda v: {"field": "tags", "in": v, "has": "all"}),
        lists_of(areas).map(lambda v: {"field": "area", "in": v}),
        st.tuples(st.integers(1, 4), st.sampled_from([None, "general", "municipal"])).map(
            lambda t: {"field": "history", "at_least": 1, "last": t[0], **({"kind": t[1]} if t[1] else {})}
        ),
        st.tuples(st.sampled_from(["phone", "voted", "gone", "said_voted"]), st.booleans()).map(
            lambda t: {"field": t[0], "is": t[1]}
        ),
    )


def trees(areas):
    return st.recursive(
        conditions(areas),
        lambda inner: (
            st.lists(inner, max_size=3).map(lambda n: {"all": n})
            | st.lists(inner, min_size=1, max_size=3).map(lambda n: {"any": n})
            | inner.map(lambda n: {"not": n})
        ),
        max_leaves=6,
    ).filter(lambda node: _deep(node) <= 6)


def _deep(node):
    if "field" in node:
        return 1
    ((link, inside),) = node.items()
    return 1 + max((_deep(n) for n in ([inside] if link == "not" else inside)), default=0)


PEOPLE = st.fixed_dictionaries(
    {
        "support": st.none() | st.integers(1, 5),
        "turnout": st.none() | st.integers(0, 100),
        "age": st.none() | st.integers(18, 99),
        "party": st.sampled_from(["DEM", "UNA", ""]),
        "sex": st.sampled_from(["F", "M", ""]),
        "lang": st.sampled_from(["en", "es"]),
        "status": st.sampled_from(["active", "inactive", "removed", "pre"]),
        "tags": st.lists(st.sampled_from(["a", "b"]), unique=True),
        "here": st.booleans(),
        "went": st.lists(st.booleans(), min_size=4, max_size=4),
        "phone": st.booleans(),
        "voted": st.booleans(),
        "said_voted": st.booleans(),
        "gone": st.booleans(),
    }
)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_sql_chooses_as_a_plain_reading_would(county, data):
    elections = [
        Election.objects.get_or_create(state="NC", held_on=day, kind="general" if i % 2 else "municipal")[0]
        for i, day in enumerate(DAYS)
    ]
    Voter.objects.all().update(precinct=county.other)
    people = {}
    for person in data.draw(st.lists(PEOPLE, min_size=1, max_size=5)):
        place = county.precinct if person["here"] else county.other
        voter = county.voter(
            *([county.number()] if person["phone"] else []),
            support_score=person["support"], turnout_score=person["turnout"],
            birth_year=None if person["age"] is None else AT.year - person["age"],
            party=person["party"], sex=person["sex"], lang=person["lang"], status=person["status"],
            tags=person["tags"], precinct=place, gone_at=AT if person["gone"] else None,
        )  # fmt: skip
        went = {}
        for election, yes in zip(elections, person["went"], strict=True):
            went[election.held_on, election.kind] = yes
            if yes:
                VoteHistory.objects.create(voter=voter, election=election)
        if person["voted"]:
            door.enter("strike", {"voter": voter.pk})
        if person["said_voted"]:
            door.enter("suppression", {"suppression": "said_voted", "voter": voter.pk})
        areas = [place.pk, county.county.pk, county.state.pk]
        people[voter.pk] = person | {"areas": areas, "elections": went}
    for _ in range(5):
        question = data.draw(trees([county.precinct.pk, county.county.pk]))
        wanted = {pk for pk, person in people.items() if meets(question, person)}
        assert ask(question) & set(people) == wanted
        assert sentence(question)


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"all": [{"field": "race", "in": ["x"]}]}, "There is no field “race”"),
        ({"field": "support"}, "needs a lowest"),
        ({"field": "support", "from": 0}, "from 1 to 5"),
        ({"field": "support", "from": True}, "whole number"),
        ({"field": "support", "from": 4, "to": 2}, "backwards"),
        ({"field": "support", "from": 1, "sql": "1=1"}, "cannot say: sql"),
        ({"field": "party", "in": []}, "at least one"),
        ({"field": "party", "in": ["x" * 41]}, "40 letters"),
        ({"field": "party", "in": ["a\x00"]}, "40 letters"),
        ({"field": "history", "at_least": 5, "last": 4}, "from 1 to 4"),
        ({"field": "history", "at_least": 1}, "the last elections or a list"),
        ({"field": "voted", "is": "yes"}, "true or false"),
        ({"field": "contacted", "is": True, "since": "soon"}, "a date like"),
        ({"field": ["support"]}, "There is no field"),
        ({"any": []}, "nobody"),
        ({"all": [], "any": []}, "A group is one of"),
        ({"some": []}, "A group is one of"),
        ([], "was expected"),
        ({"all": [{"field": "voted", "is": False}] * 61}, "at most 60"),
        ({"not": {"not": {"not": {"not": {"not": {"not": {"all": []}}}}}}}, "too deep"),
    ],
)
def test_a_wrong_question_is_refused_by_name(wrong, why):
    with pytest.raises(WrongQuestion, match=why):
        checked(wrong)


def test_what_a_value_says_is_never_sql(county):
    county.voter(party="'; --")
    evil = {"field": "party", "in": ["'; --"]}
    assert len(ask(evil)) == 1 and "--" not in compiled(evil, AT)[0]


def test_contacted_and_attempted_since(db, client):
    from front_desk.tests.office import SmallOffice, attempt

    office = SmallOffice(voters=3)
    sam = office.caller()
    holds = sam.exchange(client)["holds"]
    sam.exchange(client, [attempt(holds[0]), attempt(holds[1], "not_home")], want=False)
    contacted, tried, fresh = (hold["voters"][0]["voter"] for hold in holds)
    now = clock.now()
    global AT
    before, AT = AT, now + timedelta(minutes=1)
    try:
        assert ask({"field": "attempted", "is": True}) == {contacted, tried}
        assert ask({"field": "contacted", "is": True, "hours": 1}) == {contacted}
        assert ask({"field": "contacted", "is": False}) == {tried, fresh}
        tomorrow = datetime.combine(now + timedelta(days=1), time(), timezone.get_default_timezone())
        assert ask({"field": "attempted", "is": True, "since": tomorrow.date().isoformat()}) == set()
    finally:
        AT = before


def test_it_is_said_in_plain_words(county):
    question = {
        "all": [
            {"field": "support", "from": 1, "to": 2},
            {"field": "turnout", "from": 20, "to": 80},
            {"field": "history", "at_least": 1, "last": 4},
            {"field": "area", "in": [county.county.pk]},
            {"any": [{"field": "lang", "in": ["es"]}, {"not": {"field": "sex", "in": ["F"]}}]},
            {"field": "voted", "is": False},
        ]
    }
    assert sentence(question) == (
        "Support 1–2, turnout 20–80, voted in at least 1 of the last 4, in Durham, "
        "(language Spanish or not (sex women)), not voted yet"
    )
    assert sentence({"all": []}) == "Everyone in the file"
