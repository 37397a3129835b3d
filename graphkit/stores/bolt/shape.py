"""How a graph stands in Neo4j: labels, types, and the properties of nodes and relationships.

    (:Actor:Country:GraphkitActor {id, name, ...})-[:URGES {graphkit_id, sentences, ...}]->(...)
    (:GraphkitDocument {id, name, ...})  (:GraphkitRelation {name, ...})  (:GraphkitGraph)

One relationship is one edge: its evidence stands on it as parallel lists in the order of
`graphkit.stores.order.evidence_key`, so that a click on it in Neo4j Browser shows the sentences.
Everything of ours is reached by a label or property that begins with "Graphkit" / "graphkit":
other data in the same database is never read or written, whatever its labels.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from hashlib import blake2b
from typing import Any

from graphkit.model import ACTOR_KINDS, Actor, Edge
from graphkit.stores.bolt.evidence import LISTS, Item, summary_of
from graphkit.stores.merge import EdgeKey
from graphkit.stores.names import fold, keys_of
from graphkit.stores.values import FACTS

LAYOUT = 3
"""Version of all this. An older graph is brought forward when it is opened for writing
(`graphkit.stores.bolt.migration`); a newer one is refused, never guessed at."""
OTHER_TYPE = "RELATED"
"""Relationship type of relations whose name cannot be one; the name stands in `relation`."""
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


@lru_cache(maxsize=65536)
def form_mark(text: str) -> str:
    """Short name of a wording, by which the evidence refers to it."""
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()


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


EDGE_VALUES: tuple[str, ...] = (
    "graphkit_id", "negated", "attributed_to", "cameo", "plover", "goldstein", "count", "first",
    "last", "confidences", *LISTS, "ended", "facts",
)  # fmt: skip
"""What differs between edges of one relation, in the order of `edge_values`."""


def edge_values(mark: str, key: EdgeKey, items: list[Item]) -> list[Any]:
    """What stands on a relationship, in the order of `EDGE_VALUES`; sorts `items`."""
    if len(items) > 1:
        items.sort(key=lambda item: item.order)
    codes, count, first, last = summary_of(items)
    return [
        mark,
        key.negated,
        key.attributed_to,
        *codes,
        count,
        first,
        last,
        [item.facts["confidence"] for item in items],
        [item.document for item in items],
        [item.date for item in items],
        [item.sentence for item in items],
        [item.text for item in items],
        key.ended,
        0 if key.negated or key.ended else sum(item.facts["modality"] in FACTS for item in items),
    ]


def edge_properties(
    mark: str, key: EdgeKey, kind: str, symmetric: bool, items: list[Item]
) -> dict[str, Any]:
    """Everything that stands on a relationship."""
    about = {"relation": key.relation, "kind": kind, "symmetric": symmetric}
    return about | dict(zip(EDGE_VALUES, edge_values(mark, key, items), strict=True))


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
        ended=row["ended"],
    )
