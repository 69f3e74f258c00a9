"""What is said about files is known, so that it can be said in another language."""

import ast
from pathlib import Path

import pytest
from django.utils import translation

from roll import fields, told, words

ROOM = Path(told.__file__).parent
SAYING = ("refuse", "Unreadable", "NotNow", "warn", "append")


def sentences():
    """Every sentence that this room's code says about a file, with something in place of what is filled in."""
    for path in sorted(ROOM.rglob("*.py")):
        if "tests" in path.parts:
            continue
        for call in (node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Call)):
            name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
            if name not in SAYING or (name == "append" and path.name != "report.py"):
                continue
            for said in call.args:
                if text := _filled(said):
                    yield path.name, text


def _filled(node: ast.expr) -> str:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(str(v.value) if isinstance(v, ast.Constant) else "7" for v in node.values)
    return ""


def test_every_sentence_is_known():
    found = {text: name for name, text in sentences()}
    hinted = "No layout fits this file.7 Say what it is (--as) or which layout (--layout)."
    plural = "has 7 column7 where 7 are expected"
    assert len(found) > 40 and {hinted, plural} <= set(found)
    unknown = {text: name for text, name in found.items() if not told.known(text)}
    assert set(unknown) == {hinted, plural}  # their two forms each are known


@pytest.mark.parametrize(
    "text",
    [
        "has no name",
        "has 1 column where 70 are expected",
        "an unknown status, 'Q', was taken as active",
        "an unknown ballot status, 'Q', is not counted as voted",
        "a support score outside 1–5 was left out",
        "line 1: column 'ncid' (Voter id) is missing; did you mean 'ncidd'?",
        "the same line twice: counted once",
        "No layout fits this file. Say what it is (--as) or which layout (--layout).",
    ],
)
def test_real_sentences_are_known_and_stay_in_english(text):
    assert told.known(text) and told.said(text) == text


def test_spanish_keeps_what_was_filled_in():
    with translation.override("es"):
        missing = told.said("line 1: column 'ncid' (Last name) is missing; did you mean 'ncidd'?")
        assert "'ncid'" in missing and "'ncidd'" in missing and "apellido" in missing.lower()
        gave_up = told.said(
            "More than half of the first 20 lines were refused, the first (line 2) because it has 1 column where"
            " 70 are expected. Is 'X' the right layout?"
        )
        assert "has 1 column" not in gave_up and "70" in gave_up
        assert told.said("nothing that this room says") == "nothing that this room says"


def test_every_field_has_a_label_in_words():
    labels = {spec.label for role in fields.FIELDS.values() for spec in role.values()}
    assert labels == set(words.FIELD)
