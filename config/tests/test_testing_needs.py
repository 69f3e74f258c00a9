"""What tests need is looked for, then installed way by way, and said when nothing helped."""

import socket

import pytest

from config import testing_needs


@pytest.fixture
def ways(monkeypatch):
    """`ways(helps)` -> list of the ways tried; Chromium starts after the one called `helps`."""

    def arrange(helps: str = "") -> list[str]:
        tried: list[str] = []
        monkeypatch.setattr(testing_needs, "_node_starts", lambda: True)
        monkeypatch.setattr(testing_needs, "_chromium_starts", lambda: helps in tried)
        for name in ("_playwrights_chromium", "_its_libraries", "_debians_chromium"):
            monkeypatch.setattr(testing_needs, name, lambda name=name: tried.append(name))
        return tried

    return arrange


def test_ways_are_tried_until_one_helps(ways):
    tried = ways("_its_libraries")
    assert testing_needs.provide({"unit", "browser"}) == ""
    assert tried == ["_playwrights_chromium", "_its_libraries"]


def test_when_none_helps_it_says_what_to_do(ways):
    tried = ways("nothing")
    assert "apt install chromium" in testing_needs.provide({"browser"})
    assert len(tried) == 3


def test_without_browser_tests_no_browser_is_fetched(ways):
    tried = ways("nothing")
    assert testing_needs.provide({"unit"}) == "" and tried == []


def test_a_node_that_does_not_start_gives_way_to_the_machines_own(monkeypatch):
    monkeypatch.setenv("PLAYWRIGHT_NODEJS_PATH", "/bin/false")
    monkeypatch.setattr(testing_needs.shutil, "which", lambda name: "/bin/true" if name == "node" else None)
    assert not testing_needs._node_starts()
    assert testing_needs.provide({"unit"}) == "" and testing_needs._node_starts()


def test_an_address_that_takes_connections_but_never_answers_is_given_up(monkeypatch):
    monkeypatch.setattr(testing_needs, "REACHED_WITHIN", 0.1)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        assert not testing_needs._reachable(f"http://127.0.0.1:{silent.getsockname()[1]}/")
