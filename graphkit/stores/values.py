"""What a store is asked and what it answers: frozen values, the same for every store.

Actor ids are the stable slugs of `graphkit.model.Actor.id`; dates are ISO texts (YYYY, YYYY-MM or
YYYY-MM-DD) that compare as text; every tuple stands in a fixed order that its docstring names.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from graphkit.model import Actor, Document, Edge, Evidence
from graphkit.stores.filters import FACTS, Direction, Filters, check_date

__all__ = [
    "FACTS", "ActorOrder", "ActorSummary", "Around", "Direction", "DocumentInfo", "Filters",
    "GraphNode", "GraphRelationship", "Hop", "LoadReport", "Neighbor", "Neighborhood",
    "PairEvidence", "Path", "Profile", "RelationCount", "RelationInfo", "RetractReport", "Stats",
    "StoredDocument", "Tellings", "Told", "check_date",
]  # fmt: skip

ActorOrder = Literal["evidence", "id"]


@dataclass(frozen=True, slots=True)
class DocumentInfo:
    """A document as answers cite it: where evidence comes from."""

    id: str
    title: str | None = None
    date: str | None = None
    url: str | None = None
    author: str | None = None


@dataclass(frozen=True, slots=True)
class StoredDocument:
    """All that a graph keeps of a document, its statements aside.

    Attributes:
        id, title, date, url, author, text_hash, read_by, set_aside: see `graphkit.model.Document`.
        statements: how many it has in the graph.
    """

    id: str
    title: str | None = None
    date: str | None = None
    url: str | None = None
    author: str | None = None
    text_hash: str | None = None
    read_by: str | None = None
    set_aside: tuple[str, ...] = ()
    statements: int = 0

    def document(self) -> Document:
        """As a `load` takes it; its text is not kept."""
        return Document(
            self.id,
            "",
            self.title,
            self.date,
            self.url,
            author=self.author,
            text_hash=self.text_hash,
            read_by=self.read_by,
            set_aside=self.set_aside,
        )


@dataclass(frozen=True, slots=True)
class RelationInfo:
    """A relation that a graph holds.

    Attributes:
        name, kind: as in the statement record.
        symmetric: stored once, found from both ends.
        edges, evidence: how many of each carry it.
    """

    name: str
    kind: str
    symmetric: bool
    edges: int
    evidence: int


@dataclass(frozen=True, slots=True)
class ActorSummary:
    """An actor with how much it has.

    Attributes:
        partners: other actors it shares an edge with (open relations aside).
        evidence: pieces of evidence of those edges.
    """

    actor: Actor
    partners: int
    evidence: int


@dataclass(frozen=True, slots=True)
class Hop:
    """One step of a path.

    Attributes:
        start, end: actor ids, in the order of walking.
        edge: the best edge between the two (see `graphkit.stores.order.hop_key`); its count, dates
            and evidence are those that the filters let through.
        forward: walked from the edge's source to its target.
        others: number of further edges between the two that the filters let through.
        weight: pieces of evidence on all of these edges.
    """

    start: str
    end: str
    edge: Edge
    forward: bool
    others: int
    weight: int


@dataclass(frozen=True, slots=True, repr=False)
class Path:
    """A way from one actor to another; no actor twice. No hops: both ends are one actor.

    Attributes:
        source, target: actor ids.
        hops: in the order of walking.
        actors: every actor named in it (claimants too), by id.
        documents: every document of its evidence, by id.
    """

    source: str
    target: str
    hops: tuple[Hop, ...]
    actors: Mapping[str, Actor]
    documents: Mapping[str, DocumentInfo]

    def _repr_html_(self) -> str:
        from graphkit.stores.notebook import path_html

        return path_html(self)

    def __repr__(self) -> str:
        from graphkit.stores.notebook import path_text

        return f"<path {path_text(self)}>"


@dataclass(frozen=True, slots=True)
class Neighbor:
    """An actor near another.

    Attributes:
        distance: hops from the centre, 1 or more.
        weight: pieces of evidence that tie it to actors one hop nearer.
    """

    actor: Actor
    distance: int
    weight: int


@dataclass(frozen=True, slots=True, repr=False)
class Neighborhood:
    """The actors around one, nearest first, then most evidence, then id.

    Attributes:
        center: the actor asked for.
        hops: how far the search went.
        neighbors: at most the cap.
        edges: those that tie each shown actor to shown actors one hop nearer, in the order of
            `graphkit.stores.order.edge_key`.
        found: number of actors at distance 1, 2, ... `hops`.
        left_out: how many of them the cap left out, by distance 1, 2, ... `hops`.
        actors: every actor named in it (claimants too), by id.
        documents: every document of its evidence, by id.
    """

    center: Actor
    hops: int
    neighbors: tuple[Neighbor, ...]
    edges: tuple[Edge, ...]
    found: tuple[int, ...]
    left_out: tuple[int, ...]
    actors: Mapping[str, Actor]
    documents: Mapping[str, DocumentInfo]

    def _repr_html_(self) -> str:
        from graphkit.stores.notebook import neighborhood_html

        return neighborhood_html(self)

    def __repr__(self) -> str:
        left = sum(self.left_out)
        more = f", {left} left out" if left else ""
        shown = f"{len(self.neighbors)} actors within {self.hops} hops{more}"
        return f"<neighborhood of {self.center.name}: {shown}>"


@dataclass(frozen=True, slots=True)
class RelationCount:
    """How often an actor stands in a relation.

    Attributes:
        direction: "out" (it is the source), "in", or "both" (a symmetric relation).
    """

    relation: str
    direction: Literal["out", "in", "both"]
    edges: int
    evidence: int


@dataclass(frozen=True, slots=True)
class Profile:
    """What a graph knows of one actor (open relations aside).

    Attributes:
        actor: with all its aliases.
        partners: the strongest, most evidence first, then id; at most the limit. Distance is 1.
        partners_found: number of all.
        relations: most evidence first, then name, then direction.
        edges: the strongest, in the order of most evidence, then `edge_key`; at most the limit.
        edges_found: number of all.
        evidence: pieces of evidence of all its edges.
        says: pieces of evidence (on any edge) that are attributed to it.
        documents_found: number of documents of that evidence.
        first, last: dates among that evidence, or None.
        actors, documents: by id, every one named in `edges`.
    """

    actor: Actor
    partners: tuple[Neighbor, ...]
    partners_found: int
    relations: tuple[RelationCount, ...]
    edges: tuple[Edge, ...]
    edges_found: int
    evidence: int
    says: int
    documents_found: int
    first: str | None
    last: str | None
    actors: Mapping[str, Actor]
    documents: Mapping[str, DocumentInfo]


@dataclass(frozen=True, slots=True)
class PairEvidence:
    """Everything said between two actors.

    Attributes:
        source, target: the actors asked for.
        edges: in the order of `graphkit.stores.order.hop_key`, each with its evidence.
        left_out: pieces of evidence that the limit left out.
        actors, documents: by id, every one named in `edges`.
    """

    source: Actor
    target: Actor
    edges: tuple[Edge, ...]
    left_out: int
    actors: Mapping[str, Actor]
    documents: Mapping[str, DocumentInfo]

    def _repr_html_(self) -> str:
        from graphkit.stores.notebook import pair_html

        return pair_html(self)


@dataclass(frozen=True, slots=True)
class Around:
    """All edges of one actor.

    Attributes:
        actor: the actor asked for.
        edges: in the order of `edge_key`, each with its evidence.
        actors, documents: by id, every one named in `edges`.
    """

    actor: Actor
    edges: tuple[Edge, ...]
    actors: Mapping[str, Actor]
    documents: Mapping[str, DocumentInfo]


@dataclass(frozen=True, slots=True)
class Told:
    """One sentence and what it tells.

    Attributes:
        edge: without evidence; count, dates and codes are of all that filters let through.
        evidence: the sentence.
    """

    edge: Edge
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Tellings:
    """Sentences with what they tell, in an order that whoever made them names.

    Attributes:
        left_out: how many more there are.
        actors, documents: by id, every one named in `entries`.
    """

    entries: tuple[Told, ...]
    left_out: int
    actors: Mapping[str, Actor]
    documents: Mapping[str, DocumentInfo]

    def _repr_html_(self) -> str:
        from graphkit.stores.notebook import tellings_html

        return tellings_html(self)


@dataclass(frozen=True, slots=True)
class Stats:
    """A graph in numbers.

    Attributes:
        kinds: actors by kind, kinds without any left out, by name.
        relations: most evidence first, then name.
        negated, attributed: edges that are so.
        first, last: dates of the evidence, or None.
    """

    actors: int
    edges: int
    statements: int
    documents: int
    negated: int
    attributed: int
    first: str | None
    last: str | None
    kinds: Mapping[str, int]
    relations: tuple[RelationInfo, ...]


@dataclass(frozen=True, slots=True)
class LoadReport:
    """What a load did.

    Attributes:
        documents: documents seen.
        added: statements that are new in the graph.
        unchanged: statements that were there already, word for word.
        removed: statements of these documents that were there and are no longer.
        unnamed: statements left out for an unnamed source or target.
    """

    documents: int = 0
    added: int = 0
    unchanged: int = 0
    removed: int = 0
    unnamed: int = 0

    def __add__(self, other: LoadReport) -> LoadReport:
        return LoadReport(
            self.documents + other.documents,
            self.added + other.added,
            self.unchanged + other.unchanged,
            self.removed + other.removed,
            self.unnamed + other.unnamed,
        )


@dataclass(frozen=True, slots=True)
class RetractReport:
    """What a retraction did.

    Attributes:
        documents: documents taken out.
        removed: statements taken out with them.
        unknown: ids asked for that the graph does not hold, in the order asked.
    """

    documents: int = 0
    removed: int = 0
    unknown: tuple[str, ...] = field(default=())


PropertyValue = str | int | float | bool | list[str] | list[int] | list[float] | None


@dataclass(frozen=True, slots=True)
class GraphNode:
    """A node of a property graph.

    Attributes:
        labels: in the order in which people should read them.
        key: name of the property that tells it from all others with its last label.
        properties: all of them; None means none.
    """

    labels: tuple[str, ...]
    key: str
    properties: Mapping[str, PropertyValue]


@dataclass(frozen=True, slots=True)
class GraphRelationship:
    """A relationship of a property graph, between two actors.

    Attributes:
        type: capital letters, digits and underscores.
        source, target: actor ids.
        properties: all of them, `graphkit_id` is unique; None means none.
    """

    type: str
    source: str
    target: str
    properties: Mapping[str, PropertyValue]
