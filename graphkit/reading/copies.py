"""Copies of one story: documents that share most of their runs of five words.

A document is known by the smallest hashes of its runs ("bottom-k sketch", Broder 1997): what two
sketches share tells how much of their texts is the same, whatever was cut, added or changed.
"""

from __future__ import annotations

import re
from collections import Counter
from hashlib import blake2b
from typing import NamedTuple

_WORD = re.compile(r"\w+")
_RUN = 5
_KEPT = 32
_FEWEST = 12
"""Runs below which only texts of the same words are copies."""
_SAME = 0.6
MAX_DOCUMENTS = 200_000
"""Documents that are compared; later ones are read but not compared: sketches stay in memory."""


class Copy(NamedTuple):
    """What a document is a copy of.

    Attributes:
        original: path of the first document of the story.
        share: share of the text that is the same, 0 to 1.
    """

    original: str
    share: float


class Copies:
    """The stories seen so far."""

    def __init__(self) -> None:
        self._paths: list[str] = []
        self._sketches: list[tuple[int, ...]] = []
        self._by_hash: dict[int, list[int]] = {}
        self._same: dict[int, int] = {}

    def seen(self, text: str, path: str) -> Copy | None:
        """Whether a text is a copy of one before; if it is none, it is the first of its story.

        Args:
            text: a document's text.
            path: its path, to name it by.
        """
        if len(self._paths) >= MAX_DOCUMENTS:
            return None
        words = [word.lower() for word in _WORD.findall(text)]
        whole = _hash(" ".join(words))
        if whole in self._same:
            return Copy(self._paths[self._same[whole]], 1.0)
        runs = {_hash(" ".join(words[at : at + _RUN])) for at in range(len(words) - _RUN + 1)}
        sketch = tuple(sorted(runs)[:_KEPT]) if len(runs) >= _FEWEST else ()
        found = self._nearest(sketch)
        if found is None:
            self._keep(whole, sketch, path)
        return found

    def _nearest(self, sketch: tuple[int, ...]) -> Copy | None:
        shared = Counter(number for value in sketch for number in self._by_hash.get(value, ()))
        best: Copy | None = None
        for number, _ in shared.most_common(20):
            other = self._sketches[number]
            # Of the smallest hashes of both together, those that both have.
            both = sorted({*sketch, *other})[: min(len(sketch), len(other))]
            share = len({*both} & {*sketch} & {*other}) / len(both)
            if share >= _SAME and (best is None or share > best.share):
                best = Copy(self._paths[number], share)
        return best

    def _keep(self, whole: int, sketch: tuple[int, ...], path: str) -> None:
        number = len(self._paths)
        self._paths.append(path)
        self._sketches.append(sketch)
        self._same[whole] = number
        for value in sketch:
            self._by_hash.setdefault(value, []).append(number)


def _hash(text: str) -> int:
    return int.from_bytes(blake2b(text.encode("utf-8", "replace"), digest_size=8).digest(), "big")
