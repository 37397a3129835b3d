"""The Store contract: what every graph does, whichever way it is kept.

One suite (tests/stores/test_contract.py) runs over all stores: the same statements give the same
answers in the same order. What decides the order and the merging is pure and shared:

- `graphkit.stores.merge`: statements -> edges, actors, codes; admission of unnamed actors
- `graphkit.stores.order`: in which order edges stand and which one a hop shows
- `graphkit.stores.names`: folding of names, resolution, nearest names
- `graphkit.stores.search`: k shortest simple paths and breadth-first levels over any adjacency

Rules of a graph
- Statements with the same source, relation, target, negation, ending and claimant are one edge that
  keeps every evidence. A symmetric relation has its smaller actor id (as text) as source.
- A document is replaced as a whole by each `load` that names it. Loading it again unchanged changes
  nothing. Within one `load` its statements may come in several pieces.
- The graph depends only on the set of (document, statement) it holds: not on the order of loads,
  nor on what was loaded and taken out before.
- An edge dies with its last evidence, an actor with the last evidence that names it.
- A relation has one kind and is symmetric or not, for the whole graph.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from types import TracebackType
from typing import TYPE_CHECKING, Protocol, Self

from graphkit.model import Actor, Document, Edge, Statement
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

MAX_HOPS = 6
"""Default length limit of a path, in hops."""
FOUND = 20
"""Default number of sentences that a search shows."""
CAP = 50
"""Default number of actors that a neighbourhood shows."""
MOST_HOPS = 20
"""No query may go further."""
MOST_PATHS = 100
"""No query may ask for more alternatives."""


class Store(Protocol):
    """A graph of actors. Names of actors are anything that `resolve` takes.

    Every query raises `UnknownActorError` or `AmbiguousActorError` for a name, `UsageError` for an
    option out of its range or a relation that neither graph nor ontology knows, and `StoreError`
    when the graph cannot be read.
    """

    @property
    def location(self) -> str:
        """Path or URL for messages; never holds credentials."""

    def close(self) -> None:
        """Release the graph; closing twice is allowed."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None: ...

    # -- writing ---------------------------------------------------------------------------------

    def load(
        self,
        statements: Iterable[Statement],
        *,
        documents: Iterable[Document] = (),
        unnamed: bool = False,
        symmetric: Collection[str] | None = None,
        progress: Callable[[LoadReport], None] | None = None,
    ) -> LoadReport:
        """Store statements, whole documents per transaction.

        Args:
            statements: any number, streamed; best with the statements of a document together.
            documents: what is known of documents (their text is not kept). A document listed here
                without statements loses those it had. One that is not listed keeps the title, date
                and the rest that it had.
            unnamed: take statements whose source or target is unnamed. Without it these are
                counted in the report and left out, and an unnamed claimant is dropped (the
                statement's modality is then "reported" in place of "asserted").
            symmetric: names of the symmetric relations; None asks the ontology.
            progress: called with the report so far after each transaction.

        Raises:
            InputError: a statement contradicts another one (same document and id, other content) or
                the graph (its relation has another kind there).
            StoreError: the graph cannot be written. What earlier transactions stored stays.
        """

    def retract(self, documents: Iterable[str]) -> RetractReport:
        """Take documents (by id) and all their evidence out, in one transaction."""

    def alone(self) -> AbstractContextManager[None]:
        """Readings and writings as one: what is read in it still holds when it is written.

        A graph file keeps other writers waiting meanwhile and stores all of it or nothing; a server
        does neither.

        Raises:
            StoreError: another process is writing.
        """

    def set_edits(self, notes: Sequence[str]) -> None:
        """Keep notes (JSON) of the corrections that the graph's statements went through, in place
        of those it had.
        """

    # -- actors ----------------------------------------------------------------------------------

    def resolve(self, name: str) -> Actor:
        """The actor of this id, name, alias or abbreviation (see `graphkit.stores.names`).

        Raises:
            UnknownActorError: none; lists the nearest names.
            AmbiguousActorError: several; lists them with their ids.
        """

    def actors(
        self,
        *,
        kind: str | None = None,
        match: str | None = None,
        order: ActorOrder = "evidence",
        limit: int | None = None,
    ) -> Iterator[ActorSummary]:
        """Actors, by most evidence then id, or by id.

        Args:
            kind: one of `ACTOR_KINDS`.
            match: text that the folded name, or one of the aliases, contains.
            limit: at most so many.
        """

    # -- questions -------------------------------------------------------------------------------

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
        """The k best simple paths: fewest hops, then most evidence (sum of the hops' weights), then
        the smallest sequence of actor ids.

        Args:
            filters: None takes what is told as a fact (`Filters.of_facts`).
            max_hops: 0 to `MOST_HOPS`.
            k: 1 to `MOST_PATHS`.
            evidence: most pieces of evidence per hop.

        Returns:
            Best first; empty when there is none. Source and target the same: one path, no hops.
        """

    def neighbors(
        self,
        actor: str,
        *,
        hops: int = 1,
        filters: Filters | None = None,
        cap: int = CAP,
        evidence: int = 1,
    ) -> Neighborhood:
        """The actors within so many hops (1 to `MOST_HOPS`)."""

    def profile(
        self,
        actor: str,
        *,
        filters: Filters | None = None,
        limit: int = 10,
        evidence: int = 1,
    ) -> Profile:
        """What the graph knows of an actor."""

    def around(
        self, actor: str, *, filters: Filters | None = None, evidence: int | None = None
    ) -> Around:
        """All edges of an actor, each with at most `evidence` pieces of evidence (None: all);
        direction is ignored.
        """

    def search(self, words: str, *, filters: Filters | None = None, limit: int = FOUND) -> Tellings:
        """What sentences that hold all these words tell (`graphkit.stores.fulltext`), newest first,
        undated last; direction is ignored.
        """

    def evidence(
        self,
        source: str,
        target: str,
        *,
        filters: Filters | None = None,
        limit: int | None = None,
    ) -> PairEvidence:
        """All edges between two actors with their evidence (`limit` counts pieces of evidence; it
        cuts in the order of the edges).
        """

    def stats(self) -> Stats:
        """The graph in numbers."""

    def relations(self) -> tuple[RelationInfo, ...]:
        """Relations that the graph holds, by name."""

    # -- everything, for exports -----------------------------------------------------------------

    def edges(self, *, filters: Filters | None = None, evidence: int | None = 0) -> Iterator[Edge]:
        """All edges in the order of `edge_key`, open ones as the filters say (no filters: with open
        ones), each with at most `evidence` pieces of evidence (None: all). Direction is ignored.
        """

    def statements(self, documents: Collection[str] | None = None) -> Iterator[Statement]:
        """Every statement stored, as it came in (aliases in its actors), ordered by document id,
        sentence start, trigger start, id.

        Args:
            documents: only those of these documents (ids); None: of all.
        """

    def find_documents(
        self, *, actors: Collection[str] = (), statement: str | None = None
    ) -> tuple[str, ...]:
        """Ids of documents, sorted, in which an actor stands (as source, target or claimant), or
        which hold a statement.

        Args:
            actors: ids; any of them will do.
            statement: id of a statement.
        """

    def wordings(self) -> Iterator[tuple[Actor, int]]:
        """Actors as statements word them, by id, each wording with how often it stands."""

    def documents(self) -> Iterator[StoredDocument]:
        """Every document, by id."""

    def edits(self) -> tuple[str, ...]:
        """The notes (JSON) that `set_edits` left, in its order."""

    def to_networkx(
        self, *, filters: Filters | None = None, actors: Collection[str] | None = None
    ) -> nx.MultiDiGraph:
        """The whole graph, or the part between `actors` (names), with all attributes.

        Nodes are actor ids with name, kind, country, role, named, aliases. Edges have the edge id
        as key, `weight` and every field of `Edge`. Attributes are what NetworkX's own writers can
        write: what is unknown is left out, aliases and `evidence` are JSON texts. Under filters
        only actors with an edge are in it, as in exports.
        """

    def to_dataframe(self, *, filters: Filters | None = None) -> pd.DataFrame:
        """Every statement as a row of a pandas data frame, typed (`graphkit.tabular.COLUMNS`);
        `day` is its date as a timestamp where the day is known.

        Raises:
            GraphkitError: pandas is not installed.
        """

    def property_graph(
        self, keep: Callable[[Statement], bool] | None = None
    ) -> Iterator[GraphNode | GraphRelationship]:
        """The graph as labelled nodes, then typed relationships, just as Neo4j holds it.

        Args:
            keep: which statements count; None: all.
        """
