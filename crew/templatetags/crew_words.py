"""Phone numbers and shares as people read them, and what is switched on."""

from django import template

from crew import names
from crew.switches import standing

register = template.Library()


@register.filter
def phone(number: str) -> str:
    return names.shown(number) if number else ""


@register.filter
def percent(part: float | None) -> str:
    """0.304 -> "30 %"; nothing where there is no part."""
    return "" if part is None else f"{part:.0%}".replace("%", " %")


@register.simple_tag(takes_context=True)
def switched_on(context, feature: str) -> bool:
    """Whether a feature is on for the member of staff who looks at the page."""
    return standing.is_on_for(feature, context["request"].scope)
