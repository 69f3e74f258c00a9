"""Scripts: what a caller reads and asks. The shape of a body stands in `lists/README.md`."""

from functools import cache
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from lists.models import ScriptVersion

DEFAULT = Path(__file__).with_name("gotv.json")
OWN = {  # scripts that come along: (name, file)
    "gotv": (_("Get out the vote"), DEFAULT),
    "chase": (_("Ballot chase"), Path(__file__).with_name("chase.json")),
    "cure": (_("Ballot cure"), Path(__file__).with_name("cure.json")),
}


@cache
def _kept(version_id: int) -> dict | None:
    return ScriptVersion.objects.filter(pk=version_id).values_list("body", flat=True).first()


def body(version_id: int) -> dict | None:
    """A version's script (see README), or None. Versions never change, so each process reads one once."""
    found = _kept(version_id)
    if found is None:
        _kept.cache_clear()
    return found
