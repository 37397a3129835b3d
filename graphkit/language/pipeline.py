"""Raw text to parsed words, all at once or section by section, in bounded memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from .network import english
from .parsed import Parsed, joined
from .tokens import Token, blocks
from .windows import parsed_blocks, parsed_sentences

#: Words of one section: a longer text comes as several, cut between sentences.
SECTION_WORDS = 20_000


def parse(text: str) -> Parsed:
    """The whole text parsed (memory grows with it; see `sections`).

    Raises:
        ModelError: the model cannot be loaded.
    """
    return joined(parse_text(text))


def sections(text: str) -> Iterator[Parsed]:
    """The text in parts of about `SECTION_WORDS` words each, cut between sentences.

    Offsets of words count in the whole text.
    """
    section: list[Parsed] = []
    words = 0
    for window in parse_text(text):
        section.append(window)
        words += len(window)
        if words >= SECTION_WORDS:
            yield joined(section)
            section, words = [], 0
    if section:
        yield joined(section)


def parse_text(text: str) -> Iterator[Parsed]:
    """Parsed sentences of raw text, a few at a time, in order."""
    return parsed_blocks(blocks(text), english())


def parse_sentences(sentences: Iterable[Sequence[Token]]) -> Iterator[Parsed]:
    """Parse given words and sentences (none empty), a few sentences at a time, in order."""
    return parsed_sentences(sentences, english())
