"""How fast paper is made: the first round of a county, one after some have voted, one in which nothing changed; turf cut
and its walk lists printed."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable

from config.bench import figures
from config.bench.house import ROOT, House

MOST_VOTERS = 200_000  # of more the first round would take a quarter of an hour and say the same
STRUCK = 0.01  # of the voters, spread over all precincts: what an hour of Election Day brings
AIM = {
    "first_s": 120,
    "unchanged_s": 5,
    "pages_a_second": 1000 / 12,
    "a_thousand_s": 12,
}  # for 100,000 voters, on one core
VOTE = """
select roll_record_strikes(array_agg((door_uuid7(), nextval('front_desk_entry_seq'), 'strike', null, null, 'county',
  real_now(), real_now(), jsonb_build_object('voter', v.id), null)::door_fact))
from (select id from roll_voter order by md5(id::text) limit %s) v
"""
SAID = re.compile(r"([\d,]+) packets looked at in ([\d.]+) s; ([\d,]+) printed, ([\d,]+) pages")


def measure(house: House, voters: int, say: Callable[[str], None]) -> dict | None:
    """Seconds, pages and memory of three rounds, each by a process of its own; None for more than MOST_VOTERS."""
    if voters > MOST_VOTERS:
        say(f"paper is measured with at most {MOST_VOTERS:,} voters: --only paper --voters 100000")
        return None
    first = _round()
    say(f"first round: {first['pages']:,} pages in {first['seconds']:.1f} s, {first['memory_mb']:.0f} MB")
    with house.connect() as connection:
        connection.execute(VOTE, [int(voters * STRUCK)])
    busy = _round()
    say(f"after {STRUCK:.0%} have voted: {busy['pages']:,} pages in {busy['seconds']:.1f} s")
    unchanged = _round()
    say(f"unchanged: {unchanged['looked_at']:,} packets in {unchanged['seconds']:.1f} s")
    return {
        "voters": voters,
        "first": first,
        "busy": busy,
        "unchanged": unchanged,
        "walk": _walk(house, unchanged, say),
        "pages_a_second": figures.ratio(first["pages"], first["cpu_seconds"]),
        "aim": AIM,
    }


def _walk(house: House, unchanged: dict, say: Callable[[str], None]) -> dict:
    """Supporters' doors cut into turf on a copy of the database, and the round that prints their walk lists: its CPU beyond
    that of the unchanged round before is what they took."""
    house.copy("paper")
    where = os.environ | {"DATABASE_URL": house.url("paper"), "DJANGO_SETTINGS_MODULE": "config.settings"}
    command = [sys.executable, "-m", "config.bench.turf"]
    ended = subprocess.run(command, cwd=ROOT, env=where, capture_output=True, text=True)
    if ended.returncode:
        raise RuntimeError(f"turf was not cut: {ended.stderr[-300:]}")
    cut = json.loads(ended.stdout)
    say(f"{cut['doors']:,} doors in {cut['turfs']:,} turfs, cut in {cut['seconds']:.1f} s")
    printed = _round(where)
    house.drop("paper")
    taken = max(printed["cpu_seconds"] - unchanged["cpu_seconds"], 0.1)
    say(f"walk lists: {printed['pages']:,} pages, {taken:.1f} s of CPU")
    a_thousand = round(1000 * taken / printed["pages"], 1)
    return cut | {"pages": printed["pages"], "cpu_seconds": round(taken, 1), "a_thousand_s": a_thousand}


def _round(environment=None) -> dict:
    """One round as `./fieldoffice packets` makes it; memory is the most that its process had, CPU what it used."""
    command = [sys.executable, "-m", "config.cli", "packets"]
    process = subprocess.Popen(
        command, cwd=ROOT, env=environment or os.environ, stdout=subprocess.PIPE, text=True
    )
    said = process.stdout.read()
    process.stdout.close()
    _pid, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    found = SAID.search(said)
    if process.returncode or not found:
        raise RuntimeError(f"the round ended with {process.returncode}: {said[-300:]}")
    looked_at, seconds, printed, pages = (float(one.replace(",", "")) for one in found.groups())
    return {
        "looked_at": int(looked_at),
        "printed": int(printed),
        "pages": int(pages),
        "seconds": seconds,
        "cpu_seconds": round(used.ru_utime + used.ru_stime, 1),
        "memory_mb": round(used.ru_maxrss / 1024),
    }
