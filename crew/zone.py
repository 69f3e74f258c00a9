"""In which time zone an area lives: the nearest of its lineage that says, else the campaign's."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings

from crew.models import Area


def of(area: Area) -> ZoneInfo:
    if area.tz:
        return ZoneInfo(area.tz)
    named = Area.objects.filter(pk__in=area.lineage).exclude(tz="").values_list("pk", "tz")
    by_area = dict(named)
    found = next((by_area[pk] for pk in reversed(area.lineage) if pk in by_area), settings.TIME_ZONE)
    return ZoneInfo(found)


def span(day: date, begin: time, end: time, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """From `begin` to `end` on that day, in that zone; an end that is not after the beginning is the next day's."""
    over = day if end > begin else day + timedelta(days=1)
    return datetime.combine(day, begin, zone), datetime.combine(over, end, zone)


def campaign() -> ZoneInfo:
    """The campaign's own."""
    return ZoneInfo(settings.TIME_ZONE)
