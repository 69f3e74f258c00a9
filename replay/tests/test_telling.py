"""What is told of a run."""

import io

from replay.sizes import Sizes
from replay.telling import lines, report
from replay.telling.latency import Spread
from replay.telling.progress import Screen

DOCUMENT = {
    "at": "2026-11-03T12:00:00", "well": False, "sizes": Sizes(calls=100).payload(), "clients": 12, "seconds": 50.0,
    "counts": {"attempt": 100, "strike": 25, "requests": 60, "settled": 2}, "errors": {"outbox: 500": 1},
    "took": {"outbox": Spread({100: 60}).told()}, "by_hour": {"attempt": {"9": 60, "10": 40}},
    "lag": Spread().told(), "generator": {"cpu_seconds": 3, "busiest_core": 0.97, "was_the_limit": True},
    "troubles": [], "first_errors": ["outbox 500: <oops>"], "cpu_seconds": {"web": 20.0},
    "memory": {}, "reloads": 0, "database": {},
    "checks": [{"promise": 3, "check": "one_holder", "says": "No number was with two at once.", "violations": 12_345,
                "cases": [{"phone": "+19195550123"}], "seconds": 1.0}],
}  # fmt: skip


def test_spreads_add_up_and_know_their_shares():
    spread = Spread()
    for n in range(1, 1001):
        spread.add(n / 1000)
    both = Spread.summed([spread.payload(), spread.payload()])
    assert both.n == 2000 and abs(both.at(0.5) - 0.5) < 0.025 and abs(both.at(0.99) - 0.99) < 0.045
    assert Spread().at(0.99) == 0


def test_the_report_says_what_went_wrong_and_escapes_what_it_was_told(tmp_path):
    page = report.keep(tmp_path, DOCUMENT).read_text()
    assert (
        "Something went wrong" in page
        and "12,345 violations" in page
        and "load generator was the limit" in page
    )
    assert "&lt;oops&gt;" in page and "<oops>" not in page and "+19195550123" in page
    assert (tmp_path / "report.json").exists()


def test_the_terminal_says_the_same_in_a_few_lines(tmp_path):
    said = "\n".join(lines.lines(DOCUMENT, tmp_path / "report.html"))
    assert "WRONG  3" in said and "GENERATOR WAS THE LIMIT" in said and "outbox: 500 1" in said


def test_without_a_terminal_progress_is_plain_lines():
    out = io.StringIO()
    screen = Screen(Sizes(calls=100), out)
    figures = {"at": 9.5 * 3600, "seconds": 5, "counts": {"attempt": 50}, "errors": {}, "busiest": 0.1}
    screen.show(figures)
    screen.show(figures)  # not again so soon
    assert out.getvalue().count("\n") == 1 and "09:30" in out.getvalue() and "\x1b" not in out.getvalue()
