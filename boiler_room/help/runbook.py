"""The runbook for volunteers' troubles (docs/runbooks/volunteers.md), shown at the desk: the page that stands in the docs."""

import re
from pathlib import Path

from django.conf import settings
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

PAGE = Path(settings.BASE_DIR) / "docs" / "runbooks" / "volunteers.md"


def sections() -> list[tuple[str, str, SafeString]]:
    """(anchor, heading, HTML) of each section. Knows paragraphs, bold, italics and code; links become their words."""
    found = []
    for part in re.split(r"^## ", PAGE.read_text(), flags=re.M)[1:]:
        heading, _line, body = part.partition("\n")
        found.append((anchor(heading), heading.strip(), _html(body)))
    return found


def anchor(heading: str) -> str:
    """As a heading is linked to in Markdown."""
    return re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")


def _html(body: str) -> SafeString:
    blocks = [" ".join(block.split()) for block in body.strip().split("\n\n")]
    return mark_safe("".join(f"<p>{_inline(block)}</p>" for block in blocks))


def _inline(text: str) -> str:
    text = re.sub(r"\[([^\]]+)\]\([^)]+\)", r"\1", escape(text))
    for mark, tag in ((r"\*\*", "b"), (r"\*", "i"), ("`", "code")):
        text = re.sub(rf"{mark}(.+?){mark}", rf"<{tag}>\1</{tag}>", text)
    return text
