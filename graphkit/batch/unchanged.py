"""Documents that a graph holds already, as they are now and read by the same reader: left out.

The model is not woken for them, so that a second run over unchanged texts costs reading them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from graphkit.batch.extracting import Extracted, Setup
from graphkit.model import Document

if TYPE_CHECKING:
    from graphkit.stores.contract import Store

_ROOMS = ("extraction", "language", "ontology", "resolution")
"""Rooms of the package on which it depends what is read out of a text."""
_SIZE = 16


def hash_of(text: str) -> str:
    """32 hexadecimal digits that tell a text from any other."""
    data = text.encode("utf-8", "surrogatepass")
    return hashlib.blake2b(data, digest_size=_SIZE).hexdigest()


def reader_of(setup: Setup, *, unnamed: bool) -> str:
    """32 hexadecimal digits for what reads: model, rules, ontology, the user's own files, options.

    Args:
        setup: the user's own files.
        unnamed: whether unnamed actors are taken.
    """
    digest = hashlib.blake2b(str(unnamed).encode(), digest_size=_SIZE)
    package = Path(__file__).parent.parent
    files = [
        path
        for name in _ROOMS
        for path in sorted((package / name).rglob("*"))
        if path.is_file() and path.suffix != ".pyc"
    ]
    for path in (*files, *setup.actors, *setup.relations):
        digest.update(path.name.encode() + b"\0" + str(path.stat().st_size).encode() + b"\0")
        with path.open("rb") as file:
            while part := file.read(1 << 20):
                digest.update(part)
    return digest.hexdigest()


class Fresh:
    """Of the documents of a run those that a graph does not hold as they are.

    Args:
        store: the graph, before the run.
        reader: see `reader_of`.

    Attributes:
        seen: ids of all documents that came by.
        skipped: how many were left out.
        old_ids: ids under which graphs of before held texts without an id of their own.
    """

    def __init__(self, store: Store, reader: str) -> None:
        self._reader = reader
        self._known: dict[str, tuple[str | None, ...]] = {}
        self.old_ids: set[str] = set()
        for row in store.documents():
            if row.read_by is None:
                self.old_ids.add(row.id)
            self._known[row.id] = _mark(row.document())
        self.seen: set[str] = set()
        self.skipped = 0

    def of(self, sources: Iterable[Document | Extracted]) -> Iterator[Document | Extracted]:
        """The sources without those that are known; documents get their marks."""
        for source in sources:
            if not isinstance(source, Document):
                yield source
                continue
            document = replace(source, text_hash=hash_of(source.text), read_by=self._reader)
            self.seen.add(document.id)
            if self._known.get(document.id) == _mark(document):
                self.skipped += 1
            else:
                yield document

    def old_id(self, document: Document) -> str | None:
        """Under which id a graph of before holds this very text, if it does."""
        text = document.text.encode("utf-8", "surrogatepass")
        name = f"d-{hashlib.sha256(text).hexdigest()[:16]}"
        return name if name in self.old_ids and name != document.id else None


def _mark(document: Document) -> tuple[str | None, ...]:
    return (
        document.text_hash,
        document.read_by,
        document.title,
        document.date,
        document.url,
        document.author,
    )
