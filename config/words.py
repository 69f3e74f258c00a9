"""Translations: each room's `locale/<language>/LC_MESSAGES/django.po` becomes one catalogue in `var/words`.

Compiled at start rather than committed, and without GNU gettext, which a bare machine has not got.
The format is gettext's own: https://www.gnu.org/software/gettext/manual/html_node/MO-Files.html
"""

import ast
import hashlib
import re
import struct
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LINE = re.compile(r'(msgctxt|msgid_plural|msgid|msgstr(?:\[\d+\])?)?\s*(".*")$')
HEADER = "Content-Type: text/plain; charset=UTF-8\nPlural-Forms: nplurals=2; plural=(n != 1);\n"


def compile_all(var: Path, root: Path = ROOT) -> list[str]:
    """Write `var/words/<language>/LC_MESSAGES/django.mo` where a source changed; the languages written.

    Raises ValueError, with file and line, for a source that cannot be read.
    """
    sources: dict[str, list[Path]] = {}
    for source in sorted(root.glob("*/locale/*/LC_MESSAGES/django.po")):
        sources.setdefault(source.parent.parent.name, []).append(source)
    written = []
    for language, files in sources.items():
        folder = var / "words" / language / "LC_MESSAGES"
        state = hashlib.sha256(b"".join(f.read_bytes() for f in files)).hexdigest()
        mark = folder / ".compiled"
        if mark.exists() and mark.read_text() == state:
            continue
        folder.mkdir(parents=True, exist_ok=True)
        catalogue = {"": HEADER}
        for file in files:
            catalogue |= read(file)
        part = folder / "django.part"
        part.write_bytes(packed(catalogue))
        part.replace(folder / "django.mo")
        mark.write_text(state)
        written.append(language)
    return written


def read(source: Path) -> dict[str, str]:
    """{key: translation} as a .mo has them: context and plural forms joined by their separators."""
    found: dict[str, str] = {}
    for block in re.split(r"\n\s*\n", source.read_text(encoding="utf-8")):
        fields: dict[str, str] = {}
        last = None
        if re.search(r"^#,.*\bfuzzy\b", block, re.M):
            continue
        for line in block.splitlines():
            line = line.strip()
            if not line or line.startswith("#"):
                continue
            match = LINE.match(line)
            last = (match.group(1) or last) if match else None
            if last is None:
                raise ValueError(f"{source}: cannot read this line: {line}")
            fields[last] = fields.get(last, "") + ast.literal_eval(match.group(2))
        if fields.get("msgid"):
            key, value = _entry(fields)
            if value:
                found[key] = value
    return found


def _entry(fields: dict[str, str]) -> tuple[str, str]:
    key = fields["msgid"]
    if "msgctxt" in fields:
        key = fields["msgctxt"] + "\x04" + key
    if "msgid_plural" not in fields:
        return key, fields.get("msgstr", "")
    forms = [fields[name] for name in sorted(f for f in fields if f.startswith("msgstr["))]
    return key + "\0" + fields["msgid_plural"], "\0".join(forms) if all(forms) else ""


def packed(catalogue: dict[str, str]) -> bytes:
    """The bytes of a .mo file: header, two tables of (length, offset), then the strings."""
    entries = sorted((key.encode(), value.encode()) for key, value in catalogue.items())
    at = 28 + 16 * len(entries)
    tables, strings = [b"", b""], b""
    for which in (0, 1):
        for entry in entries:
            tables[which] += struct.pack("<II", len(entry[which]), at + len(strings))
            strings += entry[which] + b"\0"
    head = struct.pack("<7I", 0x950412DE, 0, len(entries), 28, 28 + 8 * len(entries), 0, at)
    return head + tables[0] + tables[1] + strings
