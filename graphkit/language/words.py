"""One run of text without white space to UD words: spaCy's English rules, then UD's differences.

Each difference is a general rule, measured on the training halves of EWT and GUM. What a run splits
into never depends on the text around it, so that it can be remembered.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.tokens import Doc

#: (start, end) of a word inside its run.
Span = tuple[int, int]

#: Prefixes that UD English leaves on their word ("non-Western", "pro-Beijing", "e-mail").
PREFIXES = frozenset(
    "anti co counter cross e ex inter intra macro micro mid mini multi neo non over post pre pro "
    "pseudo quasi re semi socio sub trans ultra un".split()
)
#: Abbreviations whose full stop belongs to them, beyond those that spaCy knows.
ABBREVIATIONS = frozenset(
    "al approx attn ave blvd brig capt cmdr col dept div ed eds esp est figs ft gens govs hon "
    "lt maj messrs mlle mme pres reps sens sgt thur thurs tues vol vols".split()
)
#: Abbreviations only before a number ("No. 10", "Art. 5"); elsewhere they end a sentence.
BEFORE_NUMBER = frozenset("art fig no nos p para pp sec".split())

_ADDRESS = re.compile(r"://|^\W*www\.|@\w|^\W*[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}/")
#: Cuts that spaCy does not make.
_CUTS = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?<=\d)(?=[AaPp]\.?[Mm]\b)",  # 7:30|PM
        r"(?<=[^\W\d_])(?=/[^\W\d_])|(?<=[^\W\d_]/)(?=[^\W\d_])",  # and|/|or
        r"(?<=^[Ww]an)(?=na$)",
        r"(?<=.[)\]\"”])(?=:)",
        r"(?<=[^\W\d_]\.)(?=-[^\W\d_])|(?<=[^\W\d_]\.-)(?=[^\W\d_])",  # U.S.|-|led
        r"(?<=[^\W\d_])(?=-\d)|(?<=[^\W\d_]-)(?=\d)",  # F|-|16
        r"(?<=\d)(?=(?:bn|mn|tn|[bkmBKM])\b)",  # 1.2|bn
        r"(?<=^US)(?=\$)",
        r"(?<=\d)(?=[–—]\d)|(?<=\d[–—])(?=\d)",  # 1|–|10
        r"(?<=\d)(?=,\d)(?!,\d{3}(?!\d))|(?<=\d,)(?=\d)(?!\d{3}(?!\d))",  # 16|,|17
        r"(?<=\w)(?=\(s\))|(?<=\w\()(?=s\))",  # account|(|s|)
        r"(?<=[^\W\d_][.,!?])(?=[\"“”\[])|(?<=[^\W\d_][.,!?][\"“”\[])(?=\w)",  # said,|"|we
        r"(?<=[^\W\d_])(?=[,!?][\"“”\[])|(?<=[a-z]{3})(?=\.[\"“”\[])|(?=[\[\]])|(?<=[\[\]])",
        r"(?<=^-)(?=[^\W\d_]{2})",  # -|based
        r"(?<=[a-z])(?=['’](?:ve|re|ll)\b)",
        r"(?<=[A-Z])(?=N['’]T\b)|(?<=[A-Z])(?=['’](?:S|LL|RE|VE|M|D)\b)",  # DO|N'T
    )
)
#: Joins: rows of marks, telephone numbers, words with a bound prefix.
_ONE_WORD = tuple(
    re.compile(pattern)
    for pattern in (
        r"[.!?]*[!?][.!?]*|(?:\.\.+|…)[.!?…]*",
        r"([=_*~<>#+|^$])\1+|[-=_*~<>#+|^]{4,}",
        r"(?<![\w-])(?:\+?\d{1,2}[-.])?(?:\d{3}[-./])?\d{3}-\d{4}(?![\w-])",
        r"(?<!\w)#[^\W\d]\w*",
        r"^(?i:wed|id)(?=$|[.,)])",  # spaCy reads "we'd", "I'd"
        rf"(?<![\w-])(?i:{'|'.join(sorted(PREFIXES))})-\w+",
    )
)
#: Runs remembered with their words; beyond it the memory is emptied (bounded memory on any input).
CACHE_SIZE = 50_000
_known: dict[str, tuple[Span, ...]] = {}


def split(run: str) -> tuple[Span, ...]:
    """Words of a run of text without white space, in order; together they cover all of it."""
    spans = _known.get(run)
    if spans is None:
        if len(_known) >= CACHE_SIZE:
            _known.clear()
            _tokenizer.cache_clear()  # its vocabulary remembers every word it ever saw
        spans = _known[run] = tuple(_split(run))
    return spans


def _split(run: str) -> list[Span]:
    if run.isdigit():
        return [(0, len(run))]
    spans = [(word.idx, word.idx + len(word.text)) for word in _tokenizer()(run)]
    if not _ADDRESS.search(run):
        for pattern in _CUTS:
            for match in pattern.finditer(run):
                spans = _cut(spans, match.start())
    for pattern in _ONE_WORD:
        for match in pattern.finditer(run):
            spans = _join(spans, match.start(), match.end())
    return _full_stop(run, spans)


def _cut(spans: list[Span], at: int) -> list[Span]:
    """Cut the word around offset `at`."""
    cut: list[Span] = []
    for start, end in spans:
        cut += [(start, at), (at, end)] if start < at < end else [(start, end)]
    return cut


def _join(spans: list[Span], first: int, last: int) -> list[Span]:
    """Make one word of offsets first..last, cutting words that reach over its ends."""
    before = [(start, min(end, first)) for start, end in spans if start < first]
    after = [(max(start, last), end) for start, end in spans if end > last]
    return [*before, (first, last), *after]


def _full_stop(run: str, spans: list[Span]) -> list[Span]:
    """Give an abbreviation its full stop back."""
    joined: list[Span] = []
    for start, end in spans:
        if (
            joined
            and run[start:end] == "."
            and run[joined[-1][0] : joined[-1][1]].lower() in ABBREVIATIONS
        ):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


@lru_cache(maxsize=1)
def _tokenizer() -> Callable[[str], Doc]:
    import spacy

    return spacy.blank("en").tokenizer
