"""How a graph stands in Neo4j: labels, types, and the properties of nodes and relationships.

    (:Actor:Country:GraphkitActor {id, name, ...})-[:URGES {graphkit_id, sentences, ...}]->(...)
    (:GraphkitDocument {id, name, ...})  (:GraphkitRelation {name, ...})  (:GraphkitGraph)

One relationship is one edge: its evidence stands on it as parallel lists in the order of
`graphkit.stores.order.evidence_key`, so that a click on it in Neo4j Browser shows the sentences.
Everything of ours is reached by a label or property that begins with "Graphkit" / "graphkit":
other data in the same database is never read or written, whatever its labels.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from typing import Any

from graphkit.model import ACTOR_KINDS, Actor, Edge, Evidence, Statement
from graphkit.stores.merge import Codes, EdgeKey, Form, merge_codes
from graphkit.stores.names import fold, keys_of

LAYOUT = 1
"""Version of all this; a graph of another one is refused, never guessed at."""
OTHER_TYPE = "RELATED"
"""Relationship type of relations whose name cannot be one; the name stands in `relation`."""
UNDATED = "undated"
"""Stands in `dates` for evidence without a date: lists of Neo4j hold no nulls."""

_NAME = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*", re.ASCII)
_LONGEST = 60
_INDEXED = 1000
"""Characters of a folded name that go into the index (Neo4j takes 8 kB at most)."""


@lru_cache(maxsize=1024)
def type_of(relation: str) -> str:
    """Relationship type of a relation: "allies-with" is ALLIES_WITH.

    Only what the ontology takes for a name becomes a type; anything else is `RELATED`, so that no
    outside text ever gets into a query.
    """
    if len(relation) > _LONGEST or not _NAME.fullmatch(relation):
        return OTHER_TYPE
    return relation.upper().replace("-", "_")


def label_of(kind: str) -> str:
    """Label of a kind of actor: "country" is Country."""
    return kind.capitalize() if kind in ACTOR_KINDS else "Other"


def form_text(form: Form) -> str:
    """The text that stands for a wording of an actor."""
    return json.dumps(
        [form.name, form.kind, form.country, form.role, form.named, list(form.aliases)],
        ensure_ascii=False,
    )


@lru_cache(maxsize=65536)
def form_mark(text: str) -> str:
    """Short name of a wording, by which the evidence refers to it."""
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()


def read_form(actor: str, text: str) -> Form:
    """The wording of a text."""
    name, kind, country, role, named, aliases = json.loads(text)
    return Form(actor, name, kind, country, role, named, tuple(aliases))


def actor_of(row: Mapping[str, Any]) -> Actor:
    """An actor out of a row with its properties."""
    return Actor(
        row["id"],
        row["name"],
        row["kind"],
        row["country"],
        row["role"],
        row["named"],
        tuple(row["aliases"] or ()),
    )


def actor_properties(actor: Actor, forms: Mapping[str, int], says: int) -> dict[str, Any]:
    """Everything that stands on an actor's node."""
    return {
        "id": actor.id,
        "name": actor.name,
        "kind": actor.kind,
        "country": actor.country,
        "role": actor.role,
        "named": actor.named,
        "aliases": list(actor.aliases),
        "folded": fold(actor.name)[:_INDEXED],
        "keys": sorted(keys_of(actor)),
        "forms": list(forms),
        "form_counts": list(forms.values()),
        "says": says,
    }


def index_key(folded: str) -> str:
    """The part of a folded name that the index holds."""
    return folded[:_INDEXED]


@dataclass(frozen=True, slots=True)
class Item:
    """One piece of evidence as it stands on a relationship: an entry of each list."""

    statement: str
    document: str
    date: str
    sentence: str
    predicate: str
    modality: str
    confidence: float
    details: str

    @property
    def order(self) -> tuple[bool, str, str, int, str]:
        """As `graphkit.stores.order.evidence_key`."""
        return (self.date == UNDATED, self.date, self.document, self.where[0], self.statement)

    @property
    def where(self) -> tuple[int, int]:
        """Start and end of the sentence."""
        first, last, _ = self.details[1:].split(",", 2)
        return int(first), int(last)

    @property
    def codes(self) -> Codes:
        """CAMEO, PLOVER, Goldstein."""
        cameo, plover, goldstein = json.loads(self.details)[8:11]
        return cameo, plover, goldstein

    @property
    def swapped(self) -> bool:
        """Whether its edge is stored the other way round."""
        return bool(json.loads(self.details)[11])

    @property
    def forms(self) -> tuple[str, str, str | None]:
        """Marks of the wordings of source, target (as the statement has them) and claimant."""
        source, target, said = json.loads(self.details)[12:15]
        return source, target, said


LISTS: tuple[str, ...] = (
    "statements", "documents", "dates", "sentences", "predicates", "modalities", "confidences",
    "statement_details",
)  # fmt: skip


def item_of(statement: Statement, swapped: bool, forms: tuple[str, str, str | None]) -> Item:
    """The entry of a statement.

    Args:
        statement: as the graph takes it.
        swapped: its edge is stored the other way round.
        forms: marks of the wordings of source, target and claimant.
    """
    s = statement
    goldstein = None if s.goldstein is None else float(s.goldstein)
    details = json.dumps(
        [
            s.sentence_start, s.sentence_end, s.source_start, s.source_end, s.target_start,
            s.target_end, s.trigger_start, s.trigger_end, s.cameo, s.plover, goldstein,
            swapped, *forms,
        ],
        ensure_ascii=False,
        separators=(",", ":"),
    )  # fmt: skip
    return Item(
        s.id,
        s.document,
        s.date or UNDATED,
        s.sentence,
        s.predicate,
        s.modality,
        float(s.confidence),
        details,
    )


def items_of(properties: Mapping[str, Any]) -> list[Item]:
    """The evidence of a relationship, or as much of it as was asked for."""
    columns = [properties[name] for name in LISTS]
    if None in columns:
        # neo4j-admin imports a list of one empty text as no list at all.
        length = max(len(column) for column in columns if column is not None)
        columns = [[""] * length if column is None else column for column in columns]
    return [Item(*values) for values in zip(*columns, strict=True)]


def edge_properties(
    mark: str, key: EdgeKey, kind: str, symmetric: bool, items: Iterable[Item]
) -> dict[str, Any]:
    """Everything that stands on a relationship."""
    rows = list(items)
    if len(rows) > 1:
        rows.sort(key=lambda item: item.order)
    codes, count, first, last = summary_of(rows)
    return {
        "graphkit_id": mark,
        "relation": key.relation,
        "kind": kind,
        "symmetric": symmetric,
        "negated": key.negated,
        "attributed_to": key.attributed_to,
        "cameo": codes[0],
        "plover": codes[1],
        "goldstein": codes[2],
        "count": count,
        "first": first,
        "last": last,
        "statements": [item.statement for item in rows],
        "documents": [item.document for item in rows],
        "dates": [item.date for item in rows],
        "sentences": [item.sentence for item in rows],
        "predicates": [item.predicate for item in rows],
        "modalities": [item.modality for item in rows],
        "confidences": [item.confidence for item in rows],
        "statement_details": [item.details for item in rows],
    }


def summary_of(items: list[Item]) -> tuple[Codes, int, str | None, str | None]:
    """Codes, number, first and last date of evidence in its order."""
    counts: dict[Codes, int] = {}
    for item in items:
        codes = item.codes
        counts[codes] = counts.get(codes, 0) + 1
    dates = [item.date for item in items if item.date != UNDATED]
    return merge_codes(counts), len(items), min(dates, default=None), max(dates, default=None)


def edge_of(row: Mapping[str, Any]) -> Edge:
    """An edge without evidence out of a row with its columns."""
    return Edge(
        id=row["id"],
        source=row["source"],
        relation=row["relation"],
        target=row["target"],
        kind=row["kind"],
        negated=row["negated"],
        attributed_to=row["attributed_to"],
        cameo=row["cameo"],
        plover=row["plover"],
        goldstein=row["goldstein"],
        count=row["count"],
        first=row["first"],
        last=row["last"],
        symmetric=row["symmetric"],
    )


def evidence_of(item: Item) -> Evidence:
    """A piece of evidence as queries give it."""
    first, last = item.where
    return Evidence(
        statement=item.statement,
        document=item.document,
        date=None if item.date == UNDATED else item.date,
        sentence=item.sentence,
        sentence_start=first,
        sentence_end=last,
        predicate=item.predicate,
        modality=item.modality,
        confidence=item.confidence,
    )


def statement_of(
    item: Item, edge: Mapping[str, Any], source: str, target: str, forms: Mapping[str, Form]
) -> Statement:
    """The statement as it came in.

    Args:
        item: its entry.
        edge: properties of its relationship.
        source, target: actor ids as stored.
        forms: wordings by actor id and mark, joined by a space.
    """
    d = json.loads(item.details)
    ends = (target, source) if d[11] else (source, target)
    said_by = edge.get("attributed_to")
    return Statement(
        id=item.statement,
        document=item.document,
        source=_actor(forms, ends[0], d[12]),
        target=_actor(forms, ends[1], d[13]),
        relation=edge["relation"],
        kind=edge["kind"],
        predicate=item.predicate,
        cameo=d[8],
        plover=d[9],
        goldstein=d[10],
        negated=edge["negated"],
        modality=item.modality,
        attributed_to=None if said_by is None else _actor(forms, said_by, d[14]),
        date=None if item.date == UNDATED else item.date,
        sentence=item.sentence,
        sentence_start=d[0],
        sentence_end=d[1],
        source_start=d[2],
        source_end=d[3],
        target_start=d[4],
        target_end=d[5],
        trigger_start=d[6],
        trigger_end=d[7],
        confidence=item.confidence,
    )


def _actor(forms: Mapping[str, Form], actor: str, mark: str) -> Actor:
    form = forms[f"{mark} {actor}"]
    return Actor(form.id, form.name, form.kind, form.country, form.role, form.named, form.aliases)
