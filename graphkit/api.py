"""graphkit as a library: text to statements, files to a graph."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from graphkit.batch.extracting import Extracted, Setup, extractor, place_of
from graphkit.batch.run import as_results, one_by_one
from graphkit.errors import InputError
from graphkit.model import Document, Statement

if TYPE_CHECKING:
    from graphkit.extraction.trace import SentenceTrace
    from graphkit.reading import ReadFailure
    from graphkit.stores.contract import Store
    from graphkit.stores.values import LoadReport


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
        GraphkitError: the date is none, or the model cannot be loaded.
    """
    document = replace(document_of(text, id=id, date=date), title=title)
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


def extract_all(
    sources: Iterable[Document | ReadFailure | Extracted],
    *,
    workers: int = 1,
    actors: Sequence[Path] = (),
    relations: Sequence[Path] = (),
    in_order: bool = True,
) -> Iterator[Extracted]:
    """Statements of many documents.

    Args:
        sources: documents, or what could not be read (passed on as failures).
        workers: processes that extract at the same time.
        actors, relations: a user's own actor and relation files.
        in_order: give results in the documents' order, whatever the number of workers; else each at
            once when it is finished.

    Raises:
        OntologyError: one of those files is broken.
    """
    setup = Setup(tuple(actors), tuple(relations))
    extractor(setup)  # a broken file is told before any work
    ready = as_results(sources)
    if workers <= 1:
        yield from one_by_one(ready, setup)
        return
    from graphkit.batch import pool

    with pool.Pool(workers, setup) as processes:
        if in_order:
            yield from pool.in_order(ready, processes)
            return
        for _, result, statements in pool.results(enumerate(ready), processes):
            yield replace(result, statements=statements or ())


def build(
    paths: Iterable[str | Path],
    graph: str | Path = "graph.db",
    *,
    workers: int = 1,
    unnamed: bool = False,
    actors: Sequence[Path] = (),
    relations: Sequence[Path] = (),
) -> Store:
    """Build or extend a graph from files and folders.

    Args:
        paths: files and folders of documents.
        graph: path of an embedded graph, or the URL of a Neo4j server.
        workers: processes that extract at the same time.
        unnamed: take unnamed actors ("protesters") into the graph.
        actors, relations: a user's own actor and relation files.

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
        results = extract_all(
            read([str(path) for path in paths]),
            workers=workers,
            actors=actors,
            relations=relations,
            in_order=False,
        )
        for _ in load_all(
            store,
            results,
            unnamed=unnamed,
            done=lambda result: failures.append(result.failure) if result.failure else None,
        ):
            pass
    except BaseException:
        store.close()
        raise
    if failures:
        store.close()
        raise InputError("\n".join(failures))
    return store


def load_all(
    store: Store,
    results: Iterable[Extracted],
    *,
    unnamed: bool = False,
    symmetric: frozenset[str] | None = None,
    done: Callable[[Extracted], None],
) -> Iterator[tuple[Document, LoadReport]]:
    """Load extracted documents one by one, each in a transaction of its own.

    Args:
        store: an open graph.
        results: see `extract_all`.
        unnamed: take unnamed actors.
        symmetric: names of the symmetric relations; the ontology's if not given.
        done: told each result once it is stored, and each that failed.

    Yields:
        each document with what its loading did.
    """
    for result in results:
        if result.document is None or result.failure is not None:
            done(result)
            continue
        try:
            report = store.load(
                result.statements, documents=[result.document], unnamed=unnamed, symmetric=symmetric
            )
        except InputError as error:  # of this document alone; a graph that fails ends the batch
            done(replace(result, failure=f"{place_of(result.document)}: {error}"))
            continue
        done(result)
        yield result.document, report


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
