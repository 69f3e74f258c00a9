"""Words and shapes for the pages of this room."""

from urllib.parse import urlencode

from django import template
from django.utils.translation import gettext_lazy as _

from lists.question.fields import LANGUAGES
from lists.reads import Standing

register = template.Library()
STATES = {
    "voted": _("voted"), "gone": _("gone"), "suppressed": _("suppressed"), "done": _("done"),
    "held": _("held"), "resting": _("resting"), "out of hours": _("out of hours"), "free": _("free"),
}  # fmt: skip


@register.filter
def said(state: str) -> str:
    return STATES[state]


@register.filter
def language(code: str) -> str:
    return LANGUAGES.get(code, code)


@register.filter
def parts(standing: Standing) -> list[dict]:
    """The states as slices of a bar 100 wide; one with any member at all can be seen."""
    whole = standing.members or 1
    widths = {state: max(100 * n / whole, 0.6) for state, n in standing.states.items() if n}
    scale = 100 / (sum(widths.values()) or 1)
    slices, x = [], 0.0
    for state, width in widths.items():
        slices.append({"state": state, "x": f"{x:.2f}", "width": f"{width * scale:.2f}"})
        x += width * scale
    return slices


@register.filter
def duration(minutes: int) -> str:
    """“45 min”, “2 h 30”, “12 h”."""
    if minutes < 90:
        return _("%(n)s min") % {"n": minutes}
    hours, rest = divmod(round(minutes / 30) * 30, 60)
    if hours < 10 and rest:
        return _("%(h)s h %(m)s") % {"h": hours, "m": rest}
    return _("%(h)s h") % {"h": hours} if hours < 48 else _("%(d)s days") % {"d": hours // 24}


@register.filter
def query(values: dict) -> str:
    return urlencode(values)


@register.filter
def of(mapping: dict, key):
    """The value at a key that is itself a variable."""
    return (mapping or {}).get(key, "")
