"""Bodies written beside a name: "Graham Watson (ALDE)", "N, on behalf of the Greens"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from graphkit.extraction.syntax.tree import POSSESSIVES, Sentence

_LONGEST = 8
_ABBREVIATION = re.compile(r"^[A-Z][a-z&/-]*+[A-Z][A-Za-z&/-]*$")
_BEHALF = ["on", "behalf", "of"]


@dataclass(frozen=True, slots=True)
class Affiliation:
    """What a name belongs to or speaks for.

    Attributes:
        name: (first, end) of the person's name.
        body: (first, end) of the words that name the body.
        speaks: he speaks for it ("on behalf of"), rather than only belonging to it.
    """

    name: tuple[int, int]
    body: tuple[int, int]
    speaks: bool


def affiliations(s: Sentence) -> Iterator[Affiliation]:
    """The affiliations written beside the names of people in a sentence."""
    for first, end, label in s.runs:
        if label != "PERSON":
            continue
        if end + 2 < len(s) and s.words[end] == "(":
            inner = range(end + 2, min(len(s), end + _LONGEST))
            close = next((at for at in inner if s.words[at] == ")"), None)
            if close is not None and _names_body(s, end + 1, close):
                yield Affiliation((first, end), (end + 1, close), False)
        before = first - 1
        if before > 0 and s.lower[before] in POSSESSIVES:
            # "Civic Passion's Wong Yeung-tat"
            for begin, stop, kind in s.runs:
                if kind == "ORG" and stop in {before, before + 1}:
                    yield Affiliation((first, end), (begin, before), False)
        if end + 1 < len(s) and s.lower[end] in {"of", "from"}:
            # "Alvin Yeung of the Civic Party"
            name_at = end + 1 + (s.lower[end + 1] == "the")
            for begin, stop, kind in s.runs:
                if kind == "ORG" and begin in {name_at, name_at - 1} and begin > end:
                    yield Affiliation((first, end), (name_at, stop), False)
        at = end + (end < len(s) and s.words[end] == ",")
        if s.lower[at : at + 3] == _BEHALF:
            for begin, stop, kind in s.runs:
                if kind == "ORG" and at + 3 <= begin <= at + 4:
                    yield Affiliation((first, end), (begin, stop), True)


def _names_body(s: Sentence, first: int, close: int) -> bool:
    """Whether brackets hold the name of a body: "(ALDE)", not "(left)" or "(1979)"."""
    text = "".join(s.words[first:close])
    label = next((kind for begin, _, kind in s.runs if begin == first), "")
    return label == "ORG" or (label != "PERSON" and _ABBREVIATION.match(text) is not None)
