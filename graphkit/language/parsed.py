"""Parsed words, layer by layer: what windows give, and Docs and CoNLL-U are made of."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from .tokens import Token


@dataclass(slots=True)
class Parsed:
    """Layers of whole parsed sentences, one entry a word.

    Attributes:
        tokens: the words.
        starts: the word begins a sentence.
        upos, xpos, lemmas: as in Universal Dependencies.
        heads: index of the head in these lists; a root's own index.
        deprels: relation to the head, subtypes included.
        names: BIO labels (PERSON, ORG, LOC, NORP, EVENT).
    """

    tokens: list[Token] = field(default_factory=list)
    starts: list[bool] = field(default_factory=list)
    upos: list[str] = field(default_factory=list)
    xpos: list[str] = field(default_factory=list)
    lemmas: list[str] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    deprels: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)

    def extend(self, part: Parsed) -> None:
        """Append the sentences of `part`."""
        shift = len(self.tokens)
        self.tokens.extend(part.tokens)
        self.starts.extend(part.starts)
        self.upos.extend(part.upos)
        self.xpos.extend(part.xpos)
        self.lemmas.extend(part.lemmas)
        self.heads.extend(head + shift for head in part.heads)
        self.deprels.extend(part.deprels)
        self.names.extend(part.names)

    def sentences(self) -> list[tuple[int, int]]:
        """(first word, end) of each sentence."""
        bounds = [index for index, start in enumerate(self.starts) if start]
        return list(zip(bounds, [*bounds[1:], len(self.tokens)], strict=True))


def joined(parts: Iterable[Parsed]) -> Parsed:
    """All parts as one."""
    whole = Parsed()
    for part in parts:
        whole.extend(part)
    return whole
