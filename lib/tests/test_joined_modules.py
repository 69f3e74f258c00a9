"""Modules joined into one file do what they did apart."""

import subprocess

import pytest

from lib.joined_modules import CannotJoin, join
from lib.tests.test_javascript import node

FILES = {
    "room/page.entry.js": """import { add, one as first } from "./parts/add.js";
import words from "./words.js";
import * as all from "../lib/kit.js";

console.log(add(first, all.two), words.hello, all.three());
""",
    "room/parts/add.js": """/** Adds. */

import { two } from "../../lib/kit.js";

// why
export const one = 1;
export async function later() {}
export function add(a, b) {
  return a + b + two - 2;
}
""",
    "room/words.js": 'export default { hello: "// not a comment" };\n',
    "lib/kit.js": "const two = 2;\nfunction three() {\n  return 3;\n}\nexport { two, three };\n",
}


def test_joined_code_runs_as_its_modules_would(tmp_path):
    path = tmp_path / "page.mjs"
    path.write_text(join("room/page.entry.js", FILES.__getitem__))
    run = subprocess.run([node(), str(path)], capture_output=True, text=True, check=True)
    assert run.stdout == "3 // not a comment 3\n"


def test_a_module_needed_twice_is_in_it_once():
    assert join("room/page.entry.js", FILES.__getitem__).count("const two = 2;") == 1


def test_a_missing_module_is_named():
    with pytest.raises(KeyError, match=r"lib/kit\.js"):
        join("room/page.entry.js", {k: v for k, v in FILES.items() if k != "lib/kit.js"}.__getitem__)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ('import { a } from "./page.entry.js";\n', "imports itself"),
        ('import "./side.js";\n', "import"),
        ('export * from "./other.js";\n', "export"),
    ],
)
def test_what_it_does_not_know_stops_it(text, why):
    with pytest.raises(CannotJoin, match=why):
        join("room/page.entry.js", {"room/page.entry.js": text}.__getitem__)
