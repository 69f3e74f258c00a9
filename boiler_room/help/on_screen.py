"""What was on the screen when somebody told us, as the phone said it, in words. Nothing of a voter is among it."""

import re

from django.utils.translation import gettext as _

from front_desk import office
from lists.models import Sheet
from precincts.models import Post
from roll.models import PollingPlace

BROWSERS = (("Edg", "Edge"), ("OPR", "Opera"), ("SamsungBrowser", "Samsung Internet"), ("Firefox", "Firefox"),
            ("FxiOS", "Firefox"), ("CriOS", "Chrome"), ("Chrome", "Chrome"), ("Safari", "Safari"))  # fmt: skip
SYSTEMS = (("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"), ("Mac OS", "Mac"),
           ("Linux", "Linux"))  # fmt: skip
IN_WORDS = ("room", "state", "section", "mode", "form", "page", "online", "heard", "waiting", "lang", "build", "agent",
            "sheet", "post", "place")  # fmt: skip


def read(screen: dict) -> list[tuple[str, str]]:
    """(label, value) of each line; what a newer page says that this one does not know comes last, as it is."""
    where = [screen.get(key) for key in ("room", "state", "section", "mode", "form", "page")]
    lines = [
        (_("Screen"), " · ".join(str(part)[:80] for part in where if part)),
        (_("Line"), _line(screen)),
        (_("Not sent yet"), _number(screen.get("waiting"))),
        (_("List"), _name(Sheet, screen.get("sheet"))),
        (_("Post"), _post(screen)),
        (_("Language"), {"en": "English", "es": "Español"}.get(str(screen.get("lang")), "")),
        (_("Browser"), browser(str(screen.get("agent") or ""))),
        (_("Page"), _build(screen.get("build"))),
    ]
    rest = [
        (key, str(value)[:200])
        for key, value in screen.items()
        if key not in IN_WORDS and value not in (None, "", 0)
    ]
    return [(label, value) for label, value in lines if value] + rest


def browser(agent: str) -> str:
    """`Chrome 142, Android`, by the usual marks; the beginning of the agent itself where there are none."""
    system = next((word for mark, word in SYSTEMS if mark in agent), "")
    for mark, name in BROWSERS:
        version = "Version" if mark == "Safari" else mark
        if f"{mark}/" in agent and (found := re.search(rf"{version}/(\d+)", agent)):
            return ", ".join(part for part in (f"{name} {found[1]}", system) if part)
    return agent[:60]


def _line(screen: dict) -> str:
    if "online" not in screen:
        return ""
    line = _("connected") if screen["online"] else _("without the office")
    heard = screen.get("heard")
    if not isinstance(heard, int):
        return line
    ago = _("%(n)d s") % {"n": heard} if heard < 90 else _("%(n)d min") % {"n": heard // 60}
    return _("%(line)s, last exchange %(ago)s before") % {"line": line, "ago": ago}


def _number(value) -> str:
    return str(value) if isinstance(value, int) else ""


def _name(model, pk) -> str:
    found = model.objects.filter(pk=pk).first() if isinstance(pk, int) else None
    return found.name if found else _number(pk)


def _post(screen: dict) -> str:
    found = (
        Post.objects.select_related("place").filter(pk=screen["post"]).first()
        if _number(screen.get("post"))
        else None
    )
    return found.place.name if found else _name(PollingPlace, screen.get("place"))


def _build(build) -> str:
    if not build:
        return ""
    return (
        _("this one's build")
        if build == office.build()
        else _("another build: %(build)s") % {"build": str(build)[:64]}
    )
