"""The copy's pages as text, by file name: English at the top, Spanish in `es/`. Nothing here asks the database."""

from datetime import timedelta

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from boiler_room.copying import COPY_GOOD_FOR
from boiler_room.copying.truth import MOST, Truth
from boiler_room.picture import Row

FIRST = settings.LANGUAGES[0][0]


def pages(truth: Truth) -> dict[str, str]:
    """`{"index.html": text, "area-3.html": …, "es/index.html": …}`, each language's index last."""
    found = {}
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            found |= {_under(code, file): text for file, text in _in_one_language(truth, code)}
    return found


def _in_one_language(truth: Truth, code: str):
    menu = [
        ("index.html", _("Overview")),
        ("desk.html", _("Incidents and rides")),
        ("places.html", _("Polling places")),
        ("phones.html", _("Numbers to call")),
    ]
    common = {
        "truth": truth,
        "menu": menu,
        "until": truth.at + timedelta(seconds=COPY_GOOD_FOR),
        "most": MOST,
    }

    def page(file: str, template: str, **more) -> tuple[str, str]:
        other, name = next(one for one in settings.LANGUAGES if one[0] != code)
        there = f"{other}/{file}" if code == FIRST else f"../{file}"
        about = {"here": file, "other_file": there, "other_lang": other, "other_name": name}
        return file, render_to_string(f"boiler_room/copying/{template}", common | about | more)

    for one in truth.areas:
        above = [truth.by_pk[pk].area for pk in one.area.lineage[:-1]]
        yield page(f"area-{one.area.pk}.html", "area.html", one=one, above=above)
    for name in ("desk", "places", "phones"):
        yield page(f"{name}.html", f"{name}.html")
    yield page("index.html", "index.html", needs=truth.needs[code], rows=_top(truth))


def _top(truth: Truth) -> list[Row]:
    """From the whole campaign one looks at the regions of its only state, or at its states."""
    tops = [one for one in truth.areas if one.area.parent_id is None]
    if len(tops) == 1 and tops[0].below:
        return [tops[0].row, *tops[0].below]
    return [one.row for one in tops]


def _under(code: str, file: str) -> str:
    return file if code == FIRST else f"{code}/{file}"
