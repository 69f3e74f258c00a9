"""A data director's way from a county's file to a sheet that can be called, without touching a mouse."""

from roll.tests.browser.conftest import county_file

VOTERS = 24


def test_from_file_to_sheet_by_keyboard(at_work, live_office, axe, tmp_path):
    page = at_work(viewport={"width": 1280, "height": 800})
    _load(page, tmp_path / "ncvoter32.txt")
    _script(page)
    _universe(page, axe)
    page.get_by_role("link", name="Cut a sheet").press("Enter")
    page.get_by_label("Name of the sheet").fill("Durham, first pass")
    page.get_by_label("Tries a day").fill("2")
    page.get_by_label("Busy").fill("45")
    page.get_by_role("button", name="Cut the sheet").press("Enter")
    page.get_by_role("heading", name="Durham, first pass").wait_for()
    assert page.get_by_text(f"Cut: {VOTERS} voters").is_visible()
    assert page.get_by_text("Busy: 45 min").is_visible()
    cut = "select attempts_a_day, rests, report->'members' from lists_sheet where name = 'Durham, first pass'"
    assert live_office.sql(cut) == [(2, {"busy": 45}, VOTERS)]


def _load(page, path):
    path.write_bytes(county_file(VOTERS, "DURHAM", 32, party_cd="GRE"))
    page.goto("/roll/loads/")
    page.get_by_label("File", exact=True).set_input_files(path)
    page.get_by_label("Who gave it").focus()
    page.keyboard.type("State board")
    page.keyboard.press("Tab")
    page.keyboard.type("Getting out the vote")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Accept into the roll").press("Enter")
    page.get_by_role("button", name="Take this load back").wait_for(
        timeout=60_000
    )  # the jobs process does it


def _script(page):
    page.goto("/lists/scripts/new/")
    page.get_by_label("Name", exact=True).fill("Short and kind")
    page.get_by_label("Say · English").fill(
        "Hi {first}, this is {caller}. Vote at {place}, open {place_hours}."
    )
    page.get_by_label("Ask · English").fill("Will you vote on Tuesday?")
    page.get_by_label("Answer 1 · English").fill("Yes")
    page.get_by_label("Answer 2 · English").fill("Voted already")
    after = page.get_by_label("After answer 2")
    after.focus()
    page.keyboard.press("ArrowDown")  # from "contacted" to "already voted"
    page.get_by_role("button", name="Save as a new version").press("Enter")
    page.get_by_text("Hi Maria, this is Sam. Vote at Sample School").wait_for()
    page.get_by_role("link", name="Voted already").press("Enter")
    page.get_by_text("recorded as: already voted").wait_for()


def _universe(page, axe):
    """Drops what the file cannot answer, adds a condition, and sees the count follow."""
    page.goto("/lists/universes/new/")
    page.get_by_label("Name", exact=True).fill("Greens of Durham")
    for unknown in ("Support", "Turnout"):
        page.get_by_role("button", name=f"Remove: {unknown}").press("Enter")
        page.get_by_role("button", name=f"Remove: {unknown}").wait_for(state="detached")
    page.get_by_label("Condition to add").first.focus()
    page.keyboard.type("Party")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.get_by_role("checkbox", name="GRE").press("Space")
    counted = page.locator("#count")
    counted.get_by_text("party GRE").wait_for()
    counted.get_by_text("Numbers to ring").wait_for()
    assert counted.get_by_role("definition").first.inner_text() == str(VOTERS)
    assert axe(page) == []
    page.get_by_role("button", name="Save").press("Enter")
    page.get_by_text("Saved: Greens of Durham").wait_for()
