"""The Neo4j store: a graph on a server, for Neo4j Browser and many users at once.

All Cypher stands in `cypher/`; how a graph stands in the database is told in
`graphkit.stores.bolt.shape` and docs/neo4j.md. User and password come from `NEO4J_USERNAME` and
`NEO4J_PASSWORD`, the database (optional) from `NEO4J_DATABASE`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, closing, contextmanager, nullcontext
from types import TracebackType
from typing import TYPE_CHECKING, Self

from graphkit.errors import StoreError
from graphkit.model import Actor, Document, Edge, Statement
from graphkit.stores.bolt import actors, fulltext, questions, stream
from graphkit.stores.bolt.connection import Connection, explained, run
from graphkit.stores.bolt.prepared import prepared_ahead
from graphkit.stores.bolt.writer import BATCH, Writer, check_layout
from graphkit.stores.checks import check_actor_kind, check_number, symmetric_relations
from graphkit.stores.collector import collector_resting
from graphkit.stores.contract import CAP, FOUND, MAX_HOPS, MOST_HOPS, MOST_PATHS
from graphkit.stores.fulltext import Words
from graphkit.stores.incoming import Batch, batches, listed_by_id
from graphkit.stores.names import check_relations
from graphkit.stores.notebook import described
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
    from neo4j import Transaction


class Neo4jStore:
    """The Store contract (`graphkit.stores.contract.Store`) over a Neo4j server.

    Args:
        location: `bolt://` or `neo4j://` URL without user and password.
        write: open for loading and retracting; makes the schema when there is none.

    Raises:
        UsageError: a URL that cannot be used, or one with a password in it.
        StoreError: see `graphkit.stores.bolt.connection`; or, for reading, no graph there.
    """

    def __init__(self, location: str, *, write: bool = False) -> None:
        self._connection = Connection(location)
        self._writer: Writer | None = None
        try:
            if write:
                self._writer = Writer(self._connection)
            else:
                self._check()
        except BaseException:
            self._connection.close()
            raise

    def _check(self) -> None:
        rows = self._connection.read(lambda tx: run(tx, "schema/mark"))
        if not rows:
            raise StoreError(
                f"no graphkit graph at {self.location}; make one with "
                f"`graphkit build FOLDER --graph {self.location}`"
            )
        check_layout(rows[0]["layout"], self.location)

    @property
    def location(self) -> str:
        """The URL; it never holds credentials."""
        return self._connection.url

    def close(self) -> None:
        """Close the connection; closing twice is allowed."""
        self._connection.close()

    def __repr__(self) -> str:
        return described(self, closed=self._connection.closed)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @contextmanager
    def _reading(self) -> Iterator[Transaction]:
        """One transaction for a whole query."""
        with self._connection.session() as session, session.begin_transaction() as tx:
            yield tx

    def _checked(self, tx: Transaction, filters: Filters | None) -> Filters:
        filters = filters or Filters()
        if filters.relations:
            held = [row.name for row in stream.find_relations(tx)]
            check_relations(filters.relations, held, self.location)
        if filters.documents:
            known = (str(row["id"]) for row in run(tx, "query/documents-all"))
            filters = filters.named_documents(known, self.location)
        return filters

    def _writing(self) -> Writer:
        if self._writer is None:
            raise StoreError(f"{self.location} is open for reading; open it with write=True")
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
        writer = self._writing()
        alike = symmetric_relations() if symmetric is None else frozenset(symmetric)
        listed = listed_by_id(documents)
        seen: set[str] = set()
        report = LoadReport()

        def parts() -> Iterator[Batch]:
            named: set[str] = set()
            for part in batches(statements, BATCH):
                named.update(part)
                yield part
            rest = [name for name in listed if name not in named]
            for at in range(0, len(rest), BATCH):
                yield {name: [] for name in rest[at : at + BATCH]}

        ahead = prepared_ahead(parts(), unnamed=unnamed, symmetric=alike)
        with collector_resting() as collect, closing(ahead) as ready:
            for batch in ready:
                with explained(self.location):
                    report += writer.load(batch, listed, seen=seen)
                seen.update(batch.documents)
                collect()
                if progress:
                    progress(report)
        return report

    def retract(self, documents: Iterable[str]) -> RetractReport:
        """See `Store.retract`."""
        writer = self._writing()
        with explained(self.location):
            return writer.retract(documents)

    def alone(self) -> AbstractContextManager[None]:
        """See `Store.alone`."""
        return nullcontext()

    def set_edits(self, notes: Sequence[str]) -> None:
        """See `Store.set_edits`."""
        writer = self._writing()
        with explained(self.location):
            writer.set_edits(notes)

    def resolve(self, name: str) -> Actor:
        """See `Store.resolve`."""
        with self._reading() as tx:
            return actors.resolve(tx, name, self.location)

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
        with self._reading() as tx:
            yield from actors.listing(tx, kind, match, order, limit)

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
        with self._reading() as tx:
            return questions.find_paths(
                tx,
                actors.resolve(tx, source, self.location),
                actors.resolve(tx, target, self.location),
                self._checked(tx, filters or Filters.of_facts()),
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
        with self._reading() as tx:
            center = actors.resolve(tx, actor, self.location)
            checked = self._checked(tx, filters)
            return questions.find_neighbors(tx, center, hops, checked, cap, evidence)

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
        with self._reading() as tx:
            center = actors.resolve(tx, actor, self.location)
            checked = self._checked(tx, filters)
            return questions.find_profile(tx, center, checked, limit, evidence)

    def around(
        self, actor: str, *, filters: Filters | None = None, evidence: int | None = None
    ) -> Around:
        """See `Store.around`."""
        with self._reading() as tx:
            center = actors.resolve(tx, actor, self.location)
            return questions.find_around(tx, center, self._checked(tx, filters), evidence)

    def search(self, words: str, *, filters: Filters | None = None, limit: int = FOUND) -> Tellings:
        """See `Store.search`."""
        check_number("--limit", limit, 0, None)
        wanted = Words.parse(words)
        with self._reading() as tx:
            return fulltext.find_words(tx, wanted, self._checked(tx, filters), limit)

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
        with self._reading() as tx:
            return questions.find_evidence(
                tx,
                actors.resolve(tx, source, self.location),
                actors.resolve(tx, target, self.location),
                self._checked(tx, filters),
                limit,
            )

    def stats(self) -> Stats:
        """See `Store.stats`."""
        with self._reading() as tx:
            return stream.find_stats(tx)

    def relations(self) -> tuple[RelationInfo, ...]:
        """See `Store.relations`."""
        with self._reading() as tx:
            return stream.find_relations(tx)

    def edges(self, *, filters: Filters | None = None, evidence: int | None = 0) -> Iterator[Edge]:
        """See `Store.edges`."""
        with self._reading() as tx:
            checked = Filters(open=True) if filters is None else self._checked(tx, filters)
            yield from stream.all_edges(tx, checked, evidence)

    def statements(self, documents: Collection[str] | None = None) -> Iterator[Statement]:
        """See `Store.statements`."""
        with self._reading() as tx:
            yield from stream.all_statements(tx, documents)

    def find_documents(
        self, *, actors: Collection[str] = (), statement: str | None = None
    ) -> tuple[str, ...]:
        """See `Store.find_documents`."""
        with self._reading() as tx:
            return stream.find_documents(tx, actors, statement)

    def wordings(self) -> Iterator[tuple[Actor, int]]:
        """See `Store.wordings`."""
        with self._reading() as tx:
            yield from stream.all_wordings(tx)

    def documents(self) -> Iterator[StoredDocument]:
        """See `Store.documents`."""
        with self._reading() as tx:
            yield from stream.all_documents(tx)

    def edits(self) -> tuple[str, ...]:
        """See `Store.edits`."""
        with self._reading() as tx:
            return stream.edit_notes(tx)

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
