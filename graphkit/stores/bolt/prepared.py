"""Statements made ready to be written: all that can be worked out without asking the server."""

from __future__ import annotations

from collections.abc import Collection, Generator, Iterable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass

from graphkit.model import Statement
from graphkit.stores.bolt.evidence import Item, item_of
from graphkit.stores.bolt.shape import form_mark, type_of
from graphkit.stores.incoming import Batch, distinct
from graphkit.stores.merge import EdgeKey, admit, edge_id, edge_key_of, form_of, form_text


@dataclass(frozen=True, slots=True)
class Ready:
    """A statement with all that it becomes.

    Attributes:
        statement: as the graph takes it.
        mark: its fingerprint.
        key, edge, type: its edge, the edge's id and relationship type.
        symmetric: whether its relation is.
        item: its entry on the edge.
        forms: (actor id, wording) of source, target and, if there is one, claimant.
    """

    statement: Statement
    mark: str
    key: EdgeKey
    edge: str
    type: str
    symmetric: bool
    item: Item
    forms: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Prepared:
    """A batch made ready.

    Attributes:
        documents: statements by document and id.
        left_out: statements that the graph does not take (unnamed actors).
    """

    documents: Mapping[str, Mapping[str, Ready]]
    left_out: int

    @property
    def relations(self) -> set[str]:
        """Names of all relations in it."""
        return {r.key.relation for rows in self.documents.values() for r in rows.values()}


def prepared_ahead(
    batches: Iterable[Batch], *, unnamed: bool, symmetric: Collection[str]
) -> Generator[Prepared]:
    """Batches made ready, each while the one before it is being written.

    The writer mostly waits for the server; that time is used here. What is wrong with a batch, or
    with the stream they come from, is raised when all batches before it have been given out.

    Raises:
        InputError: see `prepare`; and whatever `batches` raises.
    """
    stream = iter(batches)
    failure: Exception | None = None
    waiting: Future[Prepared] | None = None
    with ThreadPoolExecutor(1, "graphkit-prepare") as pool:
        while True:
            try:
                batch = next(stream)
            except StopIteration:
                break
            except Exception as error:  # noqa: BLE001 - raised below, in its turn
                failure = error
                break
            ready = pool.submit(prepare, batch, unnamed=unnamed, symmetric=symmetric)
            if waiting is not None:
                yield waiting.result()
            waiting = ready
        if waiting is not None:
            yield waiting.result()
    if failure is not None:
        raise failure


def prepare(batch: Batch, *, unnamed: bool, symmetric: Collection[str]) -> Prepared:
    """Make a batch ready.

    Raises:
        InputError: two statements of a document have one id and differ.
    """
    documents: dict[str, dict[str, Ready]] = {}
    left_out = 0
    for name, statements in batch.items():
        kept = [s for s in (admit(item, unnamed) for item in statements) if s is not None]
        left_out += len(statements) - len(kept)
        documents[name] = {
            key: _ready(statement, mark.hex(), statement.relation in symmetric)
            for key, (statement, mark) in distinct(kept).items()
        }
    return Prepared(documents, left_out)


def _ready(statement: Statement, mark: str, symmetric: bool) -> Ready:
    key, swapped = edge_key_of(statement, symmetric)
    said = statement.attributed_to
    actors = (statement.source, statement.target, *([said] if said else []))
    forms = tuple((actor.id, form_text(form_of(actor))) for actor in actors)
    marks = [form_mark(text) for _, text in forms]
    item = item_of(statement, swapped, (marks[0], marks[1], marks[2] if said else None))
    kind = type_of(statement.relation)
    return Ready(statement, mark, key, edge_id(key), kind, symmetric, item, forms)
