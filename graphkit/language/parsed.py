"""Parsed words, layer by layer: what the language room hands out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, TypeVar

from graphkit.errors import GraphkitError

from .tokens import Token

if TYPE_CHECKING:
    from spacy.tokens import Doc

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Parsed:
    """Layers of whole parsed sentences, one entry a word.

    Attributes:
        tokens: the words and where they stand.
        starts: the word begins a sentence.
        upos, xpos, lemmas: as in Universal Dependencies.
        heads: index of the head in these layers; a root's own index.
        deprels: relation to the head, subtypes included.
        names: BIO labels (PERSON, ORG, LOC, NORP, EVENT).
    """

    tokens: tuple[Token, ...] = ()
    starts: tuple[bool, ...] = ()
    upos: tuple[str, ...] = ()
    xpos: tuple[str, ...] = ()
    lemmas: tuple[str, ...] = ()
    heads: tuple[int, ...] = ()
    deprels: tuple[str, ...] = ()
    names: tuple[str, ...] = ()

    def __len__(self) -> int:
        """Number of words."""
        return len(self.tokens)

    def sentences(self) -> list[tuple[int, int]]:
        """(first word, end) of each sentence."""
        bounds = [index for index, start in enumerate(self.starts) if start]
        return list(zip(bounds, [*bounds[1:], len(self.tokens)], strict=True))

    def to_spacy(self) -> Doc:
        """The same as a spaCy Doc, for programs that have spaCy.

        Returns:
            a Doc with a vocabulary of its own; the words' offsets in the text that was parsed are
            in `doc.user_data["offsets"]`, pairs of (start, end), end exclusive.

        Raises:
            GraphkitError: spaCy is not installed.
        """
        try:
            from spacy.tokens import Doc
            from spacy.vocab import Vocab
        except ImportError as error:
            raise GraphkitError(
                "to_spacy() needs spaCy, which graphkit does not bring: "
                "pip install 'graphkit[spacy]'."
            ) from error
        if not self.tokens:
            return Doc(Vocab())
        doc = Doc(
            Vocab(),
            words=[token.text for token in self.tokens],
            spaces=[token.space_after for token in self.tokens],
            tags=list(self.xpos),
            pos=list(self.upos),
            lemmas=list(self.lemmas),
            heads=list(self.heads),
            deps=list(self.deprels),
            sent_starts=list(self.starts),
            ents=list(self.names),
        )
        doc.user_data["offsets"] = [(token.start, token.end) for token in self.tokens]
        return doc


def joined(parts: Iterable[Parsed]) -> Parsed:
    """All parts as one, in order."""
    parts = list(parts)
    if len(parts) == 1:
        return parts[0]
    heads: list[int] = []
    for part in parts:
        shift = len(heads)
        heads.extend(head + shift for head in part.heads)
    return Parsed(
        tokens=_layer(part.tokens for part in parts),
        starts=_layer(part.starts for part in parts),
        upos=_layer(part.upos for part in parts),
        xpos=_layer(part.xpos for part in parts),
        lemmas=_layer(part.lemmas for part in parts),
        heads=tuple(heads),
        deprels=_layer(part.deprels for part in parts),
        names=_layer(part.names for part in parts),
    )


def _layer(rows: Iterable[Sequence[T]]) -> tuple[T, ...]:
    return tuple(chain.from_iterable(rows))
