"""The arithmetic of docs/capacity.md, and the verb that prints it."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config import cli
from config.capacity.plan import Plan, need

DAY = Plan(voters=2_000_000, calls=1_200_000, strikes=300_000, watchers=37_000)
PLANS = st.builds(
    Plan,
    voters=st.integers(0, 10**9), calls=st.integers(0, 10**9), strikes=st.integers(0, 10**9),
    watchers=st.integers(0, 10**6), days=st.integers(1, 60), screens=st.integers(0, 10**4),
)  # fmt: skip


def test_the_day_of_the_page():
    found = need(DAY)
    assert (found.callers_at_once, found.calls_a_second, found.strikes_a_second) == (5_200, 43.3, 12.5)
    assert (found.cores_calls, found.cores_strikes, found.cores_to_have) == (0.21, 0.03, 2)
    assert (found.live_memory_mb, found.disk_gb, found.journal_gb) == (537, 64, 2.8)
    assert found.mind == ("lines",)


def test_volunteers_are_those_who_come_for_a_shift():
    assert Plan.of_volunteers(22_200, voters=1).calls == pytest.approx(1_200_000, rel=0.01)


@given(PLANS, st.sampled_from(["voters", "calls", "strikes", "watchers", "days"]), st.integers(0, 10**6))
def test_more_of_anything_never_needs_less(plan, what, more):
    one, other = need(plan), need(replace(plan, **{what: getattr(plan, what) + more}))
    for figure in ("cores_to_have", "memory_gb", "disk_gb", "journal_gb", "live_lines", "load_minutes"):
        assert getattr(other, figure) >= getattr(one, figure)
    assert set(one.mind) <= set(other.mind)


def test_it_says_so_in_words_and_for_programs(capsys):
    assert (
        cli.main(
            ["capacity", "--calls", "1,200,000", "--voters", "2,000,000", "--watchers", "37,000", "--json"]
        )
        == 0
    )
    *words, last = capsys.readouterr().out.splitlines()
    assert "5,200 callers at once" in "\n".join(words) and any(line.startswith("! ") for line in words)
    assert json.loads(last)["need"]["callers_at_once"] == 5_200


@pytest.mark.parametrize("wrong", [["--calls", "many", "--voters", "1"], ["--voters", "1"], ["--calls", "5"]])
def test_what_cannot_be_is_refused(wrong, capsys):
    with pytest.raises(SystemExit):
        cli.main(["capacity", *wrong])
    assert "capacity" in capsys.readouterr().err
