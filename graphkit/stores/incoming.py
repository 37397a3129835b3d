"""Statements on their way into a graph: what a batch holds and what must be refused. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from graphkit.errors import InputError
from graphkit.gate import LimitError, check_document, check_statement
from graphkit.model import Document, Statement
from graphkit.stores.merge import fingerprint

_SHOWN = 60

Batch = dict[str, list[Statement]]
"""Statements of some documents, by document; a document may have none."""
Marked = dict[str, tuple[Statement, bytes]]
"""Statements with their fingerprints (8 bytes), by id."""


def batches(statements: Iterable[Statement], size: int) -> Iterator[Batch]:
    """Cut a stream into batches; statements of one document that stand together stay together.

    Args:
        statements: in the order they come.
        size: statements in a batch, but never less than a document.

    Raises:
        LimitError: a statement does not pass the gate; nothing of its batch is stored.
    """
    batch: Batch = {}
    count = 0
    last: str | None = None
    for statement in statements:
        try:
            check_statement(statement)
        except LimitError as error:
            raise refused("statement", statement.id, error) from None
        if count >= size and statement.document != last:
            yield batch
            batch, count = {}, 0
        last = statement.document
        batch.setdefault(last, []).append(statement)
        count += 1
    if batch:
        yield batch


def listed_by_id(documents: Iterable[Document]) -> dict[str, Document]:
    """Documents by id.

    Raises:
        LimitError: one does not pass the gate.
    """
    found: dict[str, Document] = {}
    for document in documents:
        try:
            check_document(document)
        except LimitError as error:
            raise refused("document", document.id, error) from None
        found[document.id] = document
    return found


def refused(what: str, name: str, error: LimitError) -> LimitError:
    """The gate's complaint, with whose it is."""
    shown = name if len(name) <= _SHOWN else f"{name[:_SHOWN]}..."
    return LimitError(f"{what} {shown!r}: {error}")


def distinct(statements: Iterable[Statement]) -> Marked:
    """Each statement once, by id.

    Raises:
        InputError: two of one id differ.
    """
    found: Marked = {}
    for statement in statements:
        mark = fingerprint(statement)
        before = found.setdefault(statement.id, (statement, mark))
        if before[1] != mark:
            raise contradiction(statement.id, statement.document)
    return found


def contradiction(statement: str, document: str) -> InputError:
    """The error for two statements of one id that differ."""
    return InputError(
        f"statement {statement!r} of document {document!r} comes twice with different content; "
        "keep one of the two"
    )


def check_relation(statement: Statement, symmetric: bool, held: tuple[str, bool]) -> None:
    """Refuse a statement whose relation the graph holds as something else.

    Args:
        statement: the one to store.
        symmetric: whether its relation is so in the ontology in use.
        held: kind of the relation in the graph, and whether it is symmetric there.

    Raises:
        InputError: kind or symmetry differ.
    """
    kind, alike = held
    if kind != statement.kind:
        raise InputError(
            f"statement {statement.id!r} of document {statement.document!r} has "
            f"{statement.relation!r} as {statement.kind}, the graph has it as {kind}; "
            "correct the statement, or build a new graph with this ontology"
        )
    if alike != symmetric:
        raise InputError(
            f"relation {statement.relation!r} is {'not ' * alike}symmetric in the ontology in use, "
            f"but is {'not ' * symmetric}in the graph; build a new graph with this ontology"
        )
