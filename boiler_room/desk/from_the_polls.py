"""What entries from the polls say, in words: which place, which precinct, whom a code means."""

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from crew.models import Area
from precincts import categories, codes
from precincts.models import StrikeCode
from roll.models import PollingPlace

WHAT = {
    "category": dict(categories.INCIDENTS),
    "reason": dict(categories.TURNED_AWAY),
    "what": dict(categories.POLLS),
}


class Polls:
    """Looks up at once what the payloads of a page point at."""

    def __init__(self, said: list[dict]):
        self.places = PollingPlace.objects.in_bulk(_numbers(said, "place"))
        self.precincts = Area.objects.in_bulk(_numbers(said, "precinct"))
        wanted = {key for p in said if (key := _key(p))}
        self.voters: dict[tuple[int, int], int] = {}  # by (precinct, number)
        if wanted:
            asked = Q()
            for precinct in {precinct for precinct, _n in wanted}:
                asked |= Q(precinct=precinct, n__in=[n for other, n in wanted if other == precinct])
            rows = StrikeCode.objects.filter(asked).values_list("precinct", "n", "voter")
            self.voters = {(precinct, n): voter for precinct, n, voter in rows}

    def voter(self, said: dict) -> int | None:
        return self.voters.get(_key(said))

    def lines(self, said: dict) -> list[str]:
        """Place and precinct in one line, what was reported in the next."""
        where = [
            found.name
            for found in (self.places.get(said.get("place")), self.precincts.get(said.get("precinct")))
            if found
        ]
        if said.get("code"):
            where.append(_("code %(code)s") % {"code": said["code"]})
        reported = [str(words[said[key]]) for key, words in WHAT.items() if said.get(key) in words]
        if isinstance(minutes := said.get("minutes"), int):
            reported.append(
                ngettext("%(n)d minute in line", "%(n)d minutes in line", minutes) % {"n": minutes}
            )
        return [line for line in (", ".join(where), ", ".join(reported)) if line]


def _numbers(said: list[dict], name: str) -> list[int]:
    return [p[name] for p in said if isinstance(p.get(name), int)]


def _key(said: dict) -> tuple[int, int] | None:
    """(precinct, number) of a payload with a code that can be read."""
    n = codes.read(said["code"]) if isinstance(said.get("code"), str) else None
    return (said["precinct"], n) if n is not None and isinstance(said.get("precinct"), int) else None
