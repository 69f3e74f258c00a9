"""The report of a run: a page that needs nothing else to be read, and the same as JSON beside it."""

import json
from html import escape
from pathlib import Path

from replay.telling.bars import bars

STYLE = Path(__file__).with_name("report.css")
LATENCIES = ("n", "p50_ms", "p95_ms", "p99_ms", "max_ms")
AT_THE_TOP = ("requests", "attempt", "strike")  # counts that are shown large


def keep(folder: Path, document: dict) -> Path:
    """Writes `report.json` and `report.html`; answers where the page is."""
    (folder / "report.json").write_text(json.dumps(document, indent=1) + "\n")
    page = folder / "report.html"
    page.write_text(page_of(document), encoding="utf-8")
    return page


def page_of(document: dict) -> str:
    parts = [head, promises, hours, waits, errors, machine, database]
    body = "\n".join(part(document) for part in parts)
    return (
        '<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f"<title>Replay {escape(document['at'])}</title><style>{STYLE.read_text()}</style><body>{body}</body></html>\n"
    )


def head(document: dict) -> str:
    counts, sizes, seconds = document["counts"], document["sizes"], max(document["seconds"], 0.1)
    calls = counts.get("attempt", 0)
    well = (
        '<span class="good">✓ Every promise held, and no client saw an error.</span>'
        if document["well"]
        else '<span class="stop">! Something went wrong: see below.</span>'
    )
    if document["generator"]["was_the_limit"]:
        well += ' <span class="stop">The load generator was the limit.</span>'
    figures = {
        "calls recorded": f"{calls:,}",
        "strikes by watchers": f"{counts.get('strike', 0):,}",
        "minutes": f"{seconds / 60:.1f}",
        "calls a second": f"{calls / seconds:,.0f}",
        "requests": f"{counts.get('requests', 0):,}",
    }
    shown = "".join(f"<div><b>{n}</b>{what}</div>" for what, n in figures.items())
    about = (
        f"{document['at']} · {sizes['mode']} · {document['clients']:,} clients · seed {sizes['seed']}"
        f" · {sizes['batch']} results a request"
    )
    return f'<h1>An Election Day, acted out</h1><p class="soft">{escape(about)}</p><p>{well}</p><div class="big">{shown}</div>'


def promises(document: dict) -> str:
    if not document["checks"]:
        return '<h2>Promises</h2><p class="soft">Not checked.</p>'
    rows = []
    for one in document["checks"]:
        n = one["violations"]
        state = f'<span class="stop">! {n:,} violations</span>' if n else '<span class="good">✓ held</span>'
        cases = "".join(f"<br><code>{escape(json.dumps(case))}</code>" for case in one["cases"])
        rows.append([str(one["promise"]), f"{escape(one['says'])}{cases}", state])
    return "<h2>Promises</h2>" + table(
        ["No.", "Held against journal, log and database", ""], rows, words=(1, 2)
    )


def hours(document: dict) -> str:
    shown = {"attempt": "Calls by hour", "strike": "Strikes by hour"}
    return "".join(
        f'<h2>{title}</h2><div class="wide">{bars(document["by_hour"][kind], title)}</div>'
        for kind, title in shown.items()
        if document["by_hour"].get(kind)
    )


def waits(document: dict) -> str:
    rows = [[escape(what), *(f"{told[c]:,}" for c in LATENCIES)] for what, told in document["took"].items()]
    return "<h2>How long clients waited</h2>" + table(
        ["asked", *(c.replace("_", " ") for c in LATENCIES)], rows
    )


def errors(document: dict) -> str:
    said = [f"{what}: {n:,}" for what, n in document["errors"].items()]
    said += document["troubles"] + document["first_errors"]
    told = "".join(f"<p>! {escape(line)}</p>" for line in said) or '<p class="good">✓ None.</p>'
    other = [f"{k} {v:,}" for k, v in sorted(document["counts"].items()) if k not in AT_THE_TOP]
    return f"<h2>Errors as clients saw them</h2>{told}<h2>What else happened</h2><p>{escape(', '.join(other))}</p>"


def machine(document: dict) -> str:
    generator, lag = document["generator"], document["lag"]
    used = document["cpu_seconds"] | {"generator": generator["cpu_seconds"]}
    memory = document["memory"]
    late = f" Clients woke {lag['p99_ms']:,} ms late at p99." if lag["n"] else ""
    rows = [[escape(role), f"{n:,}", _megabytes(memory.get(role))] for role, n in used.items()]
    line = memory.get("live", {}).get("bytes_a_line")
    a_line = f" A live connection takes {line / 1000:,.1f} kB." if line else ""
    return (
        f"<h2>Machine</h2><p>The busiest generator process used {generator['busiest_core']:.0%} of a core.{late}{a_line}"
        f" Web processes were replaced {document['reloads']} times.</p>"
        + table(["", "CPU seconds", "MB"], rows)
    )


def _megabytes(told: dict | None) -> str:
    if not told:
        return ""
    return f"{told['pss_mb'] or told['largest_rss_mb'] * told['processes']:,.0f}"


def database(document: dict) -> str:
    told = document["database"]
    if not told:
        return ""
    sizes = [
        [escape(t["table"]), f"{t['live']:,}", f"{t['dead']:,}", f"{t['bytes'] / 1e6:,.0f}"]
        for t in told["tables"]
    ]
    said = (
        f"{told['wal_bytes'] / 1e6:,.0f} MB of write-ahead log, {told['commits']:,} commits, {told['rollbacks']:,} rolled back,"
        f" {told['deadlocks']:,} deadlocks, {told['size_bytes'] / 1e9:,.2f} GB in all."
    )
    statements = [
        [
            f"<code>{escape(s['statement'])}</code>",
            f"{s['calls']:,}",
            f"{s['seconds']:,}",
            f"{s['mean_ms']:,}",
        ]
        for s in told["statements"]
    ]
    return (
        f"<h2>Database</h2><p>{said}</p>"
        + table(["table", "rows", "dead", "MB"], sizes)
        + (table(["statement", "times", "seconds", "mean ms"], statements) if statements else "")
    )


def table(names: list[str], rows: list[list[str]], words: tuple[int, ...] = (0,)) -> str:
    """Cells are HTML; columns other than `words` are figures."""
    kinds = ["" if n in words else ' class="n"' for n in range(len(names))]
    top = "".join(f"<th{kind}>{name}</th>" for kind, name in zip(kinds, names, strict=True))
    body = "".join(
        "<tr>" + "".join(f"<td{kind}>{cell}</td>" for kind, cell in zip(kinds, row, strict=True)) + "</tr>"
        for row in rows
    )
    return f'<div class="wide"><table><tr>{top}</tr>{body}</table></div>'
