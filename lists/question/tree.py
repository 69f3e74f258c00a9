"""Reading a question: shape, sizes, and names, each refused in words."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from lists.question.fields import FIELDS
from lists.question.wrong import WrongQuestion

DEEPEST = 6
MOST = 60  # conditions and groups in one question


def checked(question) -> dict:
    """The question itself if it can be asked; raises WrongQuestion with a sentence if not."""
    _check(question, 1)
    if sum(1 for _node in nodes(question)) > MOST:
        raise WrongQuestion(_("The question is too long: at most %(n)s conditions") % {"n": MOST})
    return question


def _check(node, depth: int) -> None:
    if not isinstance(node, dict):
        raise WrongQuestion(_("A condition or a group was expected, not: %(it)s") % {"it": str(node)[:40]})
    if depth > DEEPEST:
        raise WrongQuestion(_("The question is too deep: at most %(n)s levels") % {"n": DEEPEST})
    if "field" in node:
        field = FIELDS.get(node["field"]) if isinstance(node["field"], str) else None
        if field is None:
            raise WrongQuestion(_("There is no field “%(field)s”") % {"field": str(node["field"])[:40]})
        field.check(node)
        return
    if len(node) != 1 or next(iter(node)) not in ("all", "any", "not"):
        raise WrongQuestion(_("A group is one of: all, any, not"))
    ((link, inside),) = node.items()
    if link == "not":
        _check(inside, depth + 1)
        return
    if not isinstance(inside, list) or len(inside) > MOST:
        raise WrongQuestion(_("“%(link)s” wants a list of at most %(n)s") % {"link": link, "n": MOST})
    if link == "any" and not inside:
        raise WrongQuestion(_("“any” wants at least one condition: nobody would meet none"))
    for child in inside:
        _check(child, depth + 1)


def nodes(node: dict) -> Iterator[dict]:
    """The node and all below it."""
    yield node
    if "field" in node:
        return
    ((link, inside),) = node.items()
    for child in [inside] if link == "not" else inside:
        yield from nodes(child)
