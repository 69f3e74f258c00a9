"""What a Markdown page points at: links, anchors, and paths of this program in backticks."""

import re
from pathlib import Path
from urllib.parse import unquote

SKIPPED = {"var", "node_modules", ".git", ".venv", ".hypothesis", ".pytest_cache"}
_LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)(?:\s+\"[^\"]*\")?\)")
_CODE = re.compile(r"^(```|~~~).*?^\1", re.M | re.S)
_HEADING = re.compile(r"^#{1,6}\s+(.*?)\s*$", re.M)
_PATH = re.compile(r"`([a-z_]+/[A-Za-z0-9_./-]*)`")


def pages(root: Path) -> list[Path]:
    """Every Markdown page of the program, below `root`."""
    return sorted(p for p in root.rglob("*.md") if not SKIPPED & set(p.relative_to(root).parts))


def anchors(page: Path) -> set[str]:
    """The names of a page's headings, as they stand behind `#` in a link."""
    plain = (re.sub(r"[^\w\- ]", "", heading.lower()) for heading in _HEADING.findall(_text(page)))
    return {heading.strip().replace(" ", "-") for heading in plain}


def broken_links(page: Path) -> list[str]:
    """Links of `page` to files or headings that are not there; links to elsewhere are not followed."""
    broken = []
    for link in _LINK.findall(_text(page)):
        if re.match(r"[a-z]+:", link):
            continue
        path, _, anchor = unquote(link).partition("#")
        target = (page.parent / path).resolve() if path else page
        if not target.exists() or (anchor and target.suffix == ".md" and anchor not in anchors(target)):
            broken.append(link)
    return broken


def missing_paths(page: Path, root: Path) -> list[str]:
    """Paths named in backticks that begin with a folder of `root` and are not there."""
    named = _PATH.findall(_text(page))
    return [path for path in named if (root / path.split("/")[0]).is_dir() and not _stands(root, page, path)]


def _stands(root: Path, page: Path, path: str) -> bool:
    return path.startswith("var/") or (root / path).exists() or (page.parent / path).exists()


def _text(page: Path) -> str:
    return _CODE.sub("", page.read_text())
