"""Raw text to parsed spaCy Docs, section by section, in bounded memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np

from .network import english
from .parsed import Parsed, joined
from .tokens import Token, blocks
from .windows import parsed_blocks, parsed_sentences

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

#: Words of one Doc: a longer text comes as several, cut between sentences.
SECTION_WORDS = 20_000
#: Strings after which Docs get a new vocabulary: spaCy's only grows, whatever the input.
VOCABULARY_STRINGS = 100_000


def parse(text: str) -> Doc:
    """The whole text as one spaCy Doc (memory grows with it; see `sections`)."""
    return to_doc(joined(parse_text(text)))


def sections(text: str) -> Iterator[Doc]:
    """The text as Docs of about `SECTION_WORDS` words each, cut between sentences.

    Character offsets of words, counted in `text`, are in `doc.user_data["offsets"]`, an integer
    array of shape (words, 2).
    """
    section = Parsed()
    for window in parse_text(text):
        section.extend(window)
        if len(section.tokens) >= SECTION_WORDS:
            yield to_doc(section)
            section = Parsed()
    if section.tokens:
        yield to_doc(section)


def parse_text(text: str) -> Iterator[Parsed]:
    """Parsed sentences of raw text, a few at a time, in order."""
    return parsed_blocks(blocks(text), english())


def parse_sentences(sentences: Iterable[Sequence[Token]]) -> Iterator[Parsed]:
    """Parse given words and sentences (none empty), a few sentences at a time, in order."""
    return parsed_sentences(sentences, english())


_vocabulary: Vocab | None = None


def _vocab() -> Vocab:
    global _vocabulary
    if _vocabulary is None or len(_vocabulary.strings) > VOCABULARY_STRINGS:
        from spacy.vocab import Vocab

        _vocabulary = Vocab(strings=[])
    return _vocabulary


def to_doc(parsed: Parsed) -> Doc:
    """A spaCy Doc of parsed words, with `user_data["offsets"]`."""
    from spacy.tokens import Doc

    vocab = _vocab()
    tokens = parsed.tokens
    if not tokens:
        return Doc(vocab)
    doc = Doc(
        vocab,
        words=[token.text for token in tokens],
        spaces=[token.space_after for token in tokens],
        tags=parsed.xpos,
        pos=parsed.upos,
        lemmas=parsed.lemmas,
        heads=parsed.heads,
        deps=parsed.deprels,
        sent_starts=list(parsed.starts),
        ents=parsed.names,
    )
    doc.user_data["offsets"] = np.array(
        [(token.start, token.end) for token in tokens], dtype=np.int64
    )
    return doc
