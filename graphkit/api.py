"""graphkit as a library: text to statements, files to a graph."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from graphkit.errors import GraphkitError, InputError
from graphkit.model import Document, Statement

if TYPE_CHECKING:
    from graphkit.extraction import Extractor
    from graphkit.reading import ReadFailure
    from graphkit.stores.contract import Store
    from graphkit.stores.values import LoadReport


@dataclass(frozen=True, slots=True)
class Extracted:
    """What came of one document.

    Attributes:
        document: the document; None where it could not even be read.
        statements: its statements, in the order of their offsets.
        failure: why there are none, as a message for people; None when all went well.
    """

    document: Document | None
    statements: tuple[Statement, ...] = ()
    failure: str | None = None


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
    document = Document(id or _hash(text), text, title=title, date=_checked(date))
    return list(_extractor((), ()).extract(document))


def extract_all(
    sources: Iterable[Document | ReadFailure],
    *,
    workers: int = 1,
    actors: Sequence[Path] = (),
    relations: Sequence[Path] = (),
) -> Iterator[Extracted]:
    """Statements of many documents, in the documents' order whatever the number of workers.

    Args:
        sources: documents, or what could not be read (passed on as failures).
        workers: processes that extract at the same time.
        actors, relations: a user's own actor and relation files.

    Raises:
        OntologyError: one of those files is broken.
    """
    _extractor(tuple(actors), tuple(relations))  # a broken file is told before any work
    if workers <= 1:
        for source in sources:
            yield _one(source, tuple(actors), tuple(relations))
        return
    yield from _parallel(sources, workers, tuple(actors), tuple(relations))


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
            read([str(path) for path in paths]), workers=workers, actors=actors, relations=relations
        )
        for _ in load_all(store, results, unnamed=unnamed, failed=failures.append):
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
    failed: Callable[[str], None],
) -> Iterator[tuple[Document, LoadReport]]:
    """Load extracted documents one by one, each in a transaction of its own.

    Args:
        store: an open graph.
        results: see `extract_all`.
        unnamed: take unnamed actors.
        symmetric: names of the symmetric relations; the ontology's if not given.
        failed: told the message of each document that failed.

    Yields:
        each document with what its loading did.
    """
    for result in results:
        if result.document is None or result.failure is not None:
            failed(result.failure or "")
            continue
        report = store.load(
            result.statements, documents=[result.document], unnamed=unnamed, symmetric=symmetric
        )
        yield result.document, report


def symmetric_relations(paths: Sequence[Path] = ()) -> frozenset[str]:
    """Names of the symmetric relations of the ontology with a user's files over it."""
    from graphkit.ontology import load_relations

    return load_relations(tuple(paths)).symmetric


@lru_cache(maxsize=4)
def _extractor(actors: tuple[Path, ...], relations: tuple[Path, ...]) -> Extractor:
    from graphkit.extraction import Extractor
    from graphkit.ontology import load_actors, load_relations

    return Extractor(load_relations(relations), load_actors(actors))


def _one(
    source: Document | ReadFailure, actors: tuple[Path, ...], relations: tuple[Path, ...]
) -> Extracted:
    if not isinstance(source, Document):
        return Extracted(None, failure=str(source))
    try:
        statements = tuple(_extractor(actors, relations).extract(source))
    except GraphkitError as error:
        return Extracted(source, failure=f"{source.path or source.id}: {error}")
    except Exception as error:  # noqa: BLE001  one document never ends a batch
        return Extracted(source, failure=f"{source.path or source.id}: {_unforeseen(error)}")
    return Extracted(source, statements)


def _parallel(
    sources: Iterable[Document | ReadFailure],
    workers: int,
    actors: tuple[Path, ...],
    relations: tuple[Path, ...],
) -> Iterator[Extracted]:
    """Results in order, with at most a few documents per worker under way."""
    from collections import deque
    from concurrent.futures import Future, ProcessPoolExecutor
    from multiprocessing import get_context

    waiting: deque[Future[Extracted]] = deque()
    # Spawned: a forked child would inherit the model's locks.
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        try:
            for source in sources:
                waiting.append(pool.submit(_one, source, actors, relations))
                if len(waiting) >= workers * 4:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def _unforeseen(error: Exception) -> str:
    if isinstance(error, MemoryError):
        return "not enough memory for it: split the document."
    reason = f"{type(error).__name__}: {error}"[:200]
    return f"cannot be worked on ({reason}): please report this with the document."


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
