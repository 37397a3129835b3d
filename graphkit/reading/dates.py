"""Dates of documents: checked, brought to YYYY-MM-DD, and found where they are unmistakable."""

from __future__ import annotations

import re
from datetime import date
from email.utils import parsedate

from graphkit.errors import InputError

_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})(?:[T ][0-9:.,]+ ?(?:Z|UTC|[+-][0-9:]{2,6})?)?")
_COMPACT = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")
_MONTHS = (
    "january february march april may june july august september october november december".split()
)
_MONTH = "|".join(f"{name[:3]}(?:{name[3:]}|t)?\\.?" for name in _MONTHS)
_DAY_FIRST = re.compile(rf"([0-9]{{1,2}}) ({_MONTH}),? ([0-9]{{4}})", re.IGNORECASE)
_MONTH_FIRST = re.compile(rf"({_MONTH}) ([0-9]{{1,2}}),? ([0-9]{{4}})", re.IGNORECASE)
_IN_NAME = re.compile(r"(?<![0-9])([0-9]{4})[-_]([0-9]{2})[-_]([0-9]{2})(?![0-9])")
_DATELINE = re.compile(
    r"(?:(?:date|dated|published|posted|updated)(?: on)?:? )?[(\[]?"
    r"([0-9]{4})-([0-9]{2})-([0-9]{2})(?:[T ][0-9:.,]+ ?(?:Z|UTC|[+-][0-9:]{2,6})?)?[)\]]?\.?",
    re.IGNORECASE,
)
_LINES_LOOKED_AT = 5
_CHARACTERS_LOOKED_AT = 2000


def iso_date(text: str) -> str:
    """A date as YYYY-MM-DD.

    Args:
        text: "2021-05-14", with a time or not, "20210514", "14 May 2021", "May 14, 2021", or a
            mail or feed date ("Fri, 14 May 2021 10:00:00 GMT"). The day is taken as written,
            whatever its time zone.

    Raises:
        InputError: it is none of these, or no such day exists.
    """
    found = _written(text.strip())
    if found is None:
        raise InputError(f"{text[:40]!r} is not a date: write it as YYYY-MM-DD, as in 2021-05-14.")
    return found


def date_in_name(stem: str) -> str | None:
    """The one ISO date in a file's name ("2021-05-14-withdrawal"), or None."""
    found = {day for m in _IN_NAME.finditer(stem) if (day := _day(*m.groups()))}
    return found.pop() if len(found) == 1 else None


def dateline(text: str) -> str | None:
    """The ISO date alone on one of a text's first lines ("Published: 2021-05-14"), or None."""
    lines = [line.strip() for line in text[:_CHARACTERS_LOOKED_AT].splitlines() if line.strip()]
    for line in lines[:_LINES_LOOKED_AT]:
        match = _DATELINE.fullmatch(line)
        if match and (day := _day(*match.groups())):
            return day
    return None


def _written(text: str) -> str | None:
    match = _ISO.fullmatch(text) or _COMPACT.fullmatch(text)
    if match:
        return _day(*match.groups())
    if match := _DAY_FIRST.fullmatch(text):
        return _day(match[3], _month(match[2]), match[1])
    if match := _MONTH_FIRST.fullmatch(text):
        return _day(match[3], _month(match[1]), match[2])
    if len(text) < 100 and (parts := _mail_date(text)):
        return _day(*(str(part) for part in parts))
    return None


def _mail_date(text: str) -> tuple[int, int, int] | None:
    # `parsedate` guesses from very little ("5 May" of no year); a weekday shows a real one.
    if not re.match(r"[A-Za-z]{3,9},", text):
        return None
    try:
        parts = parsedate(text)
    except (ValueError, OverflowError, IndexError):
        return None
    return parts[:3] if parts else None


def _month(name: str) -> str:
    return str([m[:3] for m in _MONTHS].index(name[:3].lower()) + 1)


def _day(year: str, month: str, day: str) -> str | None:
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None
