"""Whom an announcement is for, over any map of areas: whoever lies at or below its area, and nobody else."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from front_desk.announcing import to_staff
from front_desk.announcing.board import Board, Word
from lib import clock
from lib.uuid7 import uuid7

MAPS = st.lists(st.integers(-1, 7), min_size=8, max_size=8)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(MAPS, st.integers(0, 7), st.integers(0, 7))
def test_reaching_is_lying_below(parents, said_in, team_in):
    """Over any map: a word reaches the teams at or below its area, and staff above, at or below it."""
    parents = [min(parent, n - 1) for n, parent in enumerate(parents)]  # a forest: parents come first
    lineages: list[tuple[int, ...]] = []
    for n, parent in enumerate(parents):
        lineages.append((*(lineages[parent] if parent >= 0 else ()), n))

    def lies_in(area, other) -> bool:
        while area != other and area >= 0:
            area = parents[area]
        return area == other

    word = Word(uuid7(), 1, said_in, lineages[said_in], None, {"en": "x"}, False, clock.now())
    board = Board((word,), {team_in: lineages[team_in]})
    assert bool(board.to_team(team_in)) == lies_in(team_in, said_in)
    staff = to_staff.Reach(frozenset({team_in}), frozenset(lineages[team_in]))
    assert staff.hears(word) == (lies_in(team_in, said_in) or lies_in(said_in, team_in))
