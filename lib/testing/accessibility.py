"""axe-core, run inside the page under test."""

from collections.abc import Callable
from pathlib import Path

import pytest

AXE = Path(__file__).resolve().parent.parent / "tests" / "vendor" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture
def axe() -> Callable[..., list[str]]:
    """`axe(page)` -> a sentence for each violation found; `assert axe(page) == []`.

    Violations of WCAG 2.2 A and AA and of axe's best practices, with the elements concerned; `only` names the rules
    to ask, where a page was asked all of them before.
    """

    def check(page, *, skip: tuple[str, ...] = (), only: tuple[str, ...] = ()) -> list[str]:
        page.evaluate(AXE.read_text())  # not a script element: the page's own CSP stays in force
        options = {
            "runOnly": {"type": "rule", "values": only} if only else {"type": "tag", "values": RULES},
            "rules": {rule: {"enabled": False} for rule in skip},
        }
        found = page.evaluate("options => axe.run(document, options)", options)["violations"]
        return [
            f"{v['id']}: {v['help']} at " + ", ".join(str(node["target"]) for node in v["nodes"])
            for v in found
        ]

    return check
