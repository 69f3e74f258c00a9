"""The report of drills: a page that needs nothing else to be read, the same as JSON, and a few lines for the terminal."""

import json
from html import escape
from pathlib import Path

from replay.telling.report import STYLE, table

NAMES = ("drill", "nobody had an answer for", "at most", "what clients were told", "promises", "")


def keep(folder: Path, document: dict) -> Path:
    """Writes `report.json` and `report.html`; answers where the page is."""
    (folder / "report.json").write_text(json.dumps(document, indent=1, default=str) + "\n")
    page = folder / "report.html"
    page.write_text(page_of(document), encoding="utf-8")
    return page


def lines(document: dict) -> list[str]:
    said = []
    for one in document["drills"]:
        pause = "" if one["pause"] is None else f"{one['pause']:.1f} s of at most {one['limit']:.0f}"
        said.append(
            f"{'well ' if one['well'] else 'WRONG'} {one['drill']:18} {pause:22} {_told(one)}".rstrip()
        )
        said += [f"      ! {sentence}" for sentence in one["wrong"]]
    return said


def page_of(document: dict) -> str:
    passed = sum(one["well"] for one in document["drills"])
    n = len(document["drills"])
    mark = '<span class="good">✓' if document["well"] else '<span class="stop">!'
    state = f"{mark} {passed} of {n} passed</span>"
    rows = [_row(one) for one in document["drills"]]
    body = (
        f'<h1>Drills</h1><p class="soft">{escape(document["at"])} · {document["seconds"]:,.0f} s</p><p>{state}</p>'
        + table(list(NAMES), rows, words=(0, 3, 4, 5))
        + "".join(story(one) for one in document["drills"])
    )
    return (
        '<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f"<title>Drills {escape(document['at'])}</title><style>{STYLE.read_text()}</style><body>{body}</body></html>\n"
    )


def _row(one: dict) -> list[str]:
    pause = "–" if one["pause"] is None else f"{one['pause']:.1f} s"
    state = '<span class="good">✓ passed</span>' if one["well"] else '<span class="stop">! not passed</span>'
    name = f'<a href="#{one["drill"]}">{escape(one["drill"])}</a>'
    return [name, pause, f"{one['limit']:.0f} s", escape(_told(one)), _promises(one), state]


def _promises(one: dict) -> str:
    broken = sum(bool(check["violations"]) for check in one["checks"])
    return (
        f"{broken} of {len(one['checks'])} checks broken" if broken else f"{len(one['checks'])} checks held"
    )


def _told(one: dict) -> str:
    return ", ".join(f"{what} {n:,}" for what, n in one["errors"].items()) or "no error"


def story(one: dict) -> str:
    """A drill as it was acted out: what was believed, what was done, what came of it."""
    wrong = "".join(f'<p class="stop">! {escape(sentence)}</p>' for sentence in one["wrong"])
    rows = [[step["part"], _step(step), f"{step['seconds']:.2f}"] for step in one["steps"]]
    seen = "; ".join(f"{what}: {value}" for what, value in one["seen"].items())
    return (
        f'<h2 id="{one["drill"]}">{escape(one["title"])}</h2>{wrong}'
        f"<p><b>Believed:</b> {escape(one['hypothesis'])}</p><p><b>What people see:</b> {escape(one['users'])}</p>"
        f"<p><b>Runbook:</b> docs/runbooks/{escape(one['runbook'])}</p>"
        + (f"<p><b>Seen:</b> {escape(seen)}</p>" if seen else "")
        + table(["", "what was looked at and done", "seconds"], rows, words=(0, 1))
    )


def _step(step: dict) -> str:
    error = f'<br><span class="stop">! {escape(step["error"])}</span>' if step["error"] else ""
    return escape(step["says"]) + error
