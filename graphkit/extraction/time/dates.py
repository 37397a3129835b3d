"""When an event was: time expressions of its clause, resolved against the document's date.

Only whole days are told: "last month" or "in 2015" gives no date rather than a made-up day.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from graphkit.extraction.lexicon.words import words
from graphkit.extraction.syntax.tree import Sentence

WEEKDAYS = {
    name: index
    for index, name in enumerate(
        ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
    )
}
WEEKDAYS |= {
    "mon": 0,
    "tue": 1,
    "tues": 1,
    "wed": 2,
    "thu": 3,
    "thur": 3,
    "thurs": 3,
    "fri": 4,
    "sat": 5,
}
MONTHS = {
    name: index + 1
    for index, names in enumerate(
        ("january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul",
         "august aug", "september sep sept", "october oct", "november nov", "december dec")
    )
    for name in names.split()
}  # fmt: skip
_DAY = re.compile(r"^(\d{1,2})(?:st|nd|rd|th)?$")
_YEAR = re.compile(r"^(1[5-9]\d\d|20\d\d|21\d\d)$")
_ISO = re.compile(r"^(\d{4})-(\d{2})-(\d{2})$")


#: An ISO date or None, and "text" or "document": where it comes from.
Dated = tuple[str | None, str | None]


@dataclass(frozen=True, slots=True)
class When:
    """A time expression: where it stands and the day it means (None where it is no single day)."""

    at: int
    day: date | None


def expressions(s: Sentence, published: date | None) -> list[When]:
    """All time expressions of a sentence."""
    found: list[When] = []
    skip = -1
    for at, word in enumerate(s.lower):
        if at <= skip:
            continue
        plain = word.rstrip(".")
        if plain in MONTHS and s.words[at][:1].isupper():
            when, skip = _month(s, at, published)
            found.append(when)
        elif plain in WEEKDAYS and s.words[at][:1].isupper():
            found.append(When(at, _weekday(s, at, published)))
        elif (
            _YEAR.match(word)
            and s.lower[at + 1 : at + 4 : 2] == ["-", "-"]
            and len(s) > at + 4
            and (iso := _ISO.match("".join(s.lower[at : at + 5])))
        ):
            found.append(When(at, _day(int(iso[1]), int(iso[2]), int(iso[3]))))
            skip = at + 4
        elif plain in {"today", "tonight"}:
            found.append(When(at, published))
        elif plain in {"yesterday", "tomorrow"}:
            found.append(When(at, _shift(published, 1 if plain == "tomorrow" else -1)))
        elif (iso := _ISO.match(word)) is not None:
            found.append(When(at, _day(int(iso[1]), int(iso[2]), int(iso[3]))))
        elif _no_day(s, at):
            found.append(When(at, None))
    return found


def event_date(s: Sentence, trigger: int, found: list[When], published: date | None) -> Dated:
    """(ISO date of the event of a trigger, where it comes from), or Nones.

    The nearest time expression up the tree counts; without any, the day of publication, but for
    what was over by then ("had attacked").
    """
    if not found:
        if published is None or _over(s, trigger):
            return None, None
        return published.isoformat(), "document"
    above = [trigger]
    while s.heads[above[-1]] != above[-1]:
        above.append(s.heads[above[-1]])
    best: tuple[int, int, When] | None = None
    for when in found:
        word = when.at
        for _ in range(len(s)):
            if word in above:
                rank = (above.index(word), abs(when.at - trigger), when)
                if best is None or rank[:2] < best[:2]:
                    best = rank
                break
            word = s.heads[word]
    if best is None or best[2].day is None:
        return None, None
    return best[2].day.isoformat(), "text"


def _over(s: Sentence, trigger: int) -> bool:
    """Whether the verb of an event tells of a time before the text's: "had attacked"."""
    word = trigger
    while s.upos[word] not in {"VERB", "AUX"} and s.heads[word] != word:
        word = s.heads[word]
    auxiliaries = [s.lower[c] for c in s.kids(word, "aux")]
    return "had" in auxiliaries or (s.lower[word] == "used" and s.kid(word, "xcomp") is not None)


def _no_day(s: Sentence, at: int) -> bool:
    """Whether a word tells a time longer than a day: "in 2015", "last month", "earlier"."""
    dep = s.deps[at]
    if _YEAR.match(s.lower[at]):
        return dep in {"obl", "obl:unmarked", "nmod", "nmod:unmarked", "nummod"}
    return s.lemmas[at] in words().vague_times and (
        dep.startswith("obl") or dep in {"advmod", "nmod:unmarked"}
    )


def _shift(day: date | None, days: int) -> date | None:
    """A day so many days later, or None where the calendar ends."""
    try:
        return day + timedelta(days=days) if day else None
    except OverflowError:
        return None


def _weekday(s: Sentence, at: int, published: date | None) -> date | None:
    """The last such day up to publication ("next" and "last" move it)."""
    if published is None:
        return None
    wanted = WEEKDAYS[s.lower[at].rstrip(".")]
    before = s.lower[at - 1] if at else ""
    back = (published.weekday() - wanted) % 7
    if before == "next" or (before in {"on", "this"} and _future(s, at) and back):
        return _shift(published, 7 - back)
    if before == "last" and back == 0:
        back = 7
    return _shift(published, -back)


def _future(s: Sentence, at: int) -> bool:
    head = s.heads[at]
    return any(
        s.deps[c] == "aux" and s.lower[c] in {"will", "'ll", "shall"} for c in s.children[head]
    )


def _month(s: Sentence, at: int, published: date | None) -> tuple[When, int]:
    """The day of "March 27, 2015", "27 March" or "March 27", and the last word used.

    A month alone is no day.
    """
    month = MONTHS[s.lower[at].rstrip(".")]
    last = at
    number: int | None = None
    year: int | None = None
    if at + 1 < len(s) and (match := _DAY.match(s.lower[at + 1])):
        number, last = int(match[1]), at + 1
    elif at and (match := _DAY.match(s.lower[at - 1])):
        number = int(match[1])
    following = last + 1
    if following < len(s) and s.words[following] == ",":
        following += 1
    if following < len(s) and _YEAR.match(s.words[following]):
        year, last = int(s.words[following]), following
    if number is None:
        return When(at, None), last
    if year is None:
        if published is None:
            return When(at, None), last
        year = published.year
        guess = _day(year, month, number)
        if guess is not None and guess - published > timedelta(days=120):
            year -= 1
    return When(at, _day(year, month, number)), last


def _day(year: int, month: int, number: int) -> date | None:
    try:
        return date(year, month, number)
    except ValueError:
        return None
