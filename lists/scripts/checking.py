"""Whether a script can be read out: branches lead somewhere, fields are known, words are there."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from lists.results import BY_CODE

LANGUAGES = ("en", "es")
VOTER_FIELDS = ("first", "last", "name", "caller", "place", "place_address", "place_hours", "city")
SCRIPT_FIELDS = ("campaign", "election_day")  # filled in by the script itself, in each language
FIELDS = VOTER_FIELDS + SCRIPT_FIELDS
SUPPORT = range(1, 6)  # what an answer may say: 1 strong supporter … 5 strong opponent
MOST_STEPS, MOST_ANSWERS, LONGEST_TEXT, LARGEST = 40, 12, 1000, 60_000
_IN_BRACES = re.compile(r"\{([^{}]*)\}")
_ID = re.compile(r"[a-z][a-z0-9_]{0,29}")


@dataclass
class Problems:
    """`errors` stop a script from being saved; `warnings` do not. Each is one sentence."""

    errors: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)


def problems(body) -> Problems:
    """All that is wrong with a script body, in the order of its steps."""
    found = Problems()
    try:
        _whole(body, found)
    except (AttributeError, KeyError, TypeError, ValueError):
        found.errors.append(_("This is not a script: a part of it has the wrong shape."))
    return found


def ids(body: dict) -> dict[str, dict[str, int]]:
    """Which answers say how somebody stands (an ID): {step: {answer: 1 to 5}}."""
    found = {
        name: {answer["id"]: answer["support"] for answer in step.get("answers", []) if answer.get("support")}
        for name, step in body["steps"].items()
    }
    return {name: said for name, said in found.items() if said}


def _whole(body: dict, found: Problems) -> None:
    languages, steps = body["languages"], body["steps"]
    if not languages or any(lang not in LANGUAGES for lang in languages):
        found.errors.append(_("A script is in English, Spanish or both."))
        return
    if len(json.dumps(body)) > LARGEST or len(steps) > MOST_STEPS:
        found.errors.append(_("The script is too long: at most %(n)s steps.") % {"n": MOST_STEPS})
        return
    if body["start"] not in steps:
        found.errors.append(_("The script has no first step “%(step)s”.") % {"step": body["start"]})
    for name, step in steps.items():
        _step(name, step, languages, steps, found)
    _texts_fit(body, languages, found)
    if not found.errors:
        _branches(body["start"], steps, found)


def _step(name: str, step: dict, languages: list, steps: dict, found: Problems) -> None:
    if not _ID.fullmatch(name):
        found.errors.append(_("“%(step)s” is no name for a step: a–z, digits, _.") % {"step": name[:40]})
    if not any(_filled(step.get(part), languages) for part in ("say", "ask")):
        found.errors.append(_("Step “%(step)s” says nothing and asks nothing.") % {"step": name})
    answers = step.get("answers", [])
    if not answers:
        found.errors.append(_("Step “%(step)s” has no answers, so the call could not end.") % {"step": name})
    if len(answers) > MOST_ANSWERS:
        found.errors.append(_("Step “%(step)s” has over %(n)s answers.") % {"step": name, "n": MOST_ANSWERS})
    ids = [answer["id"] for answer in answers]
    if len(set(ids)) != len(ids):
        found.errors.append(_("Step “%(step)s” has the same answer twice.") % {"step": name})
    for answer in answers:
        where = {"step": name, "answer": _any(answer["label"]) or answer["id"]}
        if not _ID.fullmatch(answer["id"]) or not _filled(answer["label"], languages):
            found.errors.append(_("Step “%(step)s”: an answer has no words.") % where)
        following, result = answer.get("next"), answer.get("result")
        if following is not None and following not in steps:
            found.errors.append(_("Step “%(step)s”: “%(answer)s” leads to a step that is not there.") % where)
        if answer.get("support") is not None and answer["support"] not in SUPPORT:
            found.errors.append(_("Step “%(step)s”: “%(answer)s” says a support that is not 1 to 5.") % where)
        if result is not None and result not in BY_CODE:
            found.errors.append(_("Step “%(step)s”: “%(answer)s” ends with an unknown result.") % where)
        if result is not None and following is not None:
            found.errors.append(
                _("Step “%(step)s”: “%(answer)s” ends the call with a result, so no step can follow.") % where
            )


def _texts_fit(body: dict, languages: list, found: Problems) -> None:
    own = body.get("fields", {})
    missing: dict[str, list[str]] = {}
    for where, texts in _texts(body["steps"]):
        for lang in languages:
            text = texts.get(lang, "")
            if not text:
                missing.setdefault(lang, []).append(where)
            if len(text) > LONGEST_TEXT or "\x00" in text:
                found.errors.append(_("%(where)s: the text is too long.") % {"where": where})
            for name in _IN_BRACES.findall(text):
                said = {"where": where, "field": name, "fields": ", ".join(FIELDS)}
                if name not in FIELDS:
                    found.errors.append(_("%(where)s: no field {%(field)s}. There are: %(fields)s.") % said)
                elif name in SCRIPT_FIELDS and not own.get(lang, {}).get(name):
                    found.warnings.append(_("%(where)s: {%(field)s} is not filled in above.") % said)
    names = {"en": _("English"), "es": _("Spanish")}
    for lang, places in missing.items():
        found.warnings.append(
            _("No %(language)s text yet: %(where)s. Callers see the other language there.")
            % {"language": names[lang], "where": "; ".join(places[:6]) + ("…" if len(places) > 6 else "")}
        )


def _texts(steps: dict) -> Iterator[tuple[str, dict]]:
    for name, step in steps.items():
        for part in ("say", "ask"):
            if step.get(part) and _any(step[part]):
                yield f"{name}", step[part]
        for answer in step.get("answers", []):
            yield f"{name}: {_any(answer['label'])}", answer["label"]


def _branches(start: str, steps: dict, found: Problems) -> None:
    """Every step is reached, and no path comes back to where it was."""
    done: set[str] = set()
    path: list[str] = []

    def follow(name: str) -> None:
        if name in path:
            loop = " → ".join([*path[path.index(name) :], name])
            found.errors.append(_("The script goes in a circle: %(loop)s.") % {"loop": loop})
        elif name not in done:
            path.append(name)
            for answer in steps[name].get("answers", []):
                if answer.get("next"):
                    follow(answer["next"])
            done.add(path.pop())

    follow(start)
    for name in steps:
        if name not in done:
            found.errors.append(_("No answer leads to step “%(step)s”.") % {"step": name})


def _filled(texts: dict | None, languages: list) -> bool:
    return bool(texts) and any(texts.get(lang, "").strip() for lang in languages)


def _any(texts: dict) -> str:
    return next((text for text in texts.values() if text), "")
