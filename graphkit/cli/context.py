"""Sentences around a piece of evidence, from the text that a graph keeps or the file itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from graphkit.model import Evidence
    from graphkit.stores.contract import Store
    from graphkit.stores.values import PairEvidence

_END = re.compile(r"[.!?…][\"'”’)\]]*\s+(?=[\"'“‘(\[]?[A-Z0-9])|\n\s*\n\s*")


@dataclass(frozen=True, slots=True)
class Context:
    """The sentences before and after one."""

    before: str
    after: str


def contexts(store: Store, pair: PairEvidence, count: int) -> dict[str, Context]:
    """What stands around each sentence of the evidence, by statement id.

    A sentence whose text is neither kept nor to be read again as it was has none.

    Args:
        store: an open graph.
        pair: the evidence.
        count: sentences on each side.
    """
    texts: dict[str, str | None] = {}
    found = {}
    for edge in pair.edges:
        for item in edge.evidence:
            if item.document not in texts:
                texts[item.document] = _text(store, item.document)
            text = texts[item.document]
            if text is not None and _stands(text, item):
                found[item.statement] = _around(text, item, count)
    return found


def _text(store: Store, document: str) -> str | None:
    """The text of a document: kept in the graph, else read again where its id is a path."""
    from graphkit.stores.embedded import EmbeddedStore

    if isinstance(store, EmbeddedStore) and (kept := store.kept_text(document)) is not None:
        return kept
    file = document if Path(document).is_file() else document.partition("#")[0]
    if not file or not Path(file).is_file():
        return None
    from graphkit.model import Document
    from graphkit.reading import read

    again = (found for found in read([file]) if isinstance(found, Document))
    return next((found.text for found in again if found.id == document), None)


def _stands(text: str, item: Evidence) -> bool:
    return text[item.sentence_start : item.sentence_end] == item.sentence


def _around(text: str, item: Evidence, count: int) -> Context:
    before = list(_sentences(text[: item.sentence_start]))[-count:]
    after = list(_sentences(text[item.sentence_end :]))[:count]
    return Context(" ".join(before), " ".join(after))


def _sentences(text: str) -> Iterator[str]:
    place = 0
    for match in _END.finditer(text):
        if piece := " ".join(text[place : match.end()].split()):
            yield piece
        place = match.end()
    if piece := " ".join(text[place:].split()):
        yield piece
