"""A run in a few lines, for the terminal."""

from pathlib import Path


def lines(document: dict, page: Path) -> list[str]:
    counts, seconds = document["counts"], max(document["seconds"], 0.1)
    calls, took = counts.get("attempt", 0), document["took"].get("outbox", {})
    said = [
        f"{calls:,} calls and {counts.get('strike', 0):,} strikes in {seconds:,.0f} s: {calls / seconds:,.0f} calls a second",
        f"Outbox: p50 {took.get('p50_ms', 0):,} ms, p95 {took.get('p95_ms', 0):,} ms, p99 {took.get('p99_ms', 0):,} ms",
        "Errors as clients saw them: "
        + (", ".join(f"{k} {n:,}" for k, n in document["errors"].items()) or "none"),
    ]
    if document["generator"]["was_the_limit"]:
        said.append("THE LOAD GENERATOR WAS THE LIMIT: the office could do more than this")
    said += [f"  ! {line}" for line in document["troubles"] + document["first_errors"]]
    for one in document["checks"]:
        n = one["violations"]
        said.append(
            f"{'WRONG' if n else 'well '} {one['promise']:2}  {one['says']}"
            + (f"  {n:,} violations" if n else "")
        )
        said += [f"          {case}" for case in one["cases"][:3]]
    if not document["checks"]:
        said.append("Nothing was checked: no database was given to check against.")
    return [*said, "", f"Report: {page}"]
