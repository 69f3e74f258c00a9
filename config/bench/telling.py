"""The document as a file, and as lines for people."""

import json
from pathlib import Path

from config.bench.figures import met


def keep(folder: Path, document: dict) -> Path:
    """Writes the document into `folder`; answers where."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{document['at'][:19].replace(':', '')}.json"
    path.write_text(json.dumps(document, indent=1) + "\n")
    return path


def lines(document: dict) -> list[str]:
    """What was found, an aim's mark behind each figure that has one."""
    machine = document["machine"]
    said = [
        f"{machine['cores']} cores, {machine['memory_gb']} GB, {machine['processor'] or machine['system']}",
        "",
    ]
    for part, tell in TELL.items():
        if part in document:
            said += tell(document[part])
    return said


def _outbox(figure: dict) -> list[str]:
    said = []
    for batch, one in figure["batches"].items():
        http, bare = one["http"], one["pgbench"]
        said.append(
            f"Outbox, {batch} a request: {http['calls_a_second']:,.0f} calls a second over HTTP, {bare['calls_a_second']:,.0f}"
            f" in pgbench: {one['ratio']:.0%} (aim {figure['aim']:.0%}: {met(one['ratio'], figure['aim'])})"
        )
        used = ", ".join(
            f"{role} {share:.0%}" for role, share in http["cpu_shares"].items() if share >= 0.005
        )
        limit = "; THE LOAD GENERATOR WAS THE LIMIT" if http["generator_was_the_limit"] else ""
        said.append(f"  of the machine's CPU: {used}{limit}")
    return said + _left(figure)


def _left(figure: dict) -> list[str]:
    if figure["ran_dry"]:
        return ["  THE SHEET RAN DRY: the figures above mean little; take more --voters or fewer --seconds"]
    return []


def _load(figure: dict) -> list[str]:
    aim = figure["aim"]
    return [
        f"Voter file: {figure['rows_a_second']:,} rows a second with all checks"
        f" (aim {aim['rows_a_second']:,}: {met(figure['rows_a_second'], aim['rows_a_second'])}),"
        f" {figure['bare_rows_a_second']:,} as bare COPY: {figure['ratio']:.0%}"
        f" (aim {aim['ratio']:.0%}: {met(figure['ratio'], aim['ratio'])})"
    ]


def _universe(figure: dict) -> list[str]:
    said = [f"Universe counts (a plain count of all rows takes {figure['bare_ms']:.0f} ms):"]
    return said + [
        f"  {one['ms']:6.0f} ms  {one['voters']:>9,} {name}"
        if one["ms"] is not None
        else f"  stopped, too slow: {name}"
        for name, one in figure["questions"].items()
    ]


def _search(figure: dict) -> list[str]:
    ways = ", ".join(f"{way} {one['slowest_ms']:.0f}" for way, one in figure["ways"].items())
    mark = met(figure["slowest_ms"], figure["aim_ms"], at_most=True)
    return [f"Search, ms at the slowest: {ways} (aim under {figure['aim_ms']}: {mark})"]


def _history(figure: dict) -> list[str]:
    said = [f"Outbox at {figure['rate']:.0f} exchanges a second:"]
    said += [
        f"  p50 {one['p50_ms']:6.1f} ms, p99 {one['p99_ms']:6.1f} ms with {int(entries):,} past entries"
        for entries, one in figure["past"].items()
    ]
    return [*said, f"  the first p99 is {figure['ratio']:.0%} of the second (aim {figure['aim']:.0%}: "
            f"{met(figure['ratio'], figure['aim'])})"]  # fmt: skip


def _pages(figure: dict) -> list[str]:
    (few, first), (many, second) = figure["entries"].items()
    said = [f"Pages of the boiler room, p50 with {int(few):,} and with {int(many):,} entries:"]
    said += [
        f"  {page:16} {first[page]['p50_ms']:6.1f} ms, {second[page]['p50_ms']:6.1f} ms: {ratio:.0%}"
        for page, ratio in figure["ratios"].items()
    ]
    return [
        *said,
        f"  at worst {figure['ratio']:.0%} (aim {figure['aim']:.0%}: {met(figure['ratio'], figure['aim'])})",
    ]


def _crowd(figure: dict) -> list[str]:
    strikes, calls, screens, late = (
        figure[name] for name in ("strikes", "calls", "to_screen", "generator_late")
    )
    said = [
        f"A crowd for {figure['seconds']:.0f} s: {figure['strikes_a_second']:,.0f} strikes a second in batches of five,"
        f" {figure['calls_a_second']:.0f} calls a second, {figure['screens']:,} screens that listen:"
    ]
    for name, one in (("strikes", strikes), ("calls", calls)):
        said.append(
            f"  /outbox with {name}: p50 {one['p50_ms']:.1f} ms, p99 {one['p99_ms']:.1f} ms; {one['requests']:,} requests,"
            f" {one['errors']:,} errors, {one['not_recorded']:,} entries not recorded"
        )
    said.append(
        f"  strike to screen: p50 {screens['p50_ms']:.0f} ms, p99 {screens['p99_ms']:.0f} ms (aim under {figure['aim_ms']}:"
        f" {met(screens['p99_ms'], figure['aim_ms'], at_most=True)}), slowest {screens['slowest_ms']:.0f};"
        f" {screens['events']:,} told, {screens['unheard']:,} not, {screens['lost_screens']:,} screens lost"
    )
    used = ", ".join(f"{role} {share:.0%}" for role, share in figure["cpu_shares"].items() if share >= 0.005)
    limit = "; THE LOAD GENERATOR WAS THE LIMIT" if figure["generator_was_the_limit"] else ""
    said.append(
        f"  of the machine's CPU: {used}; the generator was late by {late['p99_ms']:.1f} ms at p99{limit}"
    )
    said.append(
        f"  a screen takes {figure['kb_a_screen']:.0f} kB; all opened in {figure['opened_seconds']:.1f} s"
    )
    return said


def _paper(figure: dict) -> list[str]:
    first, busy, unchanged, walk, aim = (
        figure[name] for name in ("first", "busy", "unchanged", "walk", "aim")
    )
    return [
        f"Paper for {figure['voters']:,} voters:",
        f"  first round: {first['printed']:,} packets, {first['pages']:,} pages in {first['seconds']:.1f} s"
        f" (aim {aim['first_s']} for 100,000: {met(first['seconds'], aim['first_s'], at_most=True)}),"
        f" {figure['pages_a_second']:.0f} pages a second of CPU"
        f" (aim {aim['pages_a_second']:.0f}: {met(figure['pages_a_second'], aim['pages_a_second'])}),"
        f" at most {first['memory_mb']} MB",
        f"  after some have voted: {busy['printed']:,} packets, {busy['pages']:,} pages in {busy['seconds']:.1f} s",
        f"  unchanged: {unchanged['looked_at']:,} packets looked at in {unchanged['seconds']:.1f} s"
        f" (aim {aim['unchanged_s']}: {met(unchanged['seconds'], aim['unchanged_s'], at_most=True)})",
        f"  walk lists: {walk['doors']:,} doors cut into {walk['turfs']:,} turfs in {walk['seconds']:.1f} s;"
        f" {walk['pages']:,} pages, a thousand in {walk['a_thousand_s']:.1f} s of CPU"
        f" (aim {aim['a_thousand_s']}: {met(walk['a_thousand_s'], aim['a_thousand_s'], at_most=True)})",
    ]


def _memory(figure: dict) -> list[str]:
    each = ", ".join(
        f"{role} {one['processes']} × ≤ {one['largest_rss_mb']:.0f} MB"
        + (f" (together {one['pss_mb']:.0f})" if one["pss_mb"] is not None else "")
        for role, one in figure.items()
    )
    return [f"Memory: {each}"]


TELL = {
    "outbox": _outbox, "load": _load, "universe": _universe, "search": _search, "history": _history, "pages": _pages,
    "paper": _paper, "crowd": _crowd, "memory": _memory,
}  # fmt: skip
