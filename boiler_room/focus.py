"""From where in the map a page looks: all of one's areas, or one chosen by `?area=`."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest

from boiler_room.audiences import topmost, within
from crew.models import Area


@dataclass(slots=True)
class Place:
    """`areas` as `picture` takes them; `trail`: the areas above the chosen one that one may look from."""

    areas: tuple[int, ...]
    area: Area | None
    trail: list[Area]

    @property
    def query(self) -> str:
        return f"?area={self.area.pk}" if self.area else ""


def of(request: HttpRequest) -> Place:
    """Raises Http404 for an area out of one's scope."""
    wanted = request.GET.get("area", "")
    roots = topmost(request.scope)
    if not wanted:
        only = Area.objects.get(pk=roots[0]) if len(roots) == 1 else None
        return Place(roots, only, [])
    if not wanted.isdecimal() or (area := within(request.scope, int(wanted))) is None:
        raise Http404
    above = [pk for pk in area.lineage[:-1] if not roots or set(roots) & set(_lineage(area, pk))]
    found = Area.objects.in_bulk(above)
    return Place((area.pk,), area, [found[pk] for pk in above])


def areas(request: HttpRequest) -> tuple[int, ...]:
    """The areas alone: what a switch on the page looks at."""
    return of(request).areas


def _lineage(area: Area, upto: int) -> list[int]:
    return area.lineage[: area.lineage.index(upto) + 1]
