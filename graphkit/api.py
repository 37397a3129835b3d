"""graphkit as a library: text to statements, files to a graph."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from graphkit.batch.extracting import Extracted, Setup, extractor
from graphkit.batch.run import as_results
from graphkit.building import build_into, extract_all, load_all
from graphkit.errors import InputError
from graphkit.gate import check_document
from graphkit.model import Document, Statement

if TYPE_CHECKING:
    from graphkit.extraction.trace import SentenceTrace
    from graphkit.stores.contract import Store


def extract(
    text: str,
    *,
    id: str | None = None,  # noqa: A002
    date: str | None = None,
    title: str | None = None,
) -> list[Statement]:
    """Statements of a text.

    Args:
        text: English text, any length.
        id: the document's id; a hash of the text if not given.
        date: ISO date of publication, against which "on Friday" is resolved.
        title: headline; kept with the document, not read.

    Raises:
        GraphkitError: the date is none, text, id or title hold half a character (a lone
            surrogate), or the model cannot be loaded.
    """
    document = replace(document_of(text, id=id, date=date), title=title)
    check_document(document)
    return list(extractor(Setup()).extract(document))


def explain(
    text: str,
    *,
    id: str | None = None,  # noqa: A002
    date: str | None = None,
) -> tuple[list[Statement], list[SentenceTrace]]:
    """Statements of a text, and for each sentence why it says them and nothing else.

    Args:
        text: English text, any length.
        id: the document's id; a hash of the text if not given.
        date: ISO date of publication, against which "on Friday" is resolved.

    Raises:
        GraphkitError: the date is none, or the model cannot be loaded.
    """
    return extractor(Setup()).explain(document_of(text, id=id, date=date))


def document_of(
    text: str,
    *,
    id: str | None = None,  # noqa: A002
    date: str | None = None,
) -> Document:
    """A text as a document; see `extract`.

    Raises:
        GraphkitError: the date is none.
    """
    return Document(id or _hash(text), text, date=_checked(date))


def build(
    paths: Iterable[str | Path],
    graph: str | Path = "graph.db",
    *,
    workers: int = 1,
    unnamed: bool = False,
    actors: Sequence[Path] = (),
    relations: Sequence[Path] = (),
    edits: str | Path | None = None,
) -> Store:
    """Build or extend a graph from files and folders.

    Documents that the graph has as they are cost nothing; corrections hold (docs/workflow.md).

    Args:
        paths: files and folders of documents.
        graph: path of an embedded graph, or the URL of a Neo4j server.
        workers: processes that extract at the same time.
        unnamed: take unnamed actors ("protesters") into the graph.
        actors, relations: a user's own actor and relation files.
        edits: the file of corrections; the one beside the graph if not given.

    Returns:
        the open graph; close it, or use it in a `with` block.

    Raises:
        InputError: a document cannot be read (all others are in the graph then).
        StoreError: the graph cannot be opened or written.
    """
    from graphkit.reading import read
    from graphkit.stores import open_store

    store = open_store(str(graph), write=True)
    failures: list[str] = []
    try:
        build_into(
            store,
            as_results(read([str(path) for path in paths])),
            Setup(tuple(actors), tuple(relations)),
            workers=workers,
            unnamed=unnamed,
            edits=None if edits is None else Path(edits),
            done=lambda result: failures.append(result.failure) if result.failure else None,
        )
    except BaseException:
        store.close()
        raise
    if failures:
        store.close()
        raise InputError("\n".join(failures))
    return store


def symmetric_relations(paths: Sequence[Path] = ()) -> frozenset[str]:
    """Names of the symmetric relations of the ontology with a user's files over it."""
    from graphkit.ontology import load_relations

    return load_relations(tuple(paths)).symmetric


def _hash(text: str) -> str:
    return "d-" + hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _checked(date: str | None) -> str | None:
    from datetime import date as day

    if date is None:
        return None
    try:
        return day.fromisoformat(date).isoformat()
    except ValueError:
        raise InputError(f"{date!r} is no ISO date. Write it like 2021-05-14.") from None


__all__ = ["Extracted", "build", "extract", "extract_all", "load_all", "symmetric_relations"]
