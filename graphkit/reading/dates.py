"""Dates of documents: read in every common form, brought to YYYY-MM-DD, never guessed.

A day is taken as written, whatever its time zone. Where only a month or a year is told, or the text
is no date, there is none: a wrong day is worse than none.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache

from graphkit.errors import InputError

_LONGEST = 100
_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})(?:[T ].{1,40})?")
_YEAR_FIRST = re.compile(r"([0-9]{4})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})日?(?:[T ,].{0,40})?")
_COMPACT = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})(?:T?[0-9]{4}(?:[0-9]{2})?Z?)?")
_NUMBERS = re.compile(r"([0-9]{1,2})[-/. ]{1,2}([0-9]{1,2})[-/. ]{1,2}([0-9]{4})(?:[T ,].{0,40})?")
_EPOCH = re.compile(r"([0-9]{9,10})(?:[0-9]{3})?(?:\.[0-9]{1,6})?")
_MONTHS = (
    "january february march april may june july august september october november december".split()
)
_MONTH = "|".join(f"{name[:3]}(?:{name[3:]}|t)?\\.?" for name in _MONTHS)
_ORDINAL = r"(?:st|nd|rd|th)?"
_DAY_MONTH = rf"(?P<d>[0-9]{{1,2}}){_ORDINAL}(?: of)?[ -](?P<m>{_MONTH}),?"
_MONTH_DAY = rf"(?P<m>{_MONTH}) (?P<d>[0-9]{{1,2}}){_ORDINAL}"
_YEAR = r"(?P<y>(?:1[6-9]|20|21)[0-9]{2})"
_WRITTEN = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?<![0-9.]){_DAY_MONTH}[ -]{_YEAR}(?![0-9])",
        rf"(?<![A-Za-z0-9]){_MONTH_DAY}(?:,|\.)? {_YEAR}(?![0-9])",
        rf"(?<![A-Za-z0-9]){_MONTH_DAY} [0-9]{{1,2}}:[0-9]{{2}}(?::[0-9]{{2}})?"
        rf"(?: (?:[A-Z]{{2,5}}|[+-][0-9]{{4}}))? {_YEAR}(?![0-9])",
    )
)
_ISO_IN_TEXT = re.compile(r"(?<![0-9-])([0-9]{4})-([0-9]{2})-([0-9]{2})(?![0-9-])")
_NUMBERS_IN_TEXT = re.compile(
    r"(?<![0-9.])([0-9]{1,2})[./]([0-9]{1,2})[./]((?:19|20)[0-9]{2})(?![0-9])"
)
_IN_NAME = re.compile(r"(?<![0-9])([0-9]{4})[-_]([0-9]{2})[-_]([0-9]{2})(?![0-9])")
_LABEL = re.compile(
    r"(?:(?:date|dated|published|posted|updated|issued|released)(?: on)?:? )", re.IGNORECASE
)
_PLACE = r"[A-Z][A-Za-z.'’-]*(?:[ ,/]{1,2}[A-Z][A-Za-z.'’-]*){0,5}"
_SOURCE = r"(?:\s?[(/][^()/\n]{2,40}[)/])?"
_DASH = r"\s?(?:--?|–|—|―|:)\s"
# How agencies begin: "WASHINGTON, May 3, 2024 (Reuters) - ", "Moscow. 14 March. INTERFAX - ".
_STORY_STARTS = tuple(
    re.compile(
        rf"\s{{0,20}}{_PLACE}[,.]? (?i:{day})(?:,? {_YEAR})?[.,]?"
        rf"(?: [A-Z]{{2,20}})?{_SOURCE}{_DASH}"
    )
    for day in (_MONTH_DAY, _DAY_MONTH)
)
_WORTH_A_TRY = re.compile(
    rf"[0-9].{{0,40}}?(?<![A-Za-z])(?:{_MONTH})|(?<![A-Za-z])(?:{_MONTH}).{{0,40}}?[0-9]"
    r"|[0-9][-/.][0-9]{1,2}[-/.][0-9]",
    re.IGNORECASE,
)
_LINES_LOOKED_AT = 5
_CHARACTERS_LOOKED_AT = 2000


def iso_date(text: str, *, day_first: bool = False) -> str:
    """A date as YYYY-MM-DD.

    Args:
        text: a date in any common form, with a time or not: "2021-05-14", "20210514T100000Z",
            "14 May 2021", "Fri, 14 May 2021 10:00:00 GMT", "5/14/2021", "1620986400".
        day_first: "5/6/2021" is the fifth of June; without it, it is the sixth of May. Where only
            one of the two is a day, that one is meant.

    Raises:
        InputError: it is none of these, or no such day exists.
    """
    found = _read(" ".join(text.split()), day_first)
    if found is None:
        raise InputError(f"{text[:40]!r} is not a date: write it as YYYY-MM-DD, as in 2021-05-14.")
    return found


def first_day(text: str, *, day_first: bool = False) -> str | None:
    """A date as YYYY-MM-DD, or None if the text is none."""
    try:
        return iso_date(text, day_first=day_first)
    except InputError:
        return None


def found_day(text: str) -> str | None:
    """The one whole date that stands somewhere in a short text ("Updated 14 May 2021"), or None."""
    text = " ".join(text.split())
    for pattern in _WRITTEN:
        if (match := pattern.search(text)) and (day := _named(match)):
            return day
    if (match := _ISO_IN_TEXT.search(text)) and (day := _day(*match.groups())):
        return day
    if match := _NUMBERS_IN_TEXT.search(text):
        return _ordered(match, day_first=False)
    return None


def date_in_name(stem: str) -> str | None:
    """The one ISO date in a file's name ("2021-05-14-withdrawal"), or None."""
    found = {day for m in _IN_NAME.finditer(stem) if (day := _day(*m.groups()))}
    return found.pop() if len(found) == 1 else None


def dateline(text: str) -> str | None:
    """The date alone on one of a text's first lines ("Published: 14 May 2021"), or None."""
    lines = [line.strip() for line in text[:_CHARACTERS_LOOKED_AT].splitlines() if line.strip()]
    for line in lines[:_LINES_LOOKED_AT]:
        if len(line) > _LONGEST:
            continue
        bare = _LABEL.sub("", line, count=1).strip(" .()[]")
        if (bare[:1].isdigit() or bare[:3].isalpha()) and (day := _read(bare, False, epoch=False)):
            return day
    return None


def story_day(text: str, known: str | None) -> str | None:
    """The day in the dateline with which a story begins ("PARIS, May 3 (Reuters) - ..."), or None.

    Args:
        text: the document.
        known: a date of the document from elsewhere, YYYY-MM-DD: the year of a dateline without
            one is that of the last such day up to then (and a day more: clocks differ).
    """
    for line in text[:_CHARACTERS_LOOKED_AT].splitlines()[: 2 * _LINES_LOOKED_AT]:
        for pattern in _STORY_STARTS:
            if match := pattern.match(line):
                if match["y"]:
                    return _named(match)
                return _last_such(_month(match["m"]), match["d"], known)
    return None


def _last_such(month: str, number: str, known: str | None) -> str | None:
    if known is None:
        return None
    latest = date.fromisoformat(known)
    if latest < date.max:
        latest += timedelta(days=1)
    for year in (latest.year, latest.year - 1):
        day = _day(str(year), month, number)
        if day and day <= latest.isoformat():
            return day
    return None


@lru_cache(maxsize=4096)
def _read(text: str, day_first: bool, epoch: bool = True) -> str | None:
    if not text or len(text) > _LONGEST or not text.isprintable():
        return None
    for pattern in (_ISO, _YEAR_FIRST, _COMPACT):
        if match := pattern.fullmatch(text):
            return _day(*match.groups()[:3])
    if match := _NUMBERS.fullmatch(text):
        return _ordered(match, day_first)
    if epoch and (match := _EPOCH.fullmatch(text)):
        return datetime.fromtimestamp(int(match[1]), UTC).date().isoformat()
    for pattern in _WRITTEN:
        if match := pattern.search(text):
            return _named(match)
    return _parsed(text, day_first)


def _parsed(text: str, day_first: bool) -> str | None:
    """What dateutil makes of it, if it finds a day, a month and a year there and no else."""
    if not _WORTH_A_TRY.search(text):
        return None
    from warnings import catch_warnings, simplefilter

    from dateutil import parser

    days = set()
    with catch_warnings():
        simplefilter("ignore")  # unknown time zones: the day is taken as written
        # What the text does not tell is filled from the default; two of them show whether it did.
        for default in (datetime(2001, 2, 3), datetime(1998, 11, 27)):  # noqa: DTZ001
            try:
                found = parser.parse(text, default=default, dayfirst=day_first)
            except (ValueError, OverflowError, TypeError, AttributeError, IndexError):
                return None
            days.add(found.date().isoformat())
    return days.pop() if len(days) == 1 else None


def _ordered(match: re.Match[str], day_first: bool) -> str | None:
    first, second, year = match.groups()[:3]
    # Dots are written where the day comes first, everywhere.
    if day_first or "." in match.string[match.start(1) : match.end(2)]:
        return _day(year, second, first) or _day(year, first, second)
    return _day(year, first, second) or _day(year, second, first)


def _named(match: re.Match[str]) -> str | None:
    return _day(match["y"], _month(match["m"]), match["d"])


def _month(name: str) -> str:
    return str([m[:3] for m in _MONTHS].index(name[:3].lower()) + 1)


def _day(year: str, month: str, day: str) -> str | None:
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None
