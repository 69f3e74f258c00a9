"""Every story is a whole experiment, and judging one finds whatever was not as the story says."""

import pytest
from chaoslib.experiment import ensure_experiment_is_valid

from drills.running import judged
from drills.steady import STEADY
from drills.stories import STORIES

WELL = {
    "steady": True, "pause": 1.0, "steps": [], "errors": {}, "troubles": [],
    "checks": [{"promise": 1, "says": "kept", "violations": 0}],
}  # fmt: skip


@pytest.mark.parametrize("name", STORIES)
def test_each_story_is_one_that_chaostoolkit_can_run(name):
    story = STORIES[name]
    ensure_experiment_is_valid(story.experiment(STEADY))
    assert story.hypothesis and story.users and story.limit > 0 and 0 < story.share < 0.5


def test_a_drill_in_which_all_was_well_is_passed():
    assert judged(STORIES["primary-killed"], WELL)["well"]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"steady": False}, "not steady"),
        ({"pause": None}, "Nothing was broken"),
        ({"pause": 31.0}, "Nobody had an answer for 31.0 s"),
        ({"errors": {"outbox: 404": 2}}, "outbox: 404, 2 times"),
        ({"troubles": ["Caller 3: shut out"]}, "shut out"),
        ({"checks": [{"promise": 1, "says": "kept", "violations": 2}]}, "Promise 1: 2 times not"),
        ({"steps": [{"says": "back", "error": "TimeoutError"}]}, "back: TimeoutError"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_whatever_was_not_as_it_should_be_fails_the_drill(wrong, said):
    told = judged(STORIES["primary-killed"], WELL | wrong)
    assert not told["well"] and any(said in sentence for sentence in told["wrong"])


def test_errors_that_the_story_foresees_do_not_fail_it():
    errors = {"outbox: no answer": 3, "sending: 503": 1, "picture: 500": 1}
    assert judged(STORIES["primary-killed"], WELL | {"errors": errors})["well"]
    assert not judged(STORIES["live-gone"], WELL | {"errors": errors})["well"]
