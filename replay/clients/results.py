"""What becomes of a dial."""

from random import Random

from replay import day

ABOUT_THE_NUMBER = ("not_home", "left_message", "busy", "disconnected")


def of_call(chance: Random, hour: int, voters: list[int]) -> list[tuple[int, str]]:
    """A result for each voter who is reached by the number; who is spoken with is one of them."""
    answered = chance.random() * 100 < day.ANSWERED.get(hour, min(day.ANSWERED.values()))
    drawn = _one_of(chance, day.SPOKEN if answered else day.UNANSWERED)
    if drawn in ABOUT_THE_NUMBER:
        return [(voter, drawn) for voter in voters]
    spoken = chance.choice(voters)
    return [(voter, drawn if voter == spoken else "not_home") for voter in voters]


def _one_of(chance: Random, shares: dict[str, float]) -> str:
    return chance.choices(list(shares), list(shares.values()))[0]
