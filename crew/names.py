"""Names and phone numbers as people type them, made fit to keep."""

import re
import unicodedata

import phonenumbers
from django.utils.translation import gettext as _

LONGEST_NAME = 80  # characters
HOME = "US"  # numbers without a country code are read as numbers of this country


def name(typed: str) -> str:
    """One line, single spaces, at most 80 characters; ValueError (in words) when long or without a letter."""
    whole = unicodedata.normalize("NFC", typed)
    visible = "".join(c for c in whole if unicodedata.category(c)[0] != "C" or c.isspace())
    kept = re.sub(r"\s+", " ", visible).strip()
    if len(kept) > LONGEST_NAME:
        raise ValueError(_("That name is very long. Please shorten it to 80 letters."))
    if not any(c.isalpha() for c in kept):
        raise ValueError(_("Please type your name."))
    return kept


def phone(typed: str) -> str:
    """E.164 (`+19195550142`); ValueError (in words) for what cannot be a phone number.

    Loose on purpose: a number is refused for its length, never for an area code newer than our tables.
    """
    try:
        number = phonenumbers.parse(typed[:60], HOME)
    except phonenumbers.NumberParseException:
        number = None
    whole = phonenumbers.ValidationResult.IS_POSSIBLE  # not "possible, if one dials from next door"
    if number is None or phonenumbers.is_possible_number_with_reason(number) != whole:
        raise ValueError(_("Please type your phone number with its area code: (919) 555-0142."))
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def same(one: str, other: str) -> bool:
    """Whether two names are one person's, but for case, accents and punctuation."""
    return _bare(one) == _bare(other)


def _bare(kept: str) -> str:
    plain = unicodedata.normalize("NFKD", kept).casefold()
    return "".join(c for c in plain if c.isalnum())


def shown(number: str) -> str:
    """A kept number as people read it: (919) 555-0142, or with its country code when abroad."""
    try:
        parsed = phonenumbers.parse(number)
    except phonenumbers.NumberParseException:
        return number
    here = parsed.country_code == phonenumbers.country_code_for_region(HOME)
    style = phonenumbers.PhoneNumberFormat.NATIONAL if here else phonenumbers.PhoneNumberFormat.INTERNATIONAL
    return phonenumbers.format_number(parsed, style)
