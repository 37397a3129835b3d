"""One document to its statements, whatever happens on the way: the work of one worker."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from graphkit.controls import as_json
from graphkit.errors import GraphkitError
from graphkit.model import Document, Statement

if TYPE_CHECKING:
    from graphkit.extraction import Extractor


@dataclass(frozen=True, slots=True)
class Setup:
    """What all documents of a batch are read with.

    Attributes:
        actors, relations: a user's own actor and relation files.
    """

    actors: tuple[Path, ...] = ()
    relations: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True)
class Extracted:
    """What came of one document.

    Attributes:
        document: the document; None where it could not even be read.
        statements: its statements, in the order of their offsets.
        failure: why there are none, as a message for people; None when all went well.
        place: where it was read, as messages name it.
    """

    document: Document | None
    statements: tuple[Statement, ...] = ()
    failure: str | None = None
    place: str = ""


@lru_cache(maxsize=4)
def extractor(setup: Setup) -> Extractor:
    """The extractor of a setup; loaded once.

    Raises:
        OntologyError: a user's file is broken.
    """
    from graphkit.extraction import Extractor
    from graphkit.ontology import load_actors, load_relations

    return Extractor(load_relations(setup.relations), load_actors(setup.actors))


def extract_document(document: Document, setup: Setup) -> tuple[tuple[Statement, ...], str | None]:
    """Statements of a document, and why there are none when it failed.

    A failing document never ends a batch, so anything that can go wrong with one is a message.
    """
    try:
        return tuple(extractor(setup).extract(document)), None
    except GraphkitError as error:
        return (), f"{place_of(document)}: {error}"
    except Exception as error:  # noqa: BLE001
        return (), f"{place_of(document)}: {_unforeseen(error)}"


def _unforeseen(error: Exception) -> str:
    if isinstance(error, MemoryError):
        return "not enough memory for it: split the document."
    reason = f"{type(error).__name__}: {error}"[:200]
    return f"cannot be worked on ({reason}): please report this with the document."


def place_of(document: Document) -> str:
    """Where a document was read, as messages name it."""
    return document.path or document.id


def as_lines(statements: Iterable[Statement]) -> bytes:
    """Statements as JSON lines, UTF-8."""
    lines = [as_json(item.to_dict()) + "\n" for item in statements]
    return "".join(lines).encode("utf-8", "surrogatepass")


def mark_of(document: Document) -> str:
    """16 hexadecimal digits that differ when anything of a document that is read differs."""
    parts = (document.id, document.title, document.date, document.url, document.text)
    data = repr(parts).encode("utf-8", "surrogatepass")
    return hashlib.blake2b(data, digest_size=8).hexdigest()
