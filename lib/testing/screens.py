"""What every page of staff owes everybody, whatever it shows."""


def faultless(page, axe, address: str) -> None:
    """The page at `address` has one heading, no fault of accessibility in light or dark, and nothing sideways."""
    page.goto(address)
    assert page.locator("h1").count() == 1, address
    page.emulate_media(color_scheme="light")
    assert axe(page) == [], address
    page.emulate_media(color_scheme="dark")
    assert axe(page, only=("color-contrast",)) == [], f"{address} in the dark"
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{address} scrolls sideways"
