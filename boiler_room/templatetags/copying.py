"""Figures of a row (`picture.Row`) as the copy prints them, and the pages' names."""

from django import template

from boiler_room import ticking
from boiler_room.picture import Row

register = template.Library()


@register.filter
def done(row: Row, what: str) -> str:
    return ticking.number(row.done(what))


@register.filter
def goal(row: Row, what: str) -> str:
    """The whole goal; a dash where none is set."""
    planned = row.plan.whole.get(what)
    return ticking.number(planned) if planned else ticking.NONE


@register.filter
def to_plan(row: Row, what: str) -> str:
    """`−3.1 %`: over or under where the plan is by now."""
    return ticking.against_plan(row.against_plan(what))[0]


@register.filter
def page(area) -> str:
    """The file that an area above the precincts has in the copy."""
    return f"area-{area.pk}.html"
