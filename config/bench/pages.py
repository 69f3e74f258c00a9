"""Whether the boiler room's pages take as long with ten million entries in the log as with some: worked out anew each time."""

import time
from collections.abc import Callable
from contextlib import contextmanager

from config.bench import figures, history
from config.bench.house import House
from config.bench.sizes import Sizes

PAGES = ("/", "/picture/needs/", "/board/", "/desk/")  # those that this office has
REPEATS = 20
AIM = 1.2


def measure(house: House, sizes: Sizes, say: Callable[[str], None]) -> dict:
    """Milliseconds of each page in two offices that differ in their past alone, turn and turn about, in this process."""
    names = {f"bench_pages_{entries}": entries for entries in sizes.logged}
    try:
        for name, entries in names.items():
            house.copy(name)
            history.fill(house, name, entries)
            say(f"an office with {entries:,} entries, for its pages")
        seconds = _look(names)
    finally:
        for name in names:
            house.drop(name)
    few, many = (figures_of(seconds[name]) for name in names)
    ratios = {page: figures.ratio(few[page]["p50_ms"], many[page]["p50_ms"]) for page in few}
    for page, ratio in ratios.items():
        say(
            f"{page}: {few[page]['p50_ms']} ms with few entries, {many[page]['p50_ms']} ms with many: {ratio:.0%}"
        )
    return {
        "entries": {str(entries): found for entries, found in zip(names.values(), (few, many), strict=True)},
        "ratios": ratios,
        "ratio": min(ratios.values()),
        "aim": round(1 / AIM, 2),
    }


def figures_of(seconds: dict[str, list[float]]) -> dict[str, dict]:
    return {page: figures.latencies(each) for page, each in seconds.items()}


def _look(names) -> dict[str, dict[str, list[float]]]:
    pages = [page for page in PAGES if _is_there(page)]
    found: dict[str, dict[str, list[float]]] = {name: {page: [] for page in pages} for name in names}
    for turn in range(REPEATS + 1):
        for name in names:
            with _database(name):
                client = _signed_in()
                for page in pages:
                    took = _seconds(client, page)
                    if turn:  # the first one plans every statement
                        found[name][page].append(took)
    return found


def _is_there(page: str) -> bool:
    from django.urls import Resolver404, resolve

    try:
        return bool(resolve(page))
    except Resolver404:
        return False


def _signed_in():
    from django.test import Client

    from crew.models import Login

    client = Client(headers={"host": "127.0.0.1"})
    client.force_login(Login.objects.order_by("pk").first())
    return client


def _seconds(client, page: str) -> float:
    from boiler_room import standing

    standing._kept.clear()  # what is shown again for five seconds is worked out anew
    begun = time.perf_counter()
    response = client.get(page)
    took = time.perf_counter() - begun
    if response.status_code != 200:
        raise RuntimeError(f"{page} answered {response.status_code} {response.headers.get('Location', '')}")
    return took


@contextmanager
def _database(name: str):
    """Inside, Django works on that database of the house."""
    from django.db import connection

    def use(database: str) -> None:
        connection.close()
        connection.close_pool()
        connection.settings_dict["NAME"] = database

    before = connection.settings_dict["NAME"]
    use(name)
    try:
        yield
    finally:
        use(before)
