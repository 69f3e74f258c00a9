"""Takes the README's pictures from a real demo, on the evening of an invented Election Day.

    var/venv/bin/python docs/pictures/take.py [--voters N] [--var DIR]

Needs Chromium, as `./fieldoffice test` does. The office stands in a folder of its own and is gone afterwards.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
sys.path.insert(0, str(ROOT))

ZONE = ZoneInfo("America/New_York")
EVE = datetime(2026, 11, 2, 20, 0, tzinfo=ZONE)
MORNING = datetime(2026, 11, 3, 7, 5, tzinfo=ZONE)
EVENING = datetime(2026, 11, 3, 18, 40, tzinfo=ZONE)
PORT = 8790
MOST_BYTES = 150 * 1024


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--voters", type=int, default=100_000)
    parser.add_argument("--var", type=Path, default=Path(tempfile.gettempdir()) / "fieldoffice-pictures")
    args = parser.parse_args()
    from lib import postgres

    os.environ |= {"FIELDOFFICE_VAR": str(args.var), "DJANGO_SETTINGS_MODULE": "config.settings"}
    os.environ["FIELDOFFICE_HOSTS"] = ""
    with postgres.Use(args.var):
        inside(EVE, f"make({args.voters})")
        inside(MORNING, "live()")
        with office(args.voters, args.var) as page:
            photograph(page)
    return 0


def inside(moment: datetime, call: str) -> None:
    """Calls one of the two functions below in a process whose clock stands at `moment`."""
    code = f"import django; django.setup(); from docs.pictures.take import *; {call}"
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=at(moment), check=True)


def make(voters: int) -> None:
    from config.demo import making

    making.make(Path(os.environ["FIELDOFFICE_VAR"]), voters, True, print)


def live() -> None:
    from config.demo.note import Note
    from docs.pictures import day

    day.live(Note.read(Path(os.environ["FIELDOFFICE_VAR"])).code, range(MORNING.hour, EVENING.hour + 1))


def at(moment: datetime) -> dict[str, str]:
    """The environment of an office whose clock says `moment`."""
    shift = (moment - datetime.now(UTC)).total_seconds()
    return os.environ | {"FIELDOFFICE_CLOCK_SHIFT": str(round(shift)), "PYTHONPATH": str(ROOT)}


@contextmanager
def office(voters: int, var: Path):
    """The demo, open at EVENING; gives what it printed."""
    command = [sys.executable, "-m", "config.cli", "--var", str(var), "demo", "--voters", str(voters)]
    process = subprocess.Popen(
        [*command, "--port", str(PORT)], cwd=ROOT, env=at(EVENING), text=True, stdout=subprocess.PIPE
    )
    printed = ""
    try:
        for line in process.stdout:
            printed += line
            if "Ctrl-C closes it" in line:
                break
        yield printed
    finally:
        process.terminate()
        process.wait(60)


def photograph(printed: str) -> None:
    import re

    from playwright.sync_api import sync_playwright

    from lib.testing.chromium import ARGUMENTS, choose

    link = re.search(r"http\S+/join/\S+", printed)[0]
    email, password = re.search(r"(office@example\.org)\s+(\S+)", printed).groups()
    with (
        sync_playwright() as playwright,
        playwright.chromium.launch(executable_path=choose(playwright.chromium), args=ARGUMENTS) as browser,
    ):
        boiler_room(browser, link.split("/join/")[0], email, password)
        caller(browser, link)


def boiler_room(browser, url: str, email: str, password: str) -> None:
    page = browser.new_context(viewport={"width": 1280, "height": 860}, locale="en-US").new_page()
    page.goto(f"{url}/staff/login/")
    page.locator("[name=login]").fill(email)
    page.locator("[name=password]").fill(password)
    page.locator("main button.primary").click()
    page.goto(f"{url}/")
    page.get_by_role("link", name="Fairwater", exact=True).first.click()  # the county, by staging location
    page.get_by_text("Northside staging").first.wait_for()
    page.get_by_text("● live", exact=True).wait_for()
    keep(page, "boiler-room.png")


def caller(browser, link: str) -> None:
    phone = browser.new_context(
        viewport={"width": 390, "height": 780}, device_scale_factor=2, locale="en-US", is_mobile=True
    )
    page = phone.new_page()
    page.clock.install(time=EVENING)
    page.goto(link)
    page.locator("#name").fill("Sam Rivera")
    page.locator("#phone").fill("(919) 555-0177")
    page.locator("#join [type=submit]").click()
    page.wait_for_url("**/calls/")
    page.locator("#call").wait_for()
    keep(page, "caller.png")


def keep(page, name: str) -> None:
    """Writes the picture; it must stay small, because every clone carries it."""
    page.evaluate("document.fonts.ready")
    page.screenshot(path=HERE / name, animations="disabled", caret="hide")
    size = (HERE / name).stat().st_size
    print(f"{name}: {size // 1024} kB")
    if size > MOST_BYTES:
        sys.exit(f"{name} is larger than {MOST_BYTES // 1024} kB")


if __name__ == "__main__":
    sys.exit(main())
