"""`{% figure figures "calls" %}`: an element that `/live` keeps up to date, with the text it has now."""

from urllib.parse import urlencode

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import mark_safe

register = template.Library()


@register.filter
def grouped(n: int | None) -> str:
    """`12,300`; nothing where nothing is."""
    return "" if n is None else f"{n:,}"


@register.simple_tag
def figure(figures: dict, *key, kind: str = "") -> str:
    """`kind` "tag" shows the state as a label; "bar" a bar that is filled to x with its mark at y percent."""
    name = "".join(str(part) for part in key)
    found = figures.get(name, "–")
    text, state, *bar = found if isinstance(found, list) else [found, ""]
    if kind == "bar":
        return format_html(
            '<svg class="bar" data-bar="{}" viewBox="0 0 100 14" preserveAspectRatio="none" aria-hidden="true">'
            '<rect class="all" y="3" width="100" height="8"/><rect class="done" y="3" width="{}" height="8"/>'
            '<rect class="mark" x="{}" width="1.6" height="14"{}/></svg>',
            name,
            bar[0],
            bar[1] - 0.8,
            "" if bar[1] else mark_safe(' visibility="hidden"'),
        )
    style = ("tag " if kind == "tag" and state else "") + state
    return format_html('<span data-figure="{}" data-kind="{}" class="{}">{}</span>', name, kind, style, text)


@register.simple_tag
def behind(figures: dict, counted: str, area, *key, hour=None) -> str:
    """A figure as `figure` shows it, as a link to the entries that it counts: of `area` (an Area, or None for all)."""
    asked = {"figure": counted} | ({"area": area.pk} if area else {})
    asked |= {"hour": hour.isoformat()} if hour else {}
    text = figure(figures, *key) if key else grouped(figures)
    return format_html(
        '<a class="behind" href="{}?{}">{}</a>', reverse("board_entries"), urlencode(asked), text
    )
