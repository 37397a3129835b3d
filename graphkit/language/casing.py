"""Text in capitals as it would be written otherwise: headlines, old wires.

"MACRON URGES SCHOLZ" is read as "Macron urges Scholz": words that the treebanks write in lower
case, and known verbs, become lower case; what is left is a name. The table is made by
`training.casing`; abbreviations are in `tokens.yaml`.
"""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from . import lemmas
from .wordlists import word_lists

DATA = Path(__file__).parent / "data" / "casing.json.gz"
#: Fewer words in capitals are an abbreviation or a name ("UN", "NEW DELHI").
FEWEST = 3
#: Share of the letters of a text in capitals that are capitals.
CAPITALS = 0.95
#: Unknown words of so few letters are abbreviations.
SHORTEST_NAME = 3
_ENDS = frozenset(".!?:")
#: Endings of verbs' forms, and of nouns that are no names.
_ENDINGS = ("", "s", "es", "ed", "d", "ing")
_NOUNS = re.compile(r"(?:s|ing|er|ers|ion|ment|ist|ism|ity|ness|ship|age|ance|ence|man|men|ly)$")


def in_capitals(words: Sequence[str]) -> bool:
    """Whether a paragraph is written in capitals throughout."""
    long = [word for word in words if len(word) > 1 and word.isalpha()]
    if len(long) < FEWEST or not long[0].isupper():
        return False
    letters = [char for word in words for char in word if char.isalpha()]
    return sum(char.isupper() for char in letters) >= CAPITALS * len(letters)


def written_small(words: Sequence[str]) -> list[str]:
    """The words of a paragraph in capitals as they would be written in running text."""
    written: list[str] = []
    begins = True
    for word in words:
        small = _small(word)
        if begins and small[:1].islower() and small.isalpha():
            small = small[0].upper() + small[1:]
        written.append(small)
        begins = (word[-1] in _ENDS and len(word) == 1) or (begins and not word[0].isalnum())
    return written


def known_lower(word: str) -> bool:
    """Whether a word, in lower case, is a verb, or a noun that by its ending is no name.

    The dictionary's nouns have cities and people among them.
    """
    index = lemmas.base_forms().index
    stems = {word.removesuffix(ending) for ending in _ENDINGS if word.endswith(ending)}
    if any(stem in index["verb"] or stem + "e" in index["verb"] for stem in stems):
        return True
    return _NOUNS.search(word) is not None and not stems.isdisjoint(index["noun"])


def _small(word: str) -> str:
    low = word.lower()
    if not word.isupper() or word.count(".") > 1:
        return word
    if low.rstrip(".") in word_lists().capitals:
        return word
    if not low[0].isalpha():
        return low  # 'S, 5TH
    lower, upper, title = _table()
    if low in upper:
        return word
    if low in lower or (known_lower(low) and low not in title):
        return low
    if len(low) <= SHORTEST_NAME and low.isalpha() and low not in title:
        return word
    return low[0].upper() + low[1:]


@lru_cache(maxsize=1)
def _table() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    made = json.loads(gzip.decompress(DATA.read_bytes()))
    return frozenset(made["lower"]), frozenset(made["upper"]), frozenset(made["title"])
