"""Words to the numbers that the encoder reads: word pieces and the word's shape.

Training and run time both use this module, so that they cannot drift apart.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from . import bert

#: Pieces of one word that the encoder sees; the rest of a very long word is dropped.
MAX_PIECES_PER_WORD = 8
#: Characters of a word that are looked at.
LONGEST_WORD = 200
#: Words remembered with their pieces; beyond it the memory is emptied, on any input.
CACHE_SIZE = 50_000

SHAPES = (
    "special",
    "lower",
    "title",
    "upper",
    "capital",
    "mixed",
    "digits",
    "digits-and-letters",
    "punctuation",
    "other",
)


def shape(word: str) -> int:
    """Index into `SHAPES` of a word. The encoder is uncased and names need case."""
    if word.isdigit() or word.replace(",", "").replace(".", "").isdigit():
        return 6
    letters = [char for char in word if char.isalpha()]
    if not letters:
        return 8
    if any(char.isdigit() for char in word):
        return 7
    if not letters[0].isascii() and not (letters[0].islower() or letters[0].isupper()):
        return 9  # a script without case
    if all(char.islower() for char in letters):
        return 1
    if len(letters) == 1:
        return 4
    if all(char.isupper() for char in letters):
        return 3
    if letters[0].isupper() and all(char.islower() for char in letters[1:]):
        return 2
    return 5


class WordPieces:
    """Word-piece ids of single words, remembered between calls.

    Args:
        path: the `tokenizer.json` of a BERT encoder, uncased.

    Raises:
        KeyError: the file has no vocabulary, or a sign that the encoder needs is not in it.
    """

    def __init__(self, path: Path) -> None:
        self._vocabulary: dict[str, int] = json.loads(path.read_text("utf-8"))["model"]["vocab"]
        self._cache: dict[str, tuple[int, ...]] = {}
        self.cls = self._vocabulary["[CLS]"]
        self.sep = self._vocabulary["[SEP]"]
        self.unknown = self._vocabulary[bert.UNKNOWN]

    def of_word(self, word: str) -> tuple[int, ...]:
        """Piece ids of one word: at least one, at most `MAX_PIECES_PER_WORD`."""
        known = self._cache.get(word)
        if known is None:
            ids = bert.pieces(word[:LONGEST_WORD], self._vocabulary)
            known = tuple(ids[:MAX_PIECES_PER_WORD]) or (self.unknown,)
            if len(self._cache) >= CACHE_SIZE:
                self._cache.clear()
            self._cache[word] = known
        return known

    def of_words(self, words: Sequence[str]) -> tuple[list[int], list[int], list[int]]:
        """The encoder's input for one window of words.

        Returns:
            piece ids with [CLS] and [SEP], shape of each piece, index of each word's first piece
        """
        ids, shapes, first = [self.cls], [0], []
        for word in words:
            pieces = self.of_word(word)
            first.append(len(ids))
            ids.extend(pieces)
            shapes.extend([shape(word)] * len(pieces))
        ids.append(self.sep)
        shapes.append(0)
        return ids, shapes, first
