"""The embedded store: a graph in one SQLite file, the standard library and nothing else.

Queries open the file read-only and map it into memory; one writer at a time, in write-ahead mode, a
batch of whole documents per transaction, so that a killed load loses at most the batch under way.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from types import TracebackType
from typing import TYPE_CHECKING, Self

from graphkit.errors import StoreError
from graphkit.model import Actor, Document, Edge, Statement
from graphkit.stores.checks import check_actor_kind, check_number, symmetric_relations
from graphkit.stores.contract import CAP, FOUND, MAX_HOPS, MOST_HOPS, MOST_PATHS
from graphkit.stores.fulltext import Words
from graphkit.stores.names import check_relations
from graphkit.stores.notebook import described
from graphkit.stores.sqlite import actors, fulltext, questions, stream, summary, texts
from graphkit.stores.sqlite.connection import close_writer, explained, open_reader, open_writer
from graphkit.stores.values import (
    ActorOrder,
    ActorSummary,
    Around,
    Filters,
    GraphNode,
    GraphRelationship,
    LoadReport,
    Neighborhood,
    PairEvidence,
    Path,
    Profile,
    RelationInfo,
    RetractReport,
    Stats,
    StoredDocument,
    Tellings,
)

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd

    from graphkit.stores.sqlite.driver import Connection
    from graphkit.stores.sqlite.writer import Writer


class EmbeddedStore:
    """The Store contract (`graphkit.stores.contract.Store`) over one SQLite file.

    Args:
        location: path of the file.
        write: open for loading and retracting; makes the file when there is none.

    Raises:
        StoreError: see `graphkit.stores.sqlite.connection`.
    """

    def __init__(self, location: str, *, write: bool = False) -> None:
        self._location = location
        self._write = write
        self._connection: Connection | None = (
            open_writer(location) if write else open_reader(location)
        )
        self._depth = 0
        self._alone = False
        self._writer: Writer | None = None

    @property
    def location(self) -> str:
        """Path of the file."""
        return self._location

    def close(self) -> None:
        """Release the file; closing twice is allowed."""
        connection, self._connection = self._connection, None
        if connection is not None:
            (close_writer if self._write else type(connection).close)(connection)

    def __repr__(self) -> str:
        return described(self, closed=self._connection is None)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def _db(self) -> Connection:
        if self._connection is None:
            raise StoreError(f"{self._location} was closed; open it again")
        return self._connection

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        """One state of the graph for a whole query, whatever a writer does meanwhile."""
        db = self._db
        with explained(self._location):
            if self._depth == 0 and not self._alone:
                db.execute("BEGIN")
            self._depth += 1
            try:
                yield db
            finally:
                self._depth -= 1
                open_still = self._connection is not None and db.in_transaction
                if self._depth == 0 and open_still and not self._alone:
                    db.execute("COMMIT")

    def _checked(self, db: Connection, filters: Filters | None) -> Filters:
        filters = filters or Filters()
        if filters.relations:
            held = [row.name for row in summary.find_relations(db)]
            check_relations(filters.relations, held, self._location)
        if filters.documents:
            known = (name for (name,) in db.execute("SELECT name FROM document"))
            filters = filters.named_documents(known, self._location)
        return filters

    def _writing(self) -> Writer:
        if not self._write:
            raise StoreError(f"{self._location} is open for reading; open it with write=True")
        if self._depth:
            raise StoreError(f"{self._location}: finish reading from it before writing to it")
        if self._writer is None:
            from graphkit.stores.sqlite.writer import Writer

            self._writer = Writer(self._db)
        return self._writer

    def load(
        self,
        statements: Iterable[Statement],
        *,
        documents: Iterable[Document] = (),
        unnamed: bool = False,
        symmetric: Collection[str] | None = None,
        progress: Callable[[LoadReport], None] | None = None,
    ) -> LoadReport:
        """See `Store.load`."""
        from graphkit.stores.incoming import Batch, batches, listed_by_id
        from graphkit.stores.sqlite.writer import BATCH, Seen

        writer = self._writing()
        alike = symmetric_relations() if symmetric is None else frozenset(symmetric)
        listed = listed_by_id(documents)
        seen: Seen = {}
        report = LoadReport()

        def store(batch: Batch) -> None:
            nonlocal report
            with explained(self._location):
                report += writer.load(batch, listed, unnamed=unnamed, symmetric=alike, seen=seen)
            if progress:
                progress(report)

        for batch in batches(statements, BATCH):
            store(batch)
        rest = [name for name in listed if name not in seen]
        if rest:
            store({name: [] for name in rest})
        return report

    def retract(self, documents: Iterable[str]) -> RetractReport:
        """See `Store.retract`."""
        writer = self._writing()
        with explained(self._location):
            return writer.retract(documents)

    @contextmanager
    def alone(self) -> Iterator[None]:
        """See `Store.alone`."""
        writer = self._writing()
        with explained(self._location):
            self._db.execute("BEGIN IMMEDIATE")
        self._alone = True
        try:
            yield
            with explained(self._location):
                self._db.execute("COMMIT")
        except BaseException:
            writer.give_up()
            raise
        finally:
            self._alone = False

    def set_edits(self, notes: Sequence[str]) -> None:
        """See `Store.set_edits`."""
        writer = self._writing()
        with explained(self._location):
            writer.set_edits(notes)

    def keep_text(self, document: str, text: str) -> None:
        """Keep the text of a document, compressed, until the document is retracted.

        Args:
            document: its id.
            text: what its offsets count.
        """
        self._writing()
        with explained(self._location):
            texts.keep(self._db, document, text)

    def kept_text(self, document: str) -> str | None:
        """The text that is kept of a document, or None."""
        with self._reading() as db:
            return texts.kept(db, document)

    def resolve(self, name: str) -> Actor:
        """See `Store.resolve`."""
        with self._reading() as db:
            return actors.resolve(db, name, self._location)[1]

    def actors(
        self,
        *,
        kind: str | None = None,
        match: str | None = None,
        order: ActorOrder = "evidence",
        limit: int | None = None,
    ) -> Iterator[ActorSummary]:
        """See `Store.actors`."""
        check_actor_kind(kind)
        with self._reading() as db:
            yield from actors.listing(db, kind, match, order, limit)

    def path(
        self,
        source: str,
        target: str,
        *,
        filters: Filters | None = None,
        max_hops: int = MAX_HOPS,
        k: int = 1,
        evidence: int = 1,
    ) -> tuple[Path, ...]:
        """See `Store.path`."""
        check_number("--max-hops", max_hops, 0, MOST_HOPS)
        check_number("-k", k, 1, MOST_PATHS)
        with self._reading() as db:
            return questions.find_paths(
                db,
                actors.resolve(db, source, self._location),
                actors.resolve(db, target, self._location),
                self._checked(db, filters or Filters.of_facts()),
                max_hops,
                k,
                evidence,
            )

    def neighbors(
        self,
        actor: str,
        *,
        hops: int = 1,
        filters: Filters | None = None,
        cap: int = CAP,
        evidence: int = 1,
    ) -> Neighborhood:
        """See `Store.neighbors`."""
        check_number("--hops", hops, 1, MOST_HOPS)
        check_number("--cap", cap, 1, None)
        with self._reading() as db:
            center = actors.resolve(db, actor, self._location)
            checked = self._checked(db, filters)
            return questions.find_neighbors(db, center, hops, checked, cap, evidence)

    def profile(
        self,
        actor: str,
        *,
        filters: Filters | None = None,
        limit: int = 10,
        evidence: int = 1,
    ) -> Profile:
        """See `Store.profile`."""
        check_number("--limit", limit, 0, None)
        with self._reading() as db:
            center = actors.resolve(db, actor, self._location)
            checked = self._checked(db, filters)
            return summary.find_profile(db, center, checked, limit, evidence)

    def around(
        self, actor: str, *, filters: Filters | None = None, evidence: int | None = None
    ) -> Around:
        """See `Store.around`."""
        with self._reading() as db:
            center = actors.resolve(db, actor, self._location)
            return questions.find_around(db, center, self._checked(db, filters), evidence)

    def search(self, words: str, *, filters: Filters | None = None, limit: int = FOUND) -> Tellings:
        """See `Store.search`."""
        check_number("--limit", limit, 0, None)
        wanted = Words.parse(words)
        with self._reading() as db:
            return fulltext.find_words(db, wanted, self._checked(db, filters), limit)

    def evidence(
        self,
        source: str,
        target: str,
        *,
        filters: Filters | None = None,
        limit: int | None = None,
    ) -> PairEvidence:
        """See `Store.evidence`."""
        if limit is not None:
            check_number("--limit", limit, 0, None)
        with self._reading() as db:
            return questions.find_evidence(
                db,
                actors.resolve(db, source, self._location),
                actors.resolve(db, target, self._location),
                self._checked(db, filters),
                limit,
            )

    def stats(self) -> Stats:
        """See `Store.stats`."""
        with self._reading() as db:
            return summary.find_stats(db)

    def relations(self) -> tuple[RelationInfo, ...]:
        """See `Store.relations`."""
        with self._reading() as db:
            return summary.find_relations(db)

    def edges(self, *, filters: Filters | None = None, evidence: int | None = 0) -> Iterator[Edge]:
        """See `Store.edges`."""
        with self._reading() as db:
            checked = Filters(open=True) if filters is None else self._checked(db, filters)
            yield from stream.all_edges(db, checked, evidence)

    def statements(self, documents: Collection[str] | None = None) -> Iterator[Statement]:
        """See `Store.statements`."""
        with self._reading() as db:
            yield from stream.all_statements(db, documents)

    def find_documents(
        self, *, actors: Collection[str] = (), statement: str | None = None
    ) -> tuple[str, ...]:
        """See `Store.find_documents`."""
        with self._reading() as db:
            return stream.find_documents(db, actors, statement)

    def wordings(self) -> Iterator[tuple[Actor, int]]:
        """See `Store.wordings`."""
        with self._reading() as db:
            yield from stream.all_wordings(db)

    def documents(self) -> Iterator[StoredDocument]:
        """See `Store.documents`."""
        with self._reading() as db:
            yield from stream.all_documents(db)

    def edits(self) -> tuple[str, ...]:
        """See `Store.edits`."""
        with self._reading() as db:
            return stream.edit_notes(db)

    def problems(self) -> Iterator[str]:
        """What is wrong with the file, in words; nothing when it is sound. Reads all of it."""
        from graphkit.stores.sqlite.check import problems

        with self._reading() as db:
            yield from problems(db, self._location)

    def to_networkx(
        self, *, filters: Filters | None = None, actors: Collection[str] | None = None
    ) -> nx.MultiDiGraph:
        """See `Store.to_networkx`."""
        from graphkit.stores.inmemory import networkx_of

        return networkx_of(self, filters, actors)

    def to_dataframe(self, *, filters: Filters | None = None) -> pd.DataFrame:
        """See `Store.to_dataframe`."""
        from graphkit.stores.dataframe import dataframe_of

        return dataframe_of(self, filters)

    def property_graph(
        self, keep: Callable[[Statement], bool] | None = None
    ) -> Iterator[GraphNode | GraphRelationship]:
        """See `Store.property_graph`."""
        from graphkit.stores.bolt.bulk import property_graph

        yield from property_graph(self, keep)
