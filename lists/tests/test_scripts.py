"""Scripts: what is wrong is said; what is right is walked through."""

import copy
import json

import pytest

from lib import door
from lists import scripts
from lists.models import ScriptVersion
from lists.scripts import checking, walking

GOTV = json.loads(scripts.DEFAULT.read_text())


def changed(**steps):
    body = copy.deepcopy(GOTV)
    for name, change in steps.items():
        body["steps"][name] |= change
    return body


def answer(id="x", **more):
    return {"id": id, "label": {"en": "X", "es": "X"}, "next": None, **more}


def test_the_default_script_is_right_and_whole():
    assert checking.problems(GOTV) == checking.Problems()


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (changed(hello={"say": {"en": "Hi {frist}", "es": "Hola"}}), "no field {frist}"),
        (changed(hello={"answers": [answer(next="nowhere")]}), "a step that is not there"),
        (changed(hello={"answers": [answer()]}), "No answer leads to step"),
        (changed(how={"answers": [answer(next="hello")]}), "goes in a circle: hello → "),
        (changed(how={"answers": [answer(result="teleported")]}), "unknown result"),
        (changed(how={"answers": [answer(result="refused", next="household")]}), "no step can follow"),
        (changed(how={"answers": [answer(), answer()]}), "same answer twice"),
        (changed(how={"answers": []}), "no answers"),
        (changed(how={"ask": {}}), "says nothing and asks nothing"),
        (GOTV | {"start": "nowhere"}, "no first step"),
        (GOTV | {"languages": ["fr"]}, "English, Spanish"),
        (changed(how={"ask": {"en": "x" * 1001}}), "too long"),
        ({}, "not a script"),
        (None, "not a script"),
        (GOTV | {"steps": {"hello": 1}}, "not a script"),
        (GOTV | {"steps": {"hello": {"answers": [{}]}}}, "not a script"),
    ],
)
def test_what_is_wrong_is_said(body, why):
    assert any(why in said for said in checking.problems(body).errors), checking.problems(body)


def test_a_missing_translation_and_an_empty_field_warn():
    found = checking.problems(changed(how={"ask": {"en": "How?"}}) | {"fields": {}})
    assert not found.errors
    assert any("No Spanish text yet: how" in said for said in found.warnings)
    assert any("{campaign} is not filled in" in said for said in found.warnings)


def test_walking_as_the_caller_does():
    walked = walking.walk(GOTV, {"hello": "yes", "when": "evening", "how": "ride", "household": "all"})
    assert [name for name, _step, _answer in walked["steps"]] == ["hello", "when", "how", "household"]
    assert walked["ride"] and walked["result"] == "contacted"
    assert walking.walk(GOTV, {"hello": "voted"})["result"] == "already_voted"
    assert walking.walk(GOTV, {})["result"] is None


def test_a_wrong_script_is_refused_and_a_version_is_taken_once(county):
    kept = county.script()
    with pytest.raises(door.Refused):
        door.enter("script_version", {"id": 99, "script": kept.script_id, "number": 2, "body": {}})
    with pytest.raises(door.Refused, match="moment before"):
        door.enter("script_version", {"id": 98, "script": kept.script_id, "number": 1, "body": GOTV})
    assert ScriptVersion.objects.count() == 1


def test_a_version_is_served_for_ever(county):
    assert scripts.body(county.script().pk) == GOTV
    assert scripts.body(0) is None
