"""Between a script and its plain form: a fieldset a step, a line an answer."""

import re
from collections.abc import Iterator

from django.http import QueryDict

from lists.scripts.checking import LANGUAGES, MOST_ANSWERS, MOST_STEPS, SCRIPT_FIELDS

EMPTY = {
    "languages": list(LANGUAGES),
    "start": "hello",
    "fields": {},
    "steps": {"hello": {"say": {}, "ask": {}, "answers": []}},
}


def ordered(body: dict) -> Iterator[tuple[str, dict]]:
    """Steps in the order in which a call comes to them (JSON in the database has none), loose ones last."""
    waiting, seen = [body.get("start")], set()
    while waiting:
        name = waiting.pop(0)
        if name in body["steps"] and name not in seen:
            seen.add(name)
            yield name, body["steps"][name]
            waiting += [answer.get("next") for answer in body["steps"][name].get("answers", [])]
    for name in body["steps"]:
        if name not in seen:
            yield name, body["steps"][name]


def posted(data: QueryDict) -> dict:
    """The body that a submitted form says, with its `act` done (`step`, `drop:<n>`, `answer:<n>`)."""
    act, _colon, which = data.get("act", "").partition(":")
    steps = [_step(n, data) for n in range(MOST_STEPS + 1) if f"s{n}-id" in data]
    if act == "drop" and which.isdecimal():
        steps = [step for n, step in enumerate(steps) if n != int(which)]
    renamed = {was: name for was, name, _step_ in steps if was and was != name}
    for _was, _name, step in steps:
        for answer in step["answers"]:
            answer["next"] = renamed.get(answer["next"], answer["next"])
    named: dict[str, dict] = {}
    for _was, name, step in steps:
        named[_free(name, named)] = step
    if act == "step":
        named[_free("step", named)] = {"say": {}, "ask": {}, "answers": []}
    languages = [lang for lang in LANGUAGES if lang in data.getlist("languages")]
    fields = {
        lang: {name: data.get(f"f-{lang}-{name}", "").strip()[:200] for name in SCRIPT_FIELDS}
        for lang in LANGUAGES
    }
    return {"languages": languages, "start": next(iter(named), ""), "fields": fields, "steps": named}


def _step(n: int, data: QueryDict) -> tuple[str, str, dict]:
    """(its name before, its name now, the step)"""
    name = _slug(data.get(f"s{n}-id", ""), f"step_{n + 1}")
    step = {part: _texts(data, f"s{n}-{part}") for part in ("say", "ask")}
    answers = [_answer(data, f"s{n}a{m}") for m in range(MOST_ANSWERS + 3)]
    step["answers"] = [answer for answer in answers if answer]
    taken: set[str] = set()
    for m, answer in enumerate(step["answers"]):
        answer["id"] = _free(
            answer["id"] or _slug(next(iter(answer["label"].values())), f"answer_{m + 1}"), taken
        )
        taken.add(answer["id"])
    return data.get(f"s{n}-was", ""), name, step


def _answer(data: QueryDict, key: str) -> dict | None:
    label = _texts(data, key)
    if not label:
        return None
    goes, _colon, where = data.get(f"{key}-goes", "").partition(":")
    answer = {"id": data.get(f"{key}-id", "")[:30], "label": label, "next": where if goes == "step" else None}
    if goes == "result":
        answer["result"] = where
    if data.get(f"{key}-ride"):
        answer["ride"] = True
    if data.get(f"{key}-support", "").isdecimal():
        answer["support"] = int(data[f"{key}-support"])
    return answer


def _texts(data: QueryDict, key: str) -> dict:
    return {lang: text for lang in LANGUAGES if (text := data.get(f"{key}-{lang}", "").strip())}


def _slug(text: str, otherwise: str) -> str:
    found = re.sub(r"[^a-z0-9]+", "_", text.lower()).strip("_")[:26]
    return found if found and found[0].isalpha() else otherwise


def _free(name: str, taken) -> str:
    """`name`, or with a number behind it if it is taken."""
    tries = (name, *(f"{name}_{n}" for n in range(2, 99)))
    return next(one for one in tries if one not in taken)


def shown(body: dict, more: int | None = None) -> list[dict]:
    """For the template, a dict a step, each with two blank lines for answers."""
    names = [name for name, _step_ in ordered(body)]
    steps = []
    for n, (name, step) in enumerate(ordered(body)):
        answers = [
            {"key": f"s{n}a{m}", **answer, "goes": _goes(answer)}
            for m, answer in enumerate(step.get("answers", []))
        ]
        blank = {"label": {}, "goes": "", "id": ""}
        answers += [{"key": f"s{n}a{len(answers) + m}", **blank} for m in range(5 if more == n else 2)]
        steps.append(
            {"n": n, "name": name, "step": step, "answers": answers[: MOST_ANSWERS + 1], "first": n == 0}
        )
    for one in steps:
        one["others"] = [name for name in names if name != one["name"]]
    return steps


def _goes(answer: dict) -> str:
    if answer.get("result"):
        return f"result:{answer['result']}"
    return f"step:{answer['next']}" if answer.get("next") else ""
