"""What a store is asked and what it answers: frozen values, the same for every store.

Actor ids are the stable slugs of `graphkit.model.Actor.id`; dates are ISO texts (YYYY, YYYY-MM or
YYYY-MM-DD) that compare as text; every tuple stands in a fixed order that its docstring names.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from fnmatch import fnmatchcase
from typing import Literal

from graphkit.errors import UsageError
from graphkit.model import MODALITIES, STATEMENT_KINDS, Actor, Document, Edge, Evidence

Direction = Literal["any", "out", "in"]
ActorOrder = Literal["evidence", "id"]
DIRECTIONS: tuple[str, ...] = ("any", "out", "in")
FACTS: tuple[str, ...] = ("asserted", "reported")
"""Modalities of what is told as a fact."""

_DATE = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01]))?)?", re.ASCII)
_AFTER = "~"
"""Sorts behind every character of a date: "2020-09~" is later than all of September 2020."""


def check_date(option: str, value: str) -> str:
    """Return `value` when it is an ISO date (a year, a month or a day), else raise.

    Raises:
        UsageError: it is not one; the message names the option and the value.
    """
    match = _DATE.fullmatch(value)
    if match:
        from datetime import date

        year, month, day = match.group(1), match.group(2) or "1", match.group(3) or "1"
        try:
            date(int(year), int(month), int(day))
        except ValueError:
            pass
        else:
            return value
    raise UsageError(
        f"{option}: {value!r} is no date; write it as YYYY-MM-DD, YYYY-MM or YYYY, "
        "for example 2020-09-27"
    )


@dataclass(frozen=True, slots=True)
class Filters:
    """Which edges a query may use. The default takes every edge but the open ones.

    Attributes:
        relations: names; empty means all. Naming "open" takes open relations in.
        kinds: of `STATEMENT_KINDS`; empty means all. Naming "open" takes open relations in.
        since, until: first and last day of the evidence, both inclusive; a year or a month stands
            for all of its days. With either, undated evidence does not count.
        direction: "any" way; "out" follows edges from source to target only, "in" the reverse.
            A symmetric relation is followed both ways under each.
        open: take open relations (those that the ontology does not cover) in.
        negated: take negated statements ("did not attack") in.
        ended: take ties that are over ("former president of") in.
        modalities: of `MODALITIES`; empty means all.
        min_confidence: 0 to 1; only evidence that is as sure as that.
        documents: only evidence of these: ids, or patterns with `*`, `?` and `[...]`; empty means
            all. Stores put the ids that they mean in their place (`named_documents`).

    Raises:
        UsageError: a kind, modality, date or direction that does not exist, `since` after `until`,
            or a confidence out of its range.
    """

    relations: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None
    direction: Direction = "any"
    open: bool = False
    negated: bool = True
    ended: bool = True
    modalities: tuple[str, ...] = ()
    min_confidence: float = 0.0
    documents: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "relations", tuple(sorted(set(self.relations))))
        object.__setattr__(self, "kinds", tuple(sorted(set(self.kinds))))
        object.__setattr__(self, "modalities", tuple(sorted(set(self.modalities))))
        object.__setattr__(self, "documents", tuple(sorted(set(self.documents))))
        if not 0 <= self.min_confidence <= 1:
            raise UsageError(f"--min-confidence is {self.min_confidence}; it must be 0 to 1")
        for kind in self.kinds:
            if kind not in STATEMENT_KINDS:
                raise UsageError(f"unknown kind {kind!r}; kinds: {', '.join(STATEMENT_KINDS)}")
        for modality in self.modalities:
            if modality not in MODALITIES:
                raise UsageError(f"unknown modality {modality!r}; known: {', '.join(MODALITIES)}")
        if self.direction not in DIRECTIONS:
            raise UsageError(
                f"unknown direction {self.direction!r}; directions: {', '.join(DIRECTIONS)}"
            )
        if self.since is not None:
            check_date("--since", self.since)
        if self.until is not None:
            check_date("--until", self.until)
        if self.since and self.until and self.since > self.until + _AFTER:
            raise UsageError(f"--since {self.since} is after --until {self.until}; swap them")

    @property
    def with_open(self) -> bool:
        """Whether open relations count."""
        return self.open or "open" in self.relations or "open" in self.kinds

    @property
    def dated(self) -> bool:
        """Whether only dated evidence counts."""
        return self.since is not None or self.until is not None

    @property
    def low(self) -> str:
        """Text that no date wanted is smaller than."""
        return self.since or ""

    @property
    def high(self) -> str:
        """Text that no date wanted is greater than."""
        return (self.until or "") + _AFTER

    @property
    def whole(self) -> bool:
        """Whether nothing but direction and open relations is filtered (the fast road)."""
        return not self._narrow and self.negated and self.ended and not self.modalities

    @property
    def facts(self) -> bool:
        """Whether just what is asserted or reported, neither negated nor ended, counts (fast too).

        Open relations are left out.
        """
        return (
            not (self._narrow or self.open or self.negated or self.ended)
            and self.modalities == FACTS
        )

    @classmethod
    def of_facts(cls) -> Filters:
        """What a path walks unless asked otherwise; see `facts`."""
        return cls(negated=False, ended=False, modalities=FACTS)

    @property
    def sifts(self) -> bool:
        """Whether some evidence of an edge may count and some not."""
        return self.dated or bool(self.modalities or self.min_confidence or self.documents)

    def passes(self, date: str | None, modality: str, confidence: float, document: str) -> bool:
        """Whether a piece of evidence of an edge that counts does so too."""
        if self.modalities and modality not in self.modalities:
            return False
        if confidence < self.min_confidence:
            return False
        if self.documents and document not in self.documents:
            return False
        return not self.dated or (date is not None and self.low <= date < self.high)

    def named_documents(self, known: Iterable[str], where: str) -> Filters:
        """The same with the ids that `documents` mean.

        Args:
            known: ids of the graph's documents.
            where: the graph, for messages.

        Raises:
            UsageError: one of them means no document.
        """
        found: set[str] = set()
        held = set(known)
        for name in self.documents:
            means = {name} & held or {one for one in held if fnmatchcase(one, name)}
            if not means:
                raise UsageError(
                    f"--document: no document {name!r} in {where}; give an id that stands in "
                    "brackets under a sentence, or a pattern such as 'news/2024-*'"
                )
            found |= means
        return replace(self, documents=tuple(found))

    @property
    def _narrow(self) -> bool:
        return bool(self.relations or self.kinds or self.documents or self.min_confidence) or (
            self.dated
        )


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


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
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
