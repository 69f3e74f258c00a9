"""Phone numbers as people read them."""

from django import template

from crew import names

register = template.Library()


@register.filter
def phone(number: str) -> str:
    return names.shown(number) if number else ""
