"""Words for the pages of this room."""

from django import template

from roll import told, words
from roll.ballots import STAGES

register = template.Library()
SIGNS = {
    "accepted": "good",
    "failed": "stop",
    "staged": "act",
    "reading": "warn",
    "accepting": "warn",
    "taking_back": "warn",
}


@register.filter
def load_state(state: str) -> str:
    return words.LOAD.get(state, state)


@register.filter
def sign(state: str) -> str:
    """The class of a load's tag."""
    return SIGNS.get(state, "")


@register.filter
def word(code: str) -> str:
    """A code of any kind in words: roles, statuses, suppressions, elections, labels of fields."""
    return next((known[code] for known in words.ALL if code in known), code)


@register.filter
def said(text: str) -> str:
    """A sentence about a file, in the reader's language."""
    return told.said(text)


@register.filter
def ballot_stage(stage: str) -> str:
    return STAGES.get(stage, stage)
