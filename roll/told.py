"""What was said about a file, in the language of who reads it.

Reports and refused lines keep their sentences in English, as they were when the file was read: a rebuild reads the
file again and must come to the same. They are put into other words only where they are shown.
"""

import re
from functools import cache

from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_noop as _

REFUSED = (
    _("has %(n)s column where %(wanted)s are expected"),
    _("has %(n)s columns where %(wanted)s are expected"),
    _("has the voter id of line %(line)s, which is the current one"),
    _("has no usable voter id"),
    _("has no name"),
    _("names no county that the state has"),
    _("has no election date"),
)
WARNED = (
    _("letters beyond ASCII, read as %(encoding)s"),
    _("a repeated header was left out"),
    _("a field longer than %(n)s bytes was cut"),
    _("a value longer than its field was cut"),
    _("a byte that no encoding explains became a question mark"),
    _("an empty line was left out"),
    _("a line break inside a field became a space"),
    _("a stray quote was taken as part of the text"),
    _("a delimiter too many at the line's end was left out"),
    _("NUL bytes were left out"),
    _("member %(name)s of the archive was not read"),
    _("column %(name)s appears twice (%(first)s and %(second)s): the first is read"),
    _("the header lacks %(name)s; the columns are read in the layout's own order"),
    _("the header is one column shorter than the lines; the last column has no name"),
    _("line 1: column %(name)s (%(what)s) is missing; did you mean %(guess)s? What the roll has of it stays as it is."),
    _("line 1: column %(name)s (%(what)s) is missing. What the roll has of it stays as it is."),
    _("a phone number that cannot be one was left out"),
    _("a placeholder instead of a phone number was left out"),
    _("confidential: address and phone are neither kept nor shown"),
    _("no address, though not confidential"),
    _("the same line twice: counted once"),
    _("a date that no calendar has, or in no known format"),
    _("an age that nobody has reached, or a birth in the future"),
    _("a year of birth alone: under 18 perhaps until the year's end"),
    _("an unknown status, %(status)s, was taken as active"),
    _("an unknown ballot status, %(status)s, is not counted as voted"),
    _("a ballot that was not counted is no vote"),
    _("the same voter twice: the last line counts"),
    _("the same precinct twice: the last line counts"),
    _("a %(what)s that is no number was left out"),
    _("a %(what)s outside %(low)s–%(high)s was left out"),
    _("a coordinate that is none was left out"),
    _("nobody on the roll has this id: listed, not used"),
    _("no precinct on the roll has this code: listed, not used"),
)  # fmt: skip
UNREADABLE = (
    _("The file is empty."),
    _("The file has a header and not one line after it."),
    _("A megabyte without a line end: this is not a file of lines."),
    _("The file begins with thousands of characters without a line end: it is not one of lines."),
    _("The archive ends early, so part of the file is missing: fetch it again and compare its size."),
    _("The archive is damaged (%(error)s): fetch it again."),
    _("The archive is locked with a password; unpack it first."),
    _("The archive unpacks to more than %(n)s times its size: not a voter file."),
    _("The file is larger than %(n)s GiB unpacked."),
    _("The file is larger than %(n)s GiB."),
    _("This is a PDF, 7z or Excel file; a text file (CSV, TXT), zip or gzip is wanted."),
    _("This is an Excel or Word file; save it as CSV first."),
    _("No member of the archive is the one to read (found: %(found)s); unpack it first."),
    _("No layout fits this file. Say what it is (--as) or which layout (--layout)."),
    _("No layout fits this file. It looks a little like %(layout)s. Say what it is (--as) or which layout (--layout)."),
    _("There is no layout %(name)s; there are: %(names)s."),
    _("No column of line 1 seems to be the %(what)s (found: %(found)s). Say which it is on the mapping screen."),
    _("The layout %(layout)s does not say which column is the %(what)s."),
    _("line 1 has %(n)s columns where %(layout)s has %(wanted)s, and no header: choose another layout."),
    _("the header (line 1) has %(n)s columns and line 2 has %(wanted)s: which is right?"),
    _("line 1: column %(name)s (%(what)s) is missing; did you mean %(guess)s?"),
    _("line 1: column %(name)s (%(what)s) is missing."),
    _(
        "More than half of the first %(n)s lines were refused, the first (line %(line)s) because it %(reason)s."
        " Is %(layout)s the right layout?"
    ),
    _("The columns of %(name)s differ from those of the first member: load it by itself."),
)  # fmt: skip
ALARMS = (
    _("The last line (%(line)s) is cut off: the file seems to be only a part."),
    _("%(n)s of %(all)s lines were refused."),
    _("Not one line was accepted."),
    _("%(n)s of %(all)s voters of %(county)s are not in this file and would be marked as gone. Is the file whole?"),
    _("%(n)s of %(all)s strikes would be withdrawn, for this file does not support them. Is it whole?"),
    _("This file is older than the one already in use (%(date)s)."),
)  # fmt: skip
NOT_NOW = (
    _("This load is %(state)s; only a staged one can be accepted."),
    _("This load is %(state)s; it can no longer be refused."),
    _("This load is %(state)s; only an accepted one can be taken back."),
    _("%(name)s was accepted after it (%(at)s UTC) and builds on it: take that one back first."),
    _("What this file says is still being entered; it can be taken back when that is done."),
    _("What the roll was before this load has been wiped, as its wipe date asked."),
    _("Something broke here while it was being accepted. The roll is as it was: try once more, or tell the help desk."),
    _("Something broke here while it was being taken back. The roll is as it was: try once more, or tell the help desk."),
    _("%(member)s, line %(line)s"),
    _("line %(line)s"),
)  # fmt: skip
WORDS = frozenset(("what", "state", "reason"))  # parts of a sentence that are words themselves


def said(text: str) -> str:
    """`text`, a sentence of this room about a file, in the reader's language; as it stands if it is none."""
    if not text or (get_language() or "en").startswith("en"):
        return text
    if (plain := gettext(text)) != text:
        return plain
    for template, pattern in _patterns():
        if found := pattern.fullmatch(text):
            parts = {name: said(part) if name in WORDS else part for name, part in found.groupdict().items()}
            return gettext(template) % parts
    return text


def known(text: str) -> bool:
    """Whether `text` is one of the sentences above."""
    return any(pattern.fullmatch(text) for _template, pattern in _patterns())


def also(*sentences: str) -> None:
    """Rooms above say sentences of their own about the files they take."""
    _of_others.extend(sentences)
    _patterns.cache_clear()


_of_others: list[str] = []


@cache
def _patterns() -> list[tuple[str, re.Pattern]]:
    templates = (*REFUSED, *WARNED, *UNREADABLE, *ALARMS, *NOT_NOW, *_of_others)
    return [(template, _pattern(template)) for template in templates]


def _pattern(template: str) -> re.Pattern:
    parts = re.split(r"%\((\w+)\)s", template)
    return re.compile(
        "".join(f"(?P<{part}>.+?)" if n % 2 else re.escape(part) for n, part in enumerate(parts)), re.S
    )
