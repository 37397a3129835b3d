"""One run of text without white space to words, by UD's rules for English.

A run is read from left to right; at each place the first kind of word that fits is taken. Each rule
is general, and was measured on the training halves of EWT and GUM. What a run splits into never
depends on the text around it, so that it can be remembered.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from .wordlists import word_lists

#: (start, end) of a word inside its run.
Span = tuple[int, int]

#: Runs remembered with their words; beyond it the memory is emptied (bounded memory on any input).
CACHE_SIZE = 50_000
_known: dict[str, tuple[Span, ...]] = {}

#: Letters, digits, and what is written over, under or beside letters in scripts with such signs.
_W = (
    r"[\w\u200c\u200d\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u0610-\u061a\u064b-\u0670\u06d6-\u06ed"
    r"\u0900-\u0963\u0966-\u0fff\u1000-\u109f\u1780-\u17d3]"
)
_LETTER = r"[^\W\d_]"
_CLITIC = r"['’`](?i:s|re|ve|ll|d|m)(?!\w)"
_NOT = r"(?i:n['’`]t)(?!\w)"
#: An address goes on to the last character that ends no sentence and closes no bracket.
_ADDRESS = r"(?:[^\s<>\"“”()\[\]]|\([^\s()]*\))*(?:[^\s<>\"“”().,;:!?'’\[\]}…*|]|\([^\s()]*\))/?"
_DIGITS = r"\d(?:[\d.:/]|,\d{3}(?!\d))*(?<=\d)"

#: Kinds of words in the order in which they are tried; the names in capitals are word lists.
_KINDS = {
    # http://example.org/a-b, www.example.org; a.b@example.org, @name; example.org/a
    "address": rf"(?i:[a-z][a-z0-9+]{{1,10}}://|www\.(?=\w)|mailto:){_ADDRESS}"
    r"|[\w.+%-]*\w(?:\.\.\.)?@\w[\w-]*(?:\.\w[\w-]*)*|@\w+"
    rf"|\w[\w-]*(?:\.\w[\w-]*)*\.[a-z]{{2,}}/{_ADDRESS}",
    "hashtag": rf"\#{_LETTER}\w*",
    "face": r"(?<![\w)])(?:[:;=][-o^']?(?:[)(|*\\3]+|[DPpOo/])(?!\w)|<3(?!\w)|\^_+\^|-_+-)",
    # ..., ?!, ====, --
    "row": r"(?:\.\.+|…)[.!?…]*|[.!?]*[!?][.!?]*|(?P<mark>[=_*~<>\#+|^$])(?P=mark)+"
    r"|[-=_*~<>\#+|^]{4,}|--+|''|’’|‘’|``",
    "clitic": rf"(?<=[\w.])(?:{_CLITIC}|{_NOT})",
    # 713-853-3989, 2001-09-11
    "numbers": r"(?<![\w-])(?:\d+-\d+-\d+|(?:\+?\d{1,2}[-.])?(?:\d{3}[-./])?\d{3}-\d{4})(?![\w-])",
    # U.S., e.g., Ph.D.
    "dotted": rf"(?<!\w)(?:{_LETTER}(?:\.{_LETTER})+|INNER_STOPS)(?:\.|(?!\w))",
    # .com, .doc
    "ending": r"(?<!\w)\.[a-z][a-z0-9]+(?!\w)",
    # "th- this", "pre- and post-war"
    "broken": rf"(?<![\w-]){_LETTER}{_W}*-(?=$|[,.])",
    "slashed": r"(?<!\w)SLASHED(?!\w)",
    "number": rf"(?<![\w)])[+-]?\.?{_DIGITS}|{_DIGITS}",
    # non-Western, pro-Beijing
    "prefixed": rf"(?<![\w-])PREFIXES-(?:(?:{_LETTER}\.){{2,}}|{_W}+)",
    "negated": rf"{_W}+?(?={_NOT})",
    # O'Brien, AT&T, cnn.com, OPEC+
    "word": rf"{_LETTER}{_W}*(?:(?:[&*_+]|(?!{_CLITIC})['’]|\.(?=[a-z0-9])){_W}+)*"
    r"(?:\+\+?(?![\w+]))?",
    "other": rf"\w{_W}*|.",
}
#: What belongs to the number before it ("1980s", "4x4", "20.doc"), if it is no unit.
_BEHIND_NUMBER = re.compile(rf"{_W}+(?:\.[a-z]+)?|\.[a-z][a-z0-9]*(?!\w)|[a-z]+/[a-z]+")
_CLOCK = re.compile(r"[AaPp]\.?[Mm](?!\w)")
_DECADE = re.compile(r"(?<=0)['’]s(?!\w)")


def split(run: str) -> tuple[Span, ...]:
    """Words of a run of text without white space, in order; together they cover all of it."""
    spans = _known.get(run)
    if spans is None:
        if len(_known) >= CACHE_SIZE:
            _known.clear()
        spans = _known[run] = tuple(_split(run))
    return spans


def _split(run: str) -> list[Span]:
    if run.isalpha() and run.lower() not in word_lists().contractions:
        return [(0, len(run))]
    kinds = _kinds()
    spans: list[Span] = []
    at = 0
    while at < len(run):
        match = kinds.match(run, at)
        kind, end = (match.lastgroup or "other", match.end()) if match else ("other", at + 1)
        spans += _words(run, kind, at, end)
        at = spans[-1][1]
    return spans


def _words(run: str, kind: str, start: int, end: int) -> list[Span]:
    """The words of one match; the last may end behind it."""
    if kind == "number":
        return [(start, _number_end(run, end))]
    if kind in {"word", "negated"}:
        if kind == "word" and _is_abbreviation(run, start, end):
            return [(start, end + 1)]
        cuts = word_lists().contractions.get(run[start:end].lower(), ())
        if cuts and not (start and run[start - 1].isalnum()):
            return list(pairwise([start, *(start + cut for cut in cuts), end]))
    return [(start, end)]


def _number_end(run: str, end: int) -> int:
    """Where a number ends, with the letters behind it that are no unit."""
    decade = _DECADE.match(run, end)
    if decade is not None:  # the 60's
        return decade.end()
    behind = _BEHIND_NUMBER.match(run, end)
    if behind is None or _CLOCK.match(run, end):
        return end
    unit = behind.group().lower() in word_lists().units and behind.group() != "G"  # 5G
    return end if unit else behind.end()


def _is_abbreviation(run: str, start: int, end: int) -> bool:
    """Whether the full stop behind a word belongs to it: "Gen.", and an initial, "J."."""
    if not run.startswith(".", end) or run.startswith("..", end):
        return False
    initial = end - start == 1 and not (
        start and (run[start - 1].isalnum() or run[start - 1] == "-")
    )
    return initial or run[start:end].lower() in word_lists().abbreviations


@lru_cache(maxsize=1)
def _kinds() -> re.Pattern[str]:
    lists = word_lists()
    patterns = []
    for kind, pattern in _KINDS.items():
        for name in ("inner_stops", "slashed", "prefixes"):
            words = sorted(getattr(lists, name), key=len, reverse=True)
            any_of = "(?i:" + "|".join(re.escape(word) for word in words) + ")"
            pattern = pattern.replace(name.upper(), any_of)
        patterns.append(f"(?P<{kind}>{pattern})")
    return re.compile("|".join(patterns), re.DOTALL)
