"""Many small JavaScript modules sent as one file, for lines where each request costs half a second.

A static file `room/page.entry.js` is joined with all that it imports, and served as `room/page.js`. Nothing
is rewritten but the import and export statements: each module becomes a function that returns its exports.
The modules stay what they are for tests and for reading; this runs with collectstatic, without other tools.
"""

import posixpath
import re
from collections.abc import Callable

ENTRY = ".entry.js"
IMPORT = re.compile(
    r'^import\s+(?:(?P<default>\w+)|\*\s+as\s+(?P<all>\w+)|\{(?P<names>[^}]*)\})\s+from\s+"(?P<path>[^"]+)";\n',
    re.MULTILINE,
)
EXPORT = re.compile(
    r"^export\s+(?P<what>(?:async\s+)?function\*?|class|const|let)\s+(?P<name>\w+)", re.MULTILINE
)
EXPORT_LIST = re.compile(r"^export\s*\{(?P<names>[^}]*)\};?$", re.MULTILINE)
EXPORT_DEFAULT = re.compile(r"^export\s+default\s+", re.MULTILINE)
LEFT_OVER = re.compile(r"^(?:import|export)\b.*", re.MULTILINE)
COMMENT = re.compile(r"^[ \t]*(?:/\*\*.*?\*/|//[^\n]*)\n", re.MULTILINE | re.DOTALL)


class CannotJoin(ValueError):
    """A module in a form that this does not know, or modules that import each other in a circle."""


def join(entry: str, read: Callable[[str], str]) -> str:
    """The joined code of the static path `entry`; `read` gives the text of a static path."""
    done: dict[str, str] = {}  # path -> the name that stands for it
    parts: list[str] = []
    _add(entry, read, done, parts, ())
    return "\n".join(parts)


def _add(path: str, read, done: dict[str, str], parts: list[str], above: tuple[str, ...]) -> None:
    if path in above:
        raise CannotJoin(f"{path} imports itself by way of {above[-1]}")
    if path in done:
        return
    text = COMMENT.sub("", read(path))
    for found in IMPORT.finditer(text):
        _add(_beside(path, found["path"]), read, done, parts, (*above, path))
    name = f"m{len(done)}"
    code = IMPORT.sub(lambda found: _import(found, done[_beside(path, found["path"])]), text)
    code, exports = _exports(code)
    left = LEFT_OVER.search(code)
    if left:
        raise CannotJoin(f"{path}: {left[0]}")
    done[path] = name
    parts.append(f"const {name} = (() => {{\n{code.strip()}\nreturn {{ {', '.join(exports)} }};\n}})();")


def _beside(path: str, named: str) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(path), named))


def _import(found: re.Match, module: str) -> str:
    if found["all"]:
        return f"const {found['all']} = {module};\n"
    if found["default"]:
        return f"const {found['default']} = {module}.default;\n"
    names = " ".join(found["names"].split()).rstrip(",").replace(" as ", ": ")
    return f"const {{ {names.strip()} }} = {module};\n"


def _exports(code: str) -> tuple[str, list[str]]:
    names = [found["name"] for found in EXPORT.finditer(code)]
    code = EXPORT.sub(lambda found: f"{found['what']} {found['name']}", code)
    for found in EXPORT_LIST.finditer(code):
        names += [name.strip() for name in found["names"].split(",") if name.strip()]
    code = EXPORT_LIST.sub("", code)
    if EXPORT_DEFAULT.search(code):
        code = EXPORT_DEFAULT.sub("const byDefault = ", code)
        names.append("default: byDefault")
    return code, names
