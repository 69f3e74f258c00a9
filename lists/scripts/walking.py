"""Going through a script answer by answer, as the caller's screen does (`calls/static/calls/script.js`)."""

import re

_FIELD = re.compile(r"\{(\w+)\}")
SAMPLE = {
    "first": "Maria", "last": "Sample", "name": "Maria Sample", "caller": "Sam",
    "place": "Sample School", "place_address": "1 Sample Street", "place_hours": "6:30–19:30",
    "city": "Sampleton",
}  # fmt: skip


def walk(body: dict, answers: dict[str, str]) -> dict:
    """`{"steps": [(id, step, answer or None)], "result": code or None, "ride": bool}` for these answers."""
    steps, seen, ride, at = [], set(), False, body["start"]
    while at and at in body["steps"] and at not in seen:
        seen.add(at)
        step = body["steps"][at]
        answer = next((a for a in step.get("answers", []) if a["id"] == answers.get(at)), None)
        steps.append((at, step, answer))
        if answer is None:
            return {"steps": steps, "result": None, "ride": ride}
        ride = ride or bool(answer.get("ride"))
        if answer.get("result"):
            return {"steps": steps, "result": answer["result"], "ride": ride}
        at = answer.get("next")
    return {"steps": steps, "result": "contacted" if steps else None, "ride": ride}


def in_language(texts: dict | None, lang: str) -> str:
    """The text in `lang`, else in whichever language has it."""
    return (texts or {}).get(lang) or next((t for t in (texts or {}).values() if t), "")


def filled(text: str, body: dict, lang: str) -> list[tuple[str, bool]]:
    """`[(text, is a field)]` with an invented voter's fields; what nothing fills is shown as [its name]."""
    values = SAMPLE | {k: v for k, v in body.get("fields", {}).get(lang, {}).items() if v}
    parts, at = [], 0
    for found in _FIELD.finditer(text):
        if found.start() > at:
            parts.append((text[at : found.start()], False))
        parts.append((values.get(found[1]) or f"[{found[1]}]", True))
        at = found.end()
    if at < len(text):
        parts.append((text[at:], False))
    return parts
