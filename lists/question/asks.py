"""What a condition must say, checked by name; each raises WrongQuestion with a sentence."""

from django.utils.translation import gettext as _

from lists.question.wrong import WrongQuestion

LONGEST = 400  # values in one condition


def one_of(name: str, node: dict, *required: str, may: tuple[str, ...] = ()) -> None:
    """Refuses missing and unknown keys by name."""
    given = set(node) - {"field"}
    if missing := sorted(set(required) - given):
        raise WrongQuestion(_("“%(field)s” lacks: %(keys)s") % {"field": name, "keys": ", ".join(missing)})
    if unknown := sorted(given - set(required) - set(may)):
        raise WrongQuestion(
            _("“%(field)s” cannot say: %(keys)s") % {"field": name, "keys": ", ".join(unknown)}
        )


def whole(value, low: int, high: int, name: str) -> None:
    if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
        raise WrongQuestion(
            _("“%(field)s” wants a whole number from %(low)s to %(high)s")
            % {"field": name, "low": low, "high": high}
        )


def texts(name: str, values) -> None:
    if not isinstance(values, list) or not 1 <= len(values) <= LONGEST:
        raise WrongQuestion(_("“%(field)s” wants a list of at least one value") % {"field": name})
    if not all(isinstance(v, str) and 0 < len(v) <= 40 and "\x00" not in v for v in values):
        raise WrongQuestion(_("“%(field)s” wants texts of at most 40 letters") % {"field": name})


def true_or_false(name: str, value) -> None:
    if not isinstance(value, bool):
        raise WrongQuestion(_("“%(field)s” is true or false") % {"field": name})
