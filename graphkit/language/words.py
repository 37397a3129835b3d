"""One run of text without white space to words, by UD's rules for English.

A run is read from left to right; at each place the first kind of word that fits is taken. Each rule
is general, and was measured on the training halves of EWT and GUM. What a run splits into never
depends on the text around it, so that it can be remembered.
"""

from __future__ import annotations

import re
from functools import lru_cache

from .wordlists import WordLists, word_lists

#: (start, end) of a word inside its run.
Span = tuple[int, int]

#: Runs remembered with their words; beyond it the memory is emptied (bounded memory on any input).
CACHE_SIZE = 50_000
_known: dict[str, tuple[Span, ...]] = {}

#: Letters, digits and what is written over, under or between them in scripts that have such signs.
_W = r"[\w\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u0610-\u061a\u064b-\u0670\u06d6-\u06ed\u0900-\u0963\u0966-\u0fff\u1000-\u109f\u1780-\u17d3]"
_LETTER = r"[^\W\d_]"
_INSIDE = r"(?:[^\s<>\"“”()\[\]]|\([^\s()]*\))*"
_END = r"(?:[^\s<>\"“”().,;:!?'’\[\]}…*|]|\([^\s()]*\))"
_CLITIC = r"['’`](?i:s|re|ve|ll|d|m)(?!\w)"

#: Kinds of words in the order in which they are tried.
_KINDS = {
    # http://example.org/a-b, www.example.org, mailto:a@b.org
    "address": rf"(?i:[a-z][a-z0-9+]{{1,10}}://|www\.(?=\w)|mailto:){_INSIDE}{_END}/?"
    # a.b@example.org, @name, example.org/a
    rf"|[\w.+%-]*\w(?:\.\.\.)?@\w[\w-]*(?:\.\w[\w-]*)*|@\w+"
    rf"|\w[\w-]*(?:\.\w[\w-]*)*\.[a-z]{{2,}}/{_INSIDE}{_END}/?",
    "hashtag": rf"\#{_LETTER}\w*",
    "face": r"(?<![\w)])(?:[:;=][-o^']?(?:[)(|*\\3]+|[DPpOo/])(?!\w)|<3(?!\w)|\^_+\^|-_+-)",
    # ..., ?!, ====, ----
    "row": r"(?:\.\.+|…)[.!?…]*|[.!?]*[!?][.!?]*|(?P<mark>[=_*~<>\#+|^$])(?P=mark)+|[-=_*~<>\#+|^]{4,}|--+|''|’’|‘’|``",
    "clitic": rf"(?<=\w){_CLITIC}|(?<=\w)(?i:n['’]t)(?!\w)",
    # 713-853-3989
    "telephone": r"(?<![\w-])\d+-\d+-\d+(?![\w-])|(?<![\w-])(?:\+?\d{1,2}[-.])?(?:\d{3}[-./])?\d{3}-\d{4}(?![\w-])",
    # U.S., e.g., a.m.
    "dotted": rf"(?<!\w){_LETTER}(?:\.{_LETTER})+(?:\.|(?!\w))",
    "ending": r"(?<!\w)\.[a-z][a-z0-9]+(?!\w)",
    "broken": rf"(?<![\w-]){_W}+-(?![\w-])",
    "slashed": r"(?<!\w)(?:SLASHED)(?!\w)",
    "number": r"(?<![\w)])[+-]?\.?\d(?:[\d.:/]|,\d{3}(?!\d))*(?<=\d)|\d(?:[\d.:/]|,\d{3}(?!\d))*(?<=\d)",
    "prefixed": rf"(?<![\w-])(?:PREFIXES)-{_W}+",
    "negated": rf"{_W}+?(?=(?i:n['’]t)(?!\w))",
    "word": rf"{_LETTER}{_W}*(?:(?:[&*_]|(?!{_CLITIC})['’]|\.(?=[a-z0-9]))(?:{_W}+))*",
    "other": rf"\w{_W}*|.",
}


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
        assert match is not None
        words = _words(run, match.lastgroup or "", at, match.end())
        spans += words
        at = words[-1][1]
    return spans


def _words(run: str, kind: str, start: int, end: int) -> list[Span]:
    """The words of one match; the last may end after it (a full stop) or before (a unit)."""
    lists = word_lists()
    if kind == "number":
        if run[end-1] == "0" and _DECADE.match(run, end):
            return [(start, end + 2)]
        letters = _LETTERS.match(run, end)
        if letters is None or letters.group().lower() in lists.units or _CLOCK.match(run, end):
            return [(start, end)]
        return [(start, letters.end())]
    if kind not in {"word", "dotted", "negated"}:
        return [(start, end)]
    word = run[start:end].lower()
    if kind == "word" and run.startswith(".", end) and not run.startswith("..", end):
        if word in lists.abbreviations or (len(word) == 1 and (start == 0 or not run[start-1].isalnum())):
            return [(start, end + 1)]
    cuts = lists.contractions.get(word)
    if cuts is None or (start and run[start - 1].isalnum()):
        return [(start, end)]
    bounds = [start, *(start + cut for cut in cuts), end]
    return list(zip(bounds, bounds[1:]))


_LETTERS = re.compile(rf"{_W}+(?:\.[a-z]+)?|\.[a-z][a-z0-9]*(?!\w)|[a-z]+/[a-z]+")
_DECADE = re.compile(r"['’]s(?!\w)")
_CLOCK = re.compile(r"[AaPp]\.?[Mm](?!\w)")


@lru_cache(maxsize=1)
def _kinds() -> re.Pattern[str]:
    lists = word_lists()
    filled = {
        kind: pattern.replace("PREFIXES", "(?i:" + "|".join(sorted(lists.prefixes)) + ")").replace(
            "SLASHED", "(?i:" + "|".join(sorted(map(re.escape, lists.slashed))) + ")")
        for kind, pattern in _KINDS.items()
    }
    return re.compile("|".join(f"(?P<{kind}>{pattern})" for kind, pattern in filled.items()), re.S)
