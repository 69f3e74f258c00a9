"""Phone numbers as people read them."""

from django import template

from crew import names

register = template.Library()


@register.filter
def phone(number: str) -> str:
    return names.shown(number) if number else ""


@register.filter
def percent(part: float | None) -> str:
    """0.304 -> "30 %"; nothing where there is no part."""
    return "" if part is None else f"{part:.0%}".replace("%", " %")
