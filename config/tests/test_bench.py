"""The measurement: what it makes of numbers, what its load generator says of itself, and one whole run, small."""

import json
import os
import random
import shutil
import socket
import subprocess
import sys

import psutil
import pytest
from django.conf import settings

from config import cli
from config.bench import bare, driving, figures, telling, usage
from config.bench.bare import Bare
from config.bench.driving import Driven
from config.bench.generator import Caller, Line, Reply

pytestmark = pytest.mark.timeout(900)  # the small measurement opens four offices, one after another


def driven(**said) -> Driven:
    """A run of 100 requests in ten seconds."""
    known = {
        "requests": 100, "calls": 100, "recorded": 100, "statuses": {"200": 100}, "seconds": 10.0,
        "latencies": [0.001 * n for n in range(1, 101)], "cpu": {"web": 2.0, "generator": 0.5}, "busiest_generator": 0.05,
    }  # fmt: skip
    return Driven(**known | said)


def test_ratio_and_percentiles():
    assert figures.ratio(50, 200) == 0.25 and figures.ratio(50, 0) is None
    assert figures.latencies([0.001 * n for n in range(1, 101)]) == {
        "p50_ms": 51,
        "p90_ms": 91,
        "p99_ms": 100,
    }
    assert figures.percentile([], 0.99) == 0


def test_putting_arguments_together_is_taken_off_what_pgbench_did():
    # 1 ms an exchange and its preparing, 0.1 ms the preparing alone: 0.9 ms the exchange
    assert figures.without(1000, 10_000) == pytest.approx(1111.1, abs=0.1)
    runs = {4: [Bare(1000, 4000, 8.0, 0.4)], 16: [Bare(500, 2000, 8.0, 0.2)]}
    told = bare.told(runs, [Bare(10_000, 10_000, 2.0, 0.1)], batch=5)
    assert told["clients"] == 4 and told["tried"] == {4: 1000, 16: 500}  # held against the better one
    assert told["calls_a_second"] == pytest.approx(5 * 1111.1, abs=1)
    assert told["cpu_ms_a_transaction"]["postgres"] == 2


def test_runs_are_added_up_and_shares_are_of_the_whole_machine(monkeypatch):
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    both = driving.add([driven(), driven(seconds=30.0, statuses={"503": 1}, recorded=98)])
    told = driving.told(both)
    assert told["requests_a_second"] == 5 and told["not_recorded"] == 2
    assert told["statuses"] == {"200": 100, "503": 1}
    assert told["cpu_shares"] == {"web": 0.05, "generator": 0.013}  # 4 and 1 of 80 seconds
    assert told["cpu_ms_a_request"]["web"] == 20


def test_a_generator_that_was_the_limit_says_so():
    assert not driving.told(driven())["generator_was_the_limit"]
    tired = driving.told(driven(busiest_generator=0.97))
    assert tired["generator_was_the_limit"] and tired["busiest_generator_core"] == 0.97
    shown = telling._outbox(
        {
            "batches": {"1": {"http": tired, "pgbench": {"calls_a_second": 20}, "ratio": 0.5}},
            "aim": 0.5,
            "ran_dry": True,
        }
    )
    assert "LOAD GENERATOR" in " ".join(shown) and "reached" in shown[0]
    assert "RAN DRY" in shown[-1]


@pytest.mark.parametrize(
    ("value", "at_most", "mark"), [(2, False, "reached"), (2, True, "MISSED"), (None, False, "not measured")]
)
def test_aims(value, at_most, mark):
    assert figures.met(value, 1, at_most) == mark


def test_a_caller_sends_what_it_holds_and_learns_what_it_is_given():
    random.seed(1)
    job = {"batch": 2, "results": ["contacted"], "shift": 0}
    caller = Caller(job, {"client": "c", "token": "t", "held": [[1, 11, 7], [2, 12, 7], [3, 13, 7]]})
    head, _, body = caller.request().partition(b"\r\n\r\n")
    sent = json.loads(body)
    assert b"Bearer t" in head and f"Content-Length: {len(body)}".encode() in head
    assert [(e["hold"], e["voter"]) for e in sent["entries"]] == [(1, 11), (2, 12)] and sent["have"] == [3]
    assert len({e["id"] for e in sent["entries"]}) == 2
    hold = {"hold": 4, "sheet": 7, "script": 1, "voters": [{"voter": 14}]}
    caller.learn(driving_reply(hold))
    assert caller.held == [[3, 13, 7], [4, 14, 7]]


def driving_reply(*holds) -> Reply:
    import msgspec

    return msgspec.convert({"verdicts": [], "holds": list(holds)}, Reply)


def test_a_reply_that_comes_in_pieces_is_put_together():
    with socket.create_server(("127.0.0.1", 0)) as server:
        line = Line(server.getsockname())
        office, _ = server.accept()
        with office, line.socket:
            whole = b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\nX: y\r\n\r\nbody"
            for piece, answer in ((whole[:20], None), (whole[20:-2], None), (whole[-2:], (200, b"body"))):
                office.sendall(piece)
                assert line.receive() == answer
            office.close()
            with pytest.raises(ConnectionError):
                line.receive()


def test_memory_and_cpu_are_told_by_role():
    me = psutil.Process()
    found = usage.memory(me.pid, me.pid)
    assert found["postgres"]["processes"] >= 1 and found["postgres"]["largest_rss_mb"] > 1
    assert usage.cpu(None, me.pid)["postgres"] > 0


@pytest.fixture(scope="module")
def run():
    """(the verb's var, its document) of a small measurement of everything.

    Not below pytest's own folder: a second pytest closes that to the account that PostgreSQL runs under.
    """
    var = settings.VAR / f"measured-{os.getpid()}"
    yield var, measured(var)
    shutil.rmtree(var)


def measured(var) -> dict:
    command = [sys.executable, "-m", "config.cli", "--var", str(var), "bench", "--quick", "--json"]
    command += ["--voters", "4000", "--seconds", "1", "--screens", "30"]
    hidden = ("DATABASE_URL", "FIELDOFFICE_VAR")
    environment = {name: value for name, value in os.environ.items() if name not in hidden}
    done = subprocess.run(command, cwd=cli.ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert " s  an office is open" in done.stderr, "progress"
    return json.loads(done.stdout.splitlines()[-1])


def test_every_part_has_its_ratio_from_what_was_measured(run):
    _, document = run
    for batch, one in document["outbox"]["batches"].items():
        http, alone = one["http"], one["pgbench"]
        assert one["ratio"] == figures.ratio(http["calls_a_second"], alone["calls_a_second"])
        assert http["calls_a_second"] == pytest.approx(http["requests_a_second"] * int(batch), rel=0.01)
        assert http["not_recorded"] == 0 and set(http["statuses"]) == {"200"}
        assert {"web", "postgres", "generator"} <= set(http["cpu_shares"])
        assert isinstance(http["generator_was_the_limit"], bool)
    assert document["outbox"]["ratio"] == min(one["ratio"] for one in document["outbox"]["batches"].values())

    load = document["load"]
    assert load["ratio"] == pytest.approx(sum(load["bare_seconds"]) / 2 / load["seconds"], abs=0.006)
    assert load["voters"] == 4000

    few, many = (document["history"]["past"][n] for n in ("400", "12000"))
    assert document["history"]["ratio"] == figures.ratio(few["p99_ms"], many["p99_ms"])
    assert {name for name, part in document.items() if isinstance(part, dict) and "ratio" in part} == {
        "outbox", "load", "universe", "search", "history", "pages",
    }  # fmt: skip
    assert {"web", "live", "jobs", "clerk", "postgres"} <= set(document["memory"])


def test_pages_are_looked_at_in_two_offices_that_differ_in_their_past(run):
    pages = run[1]["pages"]
    few, many = (pages["entries"][n] for n in ("400", "40000"))
    assert "/" in few and few.keys() == many.keys() == pages["ratios"].keys()
    for page, ratio in pages["ratios"].items():
        assert ratio == figures.ratio(few[page]["p50_ms"], many[page]["p50_ms"])


def test_the_crowd_strikes_calls_and_hears_of_it(run):
    crowd = run[1]["crowd"]
    assert crowd["screens"] == 30 and crowd["batches_a_second"] == 4.5  # no phone is faster than a person
    for name in ("strikes", "calls"):
        one = crowd[name]
        assert (
            one["requests"] > 0
            and one["errors"] == one["not_recorded"] == 0
            and set(one["statuses"]) == {"200"}
        )
        assert 0 < one["p50_ms"] <= one["p99_ms"]
    screens = crowd["to_screen"]
    # two screens a precinct, five strikes a batch, fewer where a tiny county's precinct has no more codes
    assert 2 * crowd["strikes"]["requests"] <= screens["events"] <= 2 * 5 * crowd["strikes"]["requests"]
    assert screens["unheard"] == screens["lost_screens"] == 0
    assert {"web", "live", "postgres", "generator"} <= set(crowd["cpu_shares"])
    assert isinstance(crowd["generator_was_the_limit"], bool)


def test_what_was_found_is_kept_and_nothing_else(run):
    var, document = run
    (kept,) = (var / "bench").iterdir()
    assert json.loads(kept.read_text()) == document
    assert [path.name for path in var.iterdir()] == ["bench"]
    left = [p.pid for p in psutil.process_iter(["cmdline"]) if str(var) in " ".join(p.info["cmdline"] or [])]
    assert left == []


def test_it_is_told_in_lines(run):
    _, document = run
    said = "\n".join(telling.lines(document))
    for word in (
        "Outbox, 1 a request",
        "Outbox, 5 a request",
        "Voter file",
        "Search",
        "past entries",
        "screens that listen",
        "Pages of the boiler room",
        "Memory",
    ):
        assert word in said


@pytest.mark.parametrize("wrong", [["--voters", "12"], ["--only", "luck"], ["--screens", "1"]])
def test_what_cannot_be_measured_is_refused_in_words(wrong):
    command = [sys.executable, "-m", "config.cli", "bench", *wrong]
    tried = subprocess.run(command, cwd=cli.ROOT, capture_output=True, text=True, check=False)
    assert tried.returncode == 2 and "bench: error" in tried.stderr
