"""Statements on their way into a graph that has corrections."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from graphkit.corrections.apply import Corrections
from graphkit.corrections.edits import Entry
from graphkit.corrections.editsfile import read_edits
from graphkit.corrections.revise import in_force
from graphkit.model import Document, Statement
from graphkit.stores.merge import admit
from graphkit.stores.opening import is_url

if TYPE_CHECKING:
    from graphkit.stores.contract import Store
    from graphkit.stores.values import LoadReport


def edits_beside(graph: str) -> Path:
    """The file of edits of a graph when none is named: graph.db has graph.edits.yaml beside it.

    A server has none beside it: neo4j://host has host.edits.yaml in the folder one is in.
    """
    if is_url(graph):
        from urllib.parse import urlsplit

        return Path(f"{urlsplit(graph).hostname or 'neo4j'}.edits.yaml")
    return Path(graph).with_suffix(".edits.yaml")


def entries_of(store: Store, path: Path) -> tuple[Entry, ...]:
    """The edits of a graph: those of the file, or where there is none those it went through.

    Raises:
        OntologyError: the file is not what it should be.
    """
    return read_edits(path) if path.exists() else in_force(store).entries


def load_corrected(
    store: Store,
    document: Document,
    statements: Sequence[Statement],
    corrections: Corrections,
    *,
    unnamed: bool,
    symmetric: frozenset[str] | None,
) -> LoadReport:
    """Load one document's statements as they were read, corrected on the way."""
    if corrections.none:
        return store.load(statements, documents=[document], unnamed=unnamed, symmetric=symmetric)
    kept = [s for s in (admit(item, unnamed) for item in statements) if s is not None]
    corrected = corrections.document(kept)
    report = store.load(
        corrected.statements,
        documents=[replace(document, set_aside=corrected.set_aside)],
        unnamed=True,
        symmetric=symmetric,
    )
    return replace(report, unnamed=len(statements) - len(kept))


class Watched:
    """A stream of statements as they were read, and which documents corrections will change.

    Args:
        store: the graph, before the load.
        corrections: those in force.

    Attributes:
        touched: ids of the documents to be revised after the load.
    """

    def __init__(self, store: Store, corrections: Corrections) -> None:
        self._corrections = corrections
        self._aside = {row.id for row in store.documents() if row.set_aside}
        self.touched: set[str] = set()

    def of(self, statements: Iterable[Statement]) -> Iterator[Statement]:
        """The same statements."""
        for statement in statements:
            if statement.document not in self.touched and (
                statement.document in self._aside or self._changes(statement)
            ):
                self.touched.add(statement.document)
            yield statement

    def _changes(self, statement: Statement) -> bool:
        if self._corrections.none:
            return False
        now, aside = self._corrections.statement(statement)
        return now is not statement or aside is not None
