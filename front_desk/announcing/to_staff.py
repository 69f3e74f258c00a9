"""What staff are told on their pages: what is said in their areas, or to those whom they work among."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.translation import get_language

from crew.models import Area, Role, Team
from crew.scope import Scope
from front_desk.announcing import board
from front_desk.announcing.board import Word
from lib import clock


@dataclass(frozen=True, slots=True)
class Reach:
    """What somebody hears: what is said in or above their areas, and to teams, those that they look after.

    `roots` are the areas of all their roles, `above` these and what they lie in; `wide` those of roles that go by
    areas, `led` the teams that they captain. None of `roots` or `wide` is everywhere.
    """

    roots: frozenset[int] | None = frozenset()
    above: frozenset[int] = frozenset()
    wide: frozenset[int] | None = frozenset()
    led: frozenset[int] = frozenset()

    def hears(self, word: Word) -> bool:
        if word.team is not None:
            return word.team in self.led or self.wide is None or bool(self.wide.intersection(word.lineage))
        if word.area is None or self.roots is None:
            return True
        return word.area in self.above or bool(self.roots.intersection(word.lineage))


def reach(scope: Scope) -> Reach:
    wide = {area for role, area in scope.grants if role != Role.Name.CAPTAIN}
    lineages = Area.objects.filter(pk__in=scope.roots).values_list("lineage", flat=True)
    return Reach(
        None if scope.everywhere else frozenset(scope.roots),
        frozenset(pk for lineage in lineages for pk in lineage),
        None if None in wide else frozenset(wide),
        frozenset(Team.objects.filter(captain=scope.person).values_list("pk", flat=True)),
    )


def words(scope: Scope) -> list[Word]:
    """Those that run now, oldest first."""
    running = board.kept.now().words
    if not running or not scope.is_staff:
        return []
    mine, present = reach(scope), clock.now()
    return [word for word in running if word.until > present and mine.hears(word)]


def context(request: HttpRequest) -> dict:
    """Template context processor: `announced`, for the notices at the top of staff pages."""
    if getattr(request, "person", None) is None:
        return {}
    lang = (get_language() or "en")[:2]
    found = words(request.whole_scope)
    return {
        "announced": [
            {"n": word.n, "urgent": word.urgent, "text": word.text.get(lang) or word.text["en"]}
            for word in found
        ]
    }
