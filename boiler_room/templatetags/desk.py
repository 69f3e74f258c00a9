"""Words and looks for the pages of the desk."""

from datetime import datetime

from django import template
from django.utils.formats import date_format

from boiler_room.help import on_screen as on_screen_words
from boiler_room.reads import zone
from lib import clock

register = template.Library()


@register.filter
def moment(at: datetime | None) -> str:
    """`14:02` today, `Mon 2 Nov 14:02` on another day; of the office's clock."""
    if at is None:
        return ""
    here = at.astimezone(zone())
    day = "" if here.date() == clock.now().astimezone(zone()).date() else date_format(here, "D j M") + " "
    return day + here.strftime("%H:%M")


@register.filter
def of(mapping: dict, key):
    """The value at a key that is itself a variable."""
    return mapping.get(key)


@register.filter
def on_screen(screen: dict) -> list[tuple[str, str]]:
    """What was on the screen when somebody told us, a line each."""
    return on_screen_words.read(screen)
