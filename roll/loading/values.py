"""What the values of a file mean. Columns with few distinct values (dates, codes, counties) are read once each,
here, and joined back to the million rows in SQL."""

import re
from dataclasses import dataclass
from datetime import date

from roll import layout as layouts
from roll.layout import Layout
from roll.reading.header import plain

BLANKS = frozenset(("", "*", "NULL", "N/A", "NA", "NONE", "UNKNOWN"))
OLDEST = 115  # the oldest American on record reached 119; files hold ages of 263
FORMATS = {
    "MM/DD/YYYY": re.compile(r"(?P<m>\d{1,2})[/-](?P<d>\d{1,2})[/-](?P<y>\d{4})"),
    "YYYY-MM-DD": re.compile(r"(?P<y>\d{4})[-/](?P<m>\d{1,2})[-/](?P<d>\d{1,2})"),
    "YYYYMMDD": re.compile(r"(?P<y>\d{4})(?P<m>\d\d)(?P<d>\d\d)"),
    "DD/MM/YYYY": re.compile(r"(?P<d>\d{1,2})[/-](?P<m>\d{1,2})[/-](?P<y>\d{4})"),
}
USUAL = ("YYYY-MM-DD", "MM/DD/YYYY", "YYYYMMDD")
TIME_OF_DAY = re.compile(r"[T ]\d{1,2}:\d\d.*$")
STATUS_WORDS = {
    "active": ("A", "ACTIVE", "ACT"),
    "inactive": ("I", "INACTIVE", "INA", "CONFIRMATION"),
    "preregistered": ("P", "PRE", "PREREGISTERED", "PENDING"),
    "gone": ("R", "REMOVED", "CANCELLED", "CANCELED", "D", "DENIED", "DECEASED"),
}
LANGUAGES = {
    "english": "en", "eng": "en", "spanish": "es", "spa": "es", "español": "es", "chinese": "zh",
    "mandarin": "zh", "cantonese": "zh", "vietnamese": "vi", "korean": "ko", "tagalog": "tl", "filipino": "tl",
    "arabic": "ar", "french": "fr", "haitian": "ht", "haitian creole": "ht", "creole": "ht", "russian": "ru",
    "portuguese": "pt", "hmong": "hmn", "hindi": "hi", "somali": "so", "polish": "pl", "german": "de",
    "japanese": "ja",
}  # fmt: skip


def day(raw: str, layout: Layout) -> tuple[date | None, str]:
    """A date by the layout's formats (or the usual ones): `(date, "")`, `(None, "")` for a blank or placeholder,
    `(None, what is wrong)` otherwise. A time of day is cut off."""
    raw = TIME_OF_DAY.sub("", raw.strip())
    if (
        raw.upper() in BLANKS
        or raw in layout.dates.get("placeholders", ())
        or not any(c.isdigit() for c in raw)
    ):
        return None, ""
    for name in (*layout.dates.get("formats", ()), *USUAL):
        if found := FORMATS[name].fullmatch(raw):
            try:
                value = date(int(found["y"]), int(found["m"]), int(found["d"]))
            except ValueError:
                continue
            return (None, "") if value.year <= 1900 else (value, "")
    return None, "a date that no calendar has, or in no known format"


@dataclass(frozen=True)
class Born:
    """What is known of an age: `adult_on` is None for who is 18 already."""

    year: int | None
    adult_on: date | None
    problem: str = ""


def born(birth_date: str, birth_year: str, age: str, layout: Layout, today: date) -> Born:
    """From what a file says. With a year alone the birthday counts as the year's last day, so nobody is
    contacted before it; a current age of 18 or more settles that they are of age."""
    exact, problem = day(birth_date, layout) if birth_date else (None, "")
    if exact is None and re.fullmatch(r"\d{4}", birth_date.strip()):
        birth_year, problem = birth_date.strip(), ""
    year = exact.year if exact else int(birth_year) if re.fullmatch(r"\d{4}", birth_year) else None
    years = int(age) if re.fullmatch(r"\d{1,4}", age) else None
    if year is None and years is not None and years <= OLDEST:
        year = today.year - years
    if (year is not None and not today.year - OLDEST <= year <= today.year) or (years or 0) > OLDEST:
        return Born(None, None, "an age that nobody has reached, or a birth in the future")
    if year is None or year + 18 < today.year or (exact is None and years is not None and years >= 18):
        return Born(year, None, problem)
    if exact is None:
        return Born(
            year, date(year + 18, 12, 31), "a year of birth alone: under 18 perhaps until the year's end"
        )
    try:
        adult = exact.replace(year=year + 18)
    except ValueError:  # 29 February
        adult = date(year + 18, 3, 1)
    return Born(year, adult if adult > today else None, problem)


def status(raw: str, layout: Layout) -> tuple[str, str]:
    """`active`, `inactive`, `pre` or `gone`, and a problem. What no table knows stays contactable."""
    word = raw.strip().upper()
    for meaning, words in (layout.status or STATUS_WORDS).items():
        if word in words:
            return ("pre" if meaning == "preregistered" else meaning), ""
    return "active", "" if not word else f"an unknown status, {raw[:20]!r}, was taken as active"


def county(raw: str, code: str, state: str) -> tuple[str, str] | None:
    """`(code, name)` of a county by its name, three letters or number; None if the state has none such.

    For a state without a table any name is taken as it stands.
    """
    table = layouts.counties(state)
    if not table:
        return (plain(raw or code).upper(), (raw or code).title()) if raw or code else None
    wanted = {plain(w) for w in (raw, code) if w}
    number = code.lstrip("0") or raw.lstrip("0") or "0"
    for row in table:
        keys = {plain(row["county"]), plain(row.get("code3", "")), plain(row["county"]) + "county"}
        numbers = {row.get("code", ""), row.get("number", "")}
        if wanted & (keys - {""}) or (not plain(raw).isalpha() and number in numbers):
            return plain(row["county"]).upper(), row["county"].title()
    return None


def language(raw: str) -> str:
    """A language tag of two or three letters; "" for blank or unknown, which leaves the voter with English."""
    word = raw.strip().lower()
    if not word:
        return ""
    return LANGUAGES.get(word) or (word if re.fullmatch(r"[a-z]{2,3}", word) else "")


def sex(raw: str) -> str:
    """`M`, `F` or "" for anything else."""
    word = raw.strip().upper()
    return word[:1] if word in ("M", "F", "MALE", "FEMALE") else ""
