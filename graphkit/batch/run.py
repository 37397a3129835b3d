"""A whole batch: sources numbered, those known already left out, results out as they come."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graphkit.batch.extracting import Extracted, Setup, extract_document, mark_of, place_of
from graphkit.batch.folder import OutFolder
from graphkit.batch.pool import Pool, results
from graphkit.errors import InputError
from graphkit.model import Document

if TYPE_CHECKING:
    from graphkit.batch.progress import Progress
    from graphkit.reading import ReadFailure

Told = Callable[[Extracted], None]


def as_results(
    sources: Iterable[Document | ReadFailure | Extracted],
) -> Iterator[Document | Extracted]:
    """Documents as they are; what could not be read as a result that failed."""
    for source in sources:
        if isinstance(source, Document | Extracted):
            yield source
        else:
            yield Extracted(None, failure=str(source), place=source.path)


def only(
    sources: Iterable[Document | Extracted], places: frozenset[str]
) -> Iterator[Document | Extracted]:
    """Of the sources those that a report of failures names."""
    for source in sources:
        place = place_of(source) if isinstance(source, Document) else source.place
        if place in places:
            yield source


def extract_to_folder(
    sources: Iterable[Document | Extracted],
    folder: OutFolder,
    setup: Setup,
    *,
    workers: int,
    told: Told,
    progress: Progress,
) -> int:
    """Extract into a folder, going on where an earlier run was ended.

    Args:
        sources: in their order.
        folder: an open folder.
        setup: what all documents are read with.
        workers: processes.
        told: gets each result of this run (without statements).
        progress: told of every document.

    Returns:
        how many documents and failures the input had.

    Raises:
        InputError: the input is not what it was when the folder was begun.
    """
    total = 0

    def fresh() -> Iterator[tuple[int, Document | Extracted]]:
        nonlocal total
        for number, source in enumerate(sources):
            total = number + 1
            known = _known(folder, number, source)
            if isinstance(source, Document):
                progress.read(source, known=known)
            if not known:
                yield number, source

    with Pool(workers, setup, lines=True) as pool:
        for number, result, lines in results(fresh(), pool):
            folder.put(number, result, lines or b"")
            progress.done(failed=result.failure is not None)
            told(result)
    folder.finish(total)
    return total


def _known(folder: OutFolder, number: int, source: Document | Extracted) -> bool:
    held = folder.mark(number)
    if held is None:
        return False
    mark = mark_of(source) if isinstance(source, Document) else ""
    if held != mark:
        place = place_of(source) if isinstance(source, Document) else source.place
        raise InputError(
            f"{place} is not what stood at its place in the input when {folder.path} was begun; "
            "give --out a new folder (`graphkit build` takes changed documents into a graph)"
        )
    return True


def asked(inputs: Sequence[str], setup: Setup, version: str) -> dict[str, Any]:
    """What a run into a folder is asked for: whoever asks for the same goes on with it.

    Raises:
        InputError: one of the user's own files cannot be read.
    """
    return {
        "graphkit": version,
        "inputs": list(inputs),
        "actors": [_digest(path) for path in setup.actors],
        "ontology": [_digest(path) for path in setup.relations],
        "min_confidence": setup.min_confidence,
        "rules_only": setup.rules_only,
    }


def _digest(path: Path) -> str:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror or error}") from error
    return f"{path.name} {hashlib.blake2b(data, digest_size=8).hexdigest()}"


def one_by_one(sources: Iterable[Document | Extracted], setup: Setup) -> Iterator[Extracted]:
    """Results in the order of the sources, worked on in this very process."""
    for source in sources:
        if isinstance(source, Extracted):
            yield source
        else:
            statements, failure = extract_document(source, setup)
            yield Extracted(source, statements, failure, place_of(source))
