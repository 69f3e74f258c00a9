"""A script in short, for paper: what to say first, and its questions with numbered answers."""

import re

from django.utils.translation import gettext as _

MOST_BOXES = 18  # beside a voter on one line
_FIELD = re.compile(r"\{(\w+)\}")


def spoken(body: dict, lang: str) -> str:
    """What a caller says first, with the script's own fields filled in and the voter's as blanks to fill."""
    first = body["steps"][body["start"]]
    return _filled(_text(first.get("say"), lang), body, lang)


def asked(body: dict) -> list[tuple[str, list[str]]]:
    """`(step, [answer ids])` of the questions that have boxes, in the order in which they are numbered."""
    found, boxes = [], 0
    for name in _in_order(body):
        answers = [answer["id"] for answer in body["steps"][name].get("answers", [])]
        if not body["steps"][name].get("ask") or not 1 <= len(answers) <= 9:
            continue
        boxes += len(answers)
        if boxes > MOST_BOXES:
            break
        found.append((name, answers))
    return found


def questions(body: dict, lang: str) -> list[dict]:
    """The same in words: `[{"ask", "answers": [label]}]`."""
    told = []
    for name, _answers in asked(body):
        step = body["steps"][name]
        said = "" if name == body["start"] else _filled(_text(step.get("say"), lang), body, lang)
        ask = " ".join(filter(None, [said, _text(step.get("ask"), lang)]))
        told.append({"ask": ask, "answers": [_text(answer["label"], lang) for answer in step["answers"]]})
    return told


def _in_order(body: dict) -> list[str]:
    """Steps as a caller may meet them: from the start, each after the one that leads to it."""
    order, waiting = [], [body["start"]]
    while waiting:
        name = waiting.pop(0)
        if name in order or name not in body["steps"]:
            continue
        order.append(name)
        waiting += [a["next"] for a in body["steps"][name].get("answers", []) if a.get("next")]
    return order


def _text(texts: dict | None, lang: str) -> str:
    texts = texts or {}
    return texts.get(lang) or next((text for text in texts.values() if text), "")


def _filled(text: str, body: dict, lang: str) -> str:
    own = body.get("fields", {}).get(lang, {})
    names = {
        "first": _("the voter’s name"),
        "last": _("the voter’s last name"),
        "name": _("the voter’s name"),
        "caller": _("your name"),
        "place": _("the polling place beside the name"),
        "place_address": _("its address"),
        "place_hours": _("its hours"),
        "city": _("the town"),
    }
    return _FIELD.sub(lambda found: own.get(found[1]) or f"[{names.get(found[1], found[1])}]", text)
