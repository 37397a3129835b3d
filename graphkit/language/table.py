"""Parsed sentences as columns for people."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator

from .parsed import Parsed

#: Widest cell; longer words are cut in the table (never in CoNLL-U).
WIDEST = 30


def table(parts: Iterable[Parsed]) -> Iterator[str]:
    """Each sentence as text: number, word, lemma, tag, relation, head and name of each word."""
    for parsed in parts:
        for start, end in parsed.sentences():
            yield _sentence(parsed, start, end)


def _sentence(parsed: Parsed, start: int, end: int) -> str:
    rows = []
    for index in range(start, end):
        head = parsed.heads[index]
        name = parsed.names[index]
        rows.append(
            (
                str(index - start + 1),
                _cell(parsed.tokens[index].text),
                _cell(parsed.lemmas[index]),
                parsed.upos[index],
                parsed.deprels[index],
                "" if head == index else _cell(parsed.tokens[head].text),
                "" if name == "O" else name,
            )
        )
    widths = [max(_width(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines = [
        "  ".join(
            cell + " " * (width - _width(cell)) for cell, width in zip(row, widths, strict=True)
        ).rstrip()
        for row in rows
    ]
    return "\n".join(lines) + "\n\n"


def _cell(text: str) -> str:
    """A word fit for a terminal."""
    plain = "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in text)
    return plain if len(plain) <= WIDEST else plain[: WIDEST - 1] + "…"


def _width(text: str) -> int:
    """Columns of a terminal that a text takes."""
    wide = sum(unicodedata.east_asian_width(char) in "WF" for char in text)
    return len(text) + wide - sum(unicodedata.combining(char) > 0 for char in text)
