"""What was on the screen, in words: browsers by their marks, times, names of lists; and whatever else a page may say."""

import pytest

from boiler_room.help.on_screen import browser, read

KIT = "AppleWebKit/537.36 (KHTML, like Gecko)"
AGENTS = {
    f"Mozilla/5.0 (Linux; Android 10; K) {KIT} Chrome/142.0.0.0 Mobile Safari/537.36": "Chrome 142, Android",
    f"Mozilla/5.0 (X11; Linux x86_64) {KIT} HeadlessChrome/141.0 Safari/537.36": "Chrome 141, Linux",
    f"Mozilla/5.0 (Windows NT 10.0) {KIT} Chrome/142.0 Safari/537.36 Edg/142.0": "Edge 142, Windows",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 Version/17.5 Mobile/15E148 Safari/604.1":
    "Safari 17, iPhone",
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:132.0) Gecko/20100101 Firefox/132.0": "Firefox 132, Mac",
    f"Mozilla/5.0 (Linux; Android 13) {KIT} SamsungBrowser/27.0 Chrome/125.0 Mobile Safari/537.36":
    "Samsung Internet 27, Android",
    "curl/8": "curl/8",
    "": "",
}  # fmt: skip


@pytest.mark.parametrize(("agent", "said"), AGENTS.items())
def test_browsers_are_called_by_name(agent, said):
    assert browser(agent) == said


@pytest.mark.django_db
def test_lines_in_words_and_nothing_breaks_it():
    screen = {
        "room": "calls", "state": "voter", "online": False, "heard": 300, "waiting": 3, "lang": "es",
        "sheet": 99, "newer": {"a": 1}, "wide": 360, "stuck": 0, "post": None, "build": "x" * 99,
    }  # fmt: skip
    said = dict(read(screen))
    assert said["Screen"] == "calls · voter" and said["Language"] == "Español"
    assert said["Line"] == "without the office, last exchange 5 min before"
    assert (said["Not sent yet"], said["List"], said["newer"]) == ("3", "99", "{'a': 1}")
    assert said["Page"].startswith("another build: xxx") and "stuck" not in said and "post" not in said
    for odd in ({}, {"sheet": "7", "heard": "soon", "waiting": [], "agent": 5, "post": {"x": 1}, "lang": []}):
        read(odd)
