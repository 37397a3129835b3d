"""A whole build: what is unchanged left out, the rest read, corrected, loaded, and what is gone
taken out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from graphkit.batch.extracting import Extracted, Setup, extractor, place_of
from graphkit.batch.run import as_results, one_by_one
from graphkit.batch.unchanged import Fresh, reader_of
from graphkit.corrections.apply import Corrections
from graphkit.corrections.loading import edits_beside, entries_of, load_corrected
from graphkit.corrections.revise import Revision, in_force, revise, symmetric_of
from graphkit.errors import InputError
from graphkit.model import Document
from graphkit.stores.values import LoadReport

if TYPE_CHECKING:
    from graphkit.reading import ReadFailure
    from graphkit.stores.contract import Store


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did.

    Attributes:
        loaded: what the documents that were read changed.
        skipped: documents left out because the graph has them as they are.
        pruned: ids of documents taken out because their files are gone.
        revision: what corrections and merges changed.
    """

    loaded: LoadReport
    skipped: int
    pruned: tuple[str, ...]
    revision: Revision


def build_into(
    store: Store,
    sources: Iterable[Document | Extracted],
    setup: Setup,
    *,
    workers: int = 1,
    unnamed: bool = False,
    symmetric: frozenset[str] | None = None,
    edits: Path | None = None,
    prune: Sequence[str] = (),
    done: Callable[[Extracted], None],
    told: Callable[[Document, LoadReport], None] = lambda _document, _report: None,
) -> BuildReport:
    """Build or extend a graph.

    Args:
        store: open for writing.
        sources: documents, and what could not be read.
        setup: what they are read with.
        workers: processes that read at the same time.
        unnamed: take unnamed actors.
        symmetric: names of the symmetric relations; the ontology's if not given.
        edits: the file of edits; the one beside the graph if not given.
        prune: folders of the sources: documents of the graph that lay there and are gone are taken
            out.
        done: told each result once it is stored, and each that failed.
        told: told each document that was read, with what its loading did.

    Raises:
        OntologyError: the file of edits, or one of the user's own files, is broken.
        StoreError: the graph cannot be written.
    """
    entries = entries_of(store, edits or edits_beside(store.location))
    fresh = Fresh(store, reader_of(setup, unnamed=unnamed))
    corrections = Corrections(
        entries, in_force(store).same, symmetric_of(store) | (symmetric or frozenset())
    )
    total = LoadReport()
    results = _extracted(fresh.of(sources), setup, workers)
    for document, report in load_all(
        store, results, unnamed=unnamed, symmetric=symmetric, done=done, corrections=corrections
    ):
        total += report
        told(document, report)
        old = fresh.old_id(document)
        if old is not None:
            store.retract([old])
    pruned = tuple(sorted(_gone(store, prune, fresh.seen))) if prune else ()
    if pruned:
        store.retract(pruned)
    return BuildReport(total, fresh.skipped, pruned, revise(store, entries))


def _extracted(
    sources: Iterator[Document | Extracted], setup: Setup, workers: int
) -> Iterator[Extracted]:
    """What is read out of the sources; without a document among them nothing is woken."""
    for source in sources:
        if isinstance(source, Document):
            yield from extract_all(
                chain([source], sources),
                workers=workers,
                setup=setup,
                in_order=False,
            )
            return
        yield source


def _gone(store: Store, folders: Sequence[str], seen: set[str]) -> Iterator[str]:
    """Documents that lay in the folders and whose files are no longer there."""
    from graphkit.reading.reader import plain_path

    inside = tuple(f"{plain_path(folder)}/" for folder in folders if Path(folder).is_dir())
    below = "." in {plain_path(folder) for folder in folders}
    files = {name.split("#", 1)[0] for name in seen if "#" in name}
    for row in store.documents():
        if row.id in seen or not (
            row.id.startswith(inside)
            or (below and row.text_hash and not Path(row.id).is_absolute())
        ):
            continue
        if Path(row.id).exists():
            continue
        file, mark, _ = row.id.partition("#")
        if (mark and file in files) or not Path(file).exists():
            yield row.id


def extract_all(
    sources: Iterable[Document | ReadFailure | Extracted],
    *,
    workers: int = 1,
    setup: Setup = Setup(),  # noqa: B008 - frozen
    in_order: bool = True,
) -> Iterator[Extracted]:
    """Statements of many documents.

    Args:
        sources: documents, or what could not be read (passed on as failures).
        workers: processes that extract at the same time.
        setup: what they are read with.
        in_order: give results in the documents' order, whatever the number of workers; else each at
            once when it is finished.

    Raises:
        OntologyError: one of the user's own files is broken.
    """
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


def load_all(
    store: Store,
    results: Iterable[Extracted],
    *,
    unnamed: bool = False,
    symmetric: frozenset[str] | None = None,
    done: Callable[[Extracted], None],
    corrections: Corrections | None = None,
) -> Iterator[tuple[Document, LoadReport]]:
    """Load extracted documents one by one, each in a transaction of its own.

    Args:
        store: an open graph.
        results: see `extract_all`.
        unnamed: take unnamed actors.
        symmetric: names of the symmetric relations; the ontology's if not given.
        done: told each result once it is stored, and each that failed.
        corrections: what is done to the statements on their way.

    Yields:
        each document with what its loading did.
    """
    for result in results:
        if result.document is None or result.failure is not None:
            done(result)
            continue
        try:
            report = load_corrected(
                store,
                result.document,
                result.statements,
                corrections or Corrections(),
                unnamed=unnamed,
                symmetric=symmetric,
            )
        except InputError as error:  # of this document alone; a graph that fails ends the batch
            done(replace(result, failure=f"{place_of(result.document)}: {error}"))
            continue
        done(result)
        yield result.document, report
