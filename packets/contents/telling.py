"""What stands beside a voter's name on any sheet."""

from django.utils.translation import gettext as _


def about(age, *more: str) -> str:
    return " · ".join(filter(None, [str(int(age)) if age is not None else "", *more]))


def language(code: str) -> str:
    return {"en": _("English"), "es": _("Spanish")}.get(code, code)
