"""What a transaction changes: read what is touched, work out what must stand there, write it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from graphkit.stores.bolt.connection import Rows, run, run_each, send, send_each
from graphkit.stores.bolt.evidence import Item, items_of
from graphkit.stores.bolt.known import Held, HeldActor
from graphkit.stores.bolt.shape import (
    actor_properties,
    edge_values,
    form_mark,
    label_of,
    type_of,
)
from graphkit.stores.merge import EdgeKey, merge_forms, read_form

if TYPE_CHECKING:
    from neo4j import ManagedTransaction

Form = tuple[str, str]
"""Actor id and mark of one of its wordings."""
_About = tuple[str, str, bool]
"""Relation, its kind, whether it is symmetric."""


@dataclass(slots=True)
class _Edge:
    key: EdgeKey
    kind: str
    symmetric: bool
    put: list[Item] = field(default_factory=list)


@dataclass(slots=True)
class EdgeWrites:
    """Rows to write for edges, and what the evidence that goes away no longer counts for."""

    create: dict[_About, list[list[Any]]] = field(default_factory=lambda: defaultdict(list))
    change: dict[str, list[list[Any]]] = field(default_factory=lambda: defaultdict(list))
    codes: dict[str, list[list[Any]]] = field(default_factory=lambda: defaultdict(list))
    delete: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    created: list[str] = field(default_factory=list)
    forms_gone: Counter[Form] = field(default_factory=Counter)
    says_gone: Counter[str] = field(default_factory=Counter)
    relation_edges: Counter[str] = field(default_factory=Counter)
    relation_evidence: Counter[str] = field(default_factory=Counter)

    @property
    def any(self) -> bool:
        """Whether there is anything to write."""
        return bool(self.create or self.change or self.delete)

    def write(self, tx: ManagedTransaction, types: Collection[str]) -> None:
        """Send the rows; `types` are all relationship types of the graph."""
        for name, ids in sorted(self.delete.items()):
            send(tx, "load/edges-delete", spell={"TYPE": name}, ids=ids)
        if self.change:
            send_each(tx, "load/edges-write", types, rows=self.change)
        for name, rows in sorted(self.codes.items()):
            send(tx, "load/edges-codes", spell={"TYPE": name}, rows=rows)
        for (relation, kind, symmetric), rows in sorted(self.create.items()):
            send(
                tx,
                "load/edges-create",
                spell={"TYPE": type_of(relation)},
                relation=relation,
                kind=kind,
                symmetric=symmetric,
                rows=rows,
            )


class EdgeChanges:
    """Evidence put on edges and taken off them."""

    def __init__(self) -> None:
        self._put: dict[str, _Edge] = {}
        self._taken: dict[str, set[tuple[str, str]]] = defaultdict(set)
        self._types: dict[str, str] = {}

    def put(self, edge: str, key: EdgeKey, kind: str, symmetric: bool, item: Item) -> None:
        """Add a piece of evidence."""
        row = self._put.get(edge)
        if row is None:
            row = self._put[edge] = _Edge(key, kind, symmetric)
            self._types[edge] = type_of(key.relation)
        row.put.append(item)

    def take(self, edge: str, kind: str, document: str, statement: str) -> None:
        """Take a piece of evidence off; `kind` is the relationship type."""
        self._taken[edge].add((document, statement))
        self._types[edge] = kind

    def settle(
        self, tx: ManagedTransaction, types: Collection[str], known: Held | None
    ) -> EdgeWrites:
        """Read the edges touched and work out what to write.

        Args:
            tx: where to read.
            types: all relationship types of the graph.
            known: the graph, if it is known: other edges need no reading.
        """
        writes = EdgeWrites()
        ids_of: dict[str, list[str]] = defaultdict(list)
        for edge, name in self._types.items():
            if known is None or edge in known.edges:
                ids_of[name].append(edge)
        old: dict[str, dict[str, Any]] = {}
        if ids_of:
            for row in run_each(tx, "load/edges", types, ids=ids_of):
                old[row["id"]] = row
        for edge, name in self._types.items():
            self._settle(writes, edge, name, old.get(edge))
        return writes

    def _settle(
        self, writes: EdgeWrites, edge: str, name: str, old: Mapping[str, Any] | None
    ) -> None:
        put = self._put.get(edge)
        fresh = put.put if put else []
        if old is None:
            if put is None:
                return
            row = [put.key.source, put.key.target, *edge_values(edge, put.key, fresh)]
            writes.create[put.key.relation, put.kind, put.symmetric].append(row)
            writes.created.append(edge)
            writes.relation_edges[put.key.relation] += 1
            writes.relation_evidence[put.key.relation] += len(fresh)
            return
        was = old["properties"]
        said_by = was.get("attributed_to")
        ends = (old["source"], old["target"])
        key = EdgeKey(ends[0], was["relation"], ends[1], was["negated"], said_by, was["ended"])
        items = items_of(was)
        kept = items
        if edge in self._taken:
            taken = self._taken[edge]
            kept = [item for item in items if (item.document, item.statement) not in taken]
            for item in items:
                if (item.document, item.statement) in taken:
                    _take(writes, key, was["kind"], item)
        writes.relation_evidence[key.relation] += len(kept) + len(fresh) - len(items)
        if kept or fresh:
            row = [key.source, key.target, *edge_values(edge, key, [*kept, *fresh])]
            writes.change[name].append(row)
            if row[5:8] != [was.get("cameo"), was.get("plover"), was.get("goldstein")]:
                writes.codes[name].append(row)
        else:
            writes.delete[name].append(edge)
            writes.relation_edges[key.relation] -= 1


def _take(writes: EdgeWrites, key: EdgeKey, kind: str, item: Item) -> None:
    source, target = (key.target, key.source) if item.swapped else (key.source, key.target)
    marks = item.forms
    writes.forms_gone[source, marks[0]] += 1
    writes.forms_gone[target, marks[1]] += 1
    if key.attributed_to is not None and marks[2] is not None:
        writes.forms_gone[key.attributed_to, marks[2]] += 1
        if kind != "open":
            writes.says_gone[key.attributed_to] += 1


class ActorChanges:
    """Wordings of actors counted up and down."""

    def __init__(self) -> None:
        self._put: dict[str, Counter[str]] = defaultdict(Counter)
        self._says: Counter[str] = Counter()
        self._taken: dict[str, Counter[str]] = defaultdict(Counter)
        self._create: dict[str, list[dict[str, Any]]] = defaultdict(list)
        self._change: dict[str, list[dict[str, Any]]] = defaultdict(list)
        self._count: list[dict[str, Any]] = []
        self._delete: list[str] = []
        self.after: dict[str, HeldActor | None] = {}
        """The actors touched as they will be; None: taken out."""

    def put(self, actor: str, form: str, *, says: bool = False) -> None:
        """Count a wording (its text) once more, and what the actor says."""
        self._put[actor][form] += 1
        if says:
            self._says[actor] += 1

    def take(self, forms: Mapping[Form, int], says: Mapping[str, int]) -> None:
        """Count wordings (by mark) down."""
        for (actor, mark), n in forms.items():
            self._taken[actor][mark] += n
        for actor, n in says.items():
            self._says[actor] -= n

    def read(self, tx: ManagedTransaction, known: Held | None) -> None:
        """Read the actors touched, unless the graph is known, and work out what to write."""
        ids = [*self._put, *(actor for actor in self._taken if actor not in self._put)]
        if known is not None:
            before: Mapping[str, HeldActor] = known.actors
        else:
            before = {
                row["id"]: HeldActor(
                    dict(zip(row["forms"], row["counts"], strict=True)), row["says"]
                )
                for row in (run(tx, "load/actors", ids=ids) if ids else ())
            }
        for actor in ids:
            self._settle(actor, before.get(actor))

    def _settle(self, actor: str, held: HeldActor | None) -> None:
        before = held.forms if held else {}
        after = Counter(before)
        after.update(self._put.get(actor, {}))
        taken = self._taken.get(actor)
        if taken:
            for text in after:
                after[text] -= taken[form_mark(text)]
        left = {text: n for text, n in sorted(after.items()) if n > 0}
        says = (held.says if held else 0) + self._says[actor]
        self.after[actor] = HeldActor(left, says) if left else None
        if not left:
            if held:
                self._delete.append(actor)
            return
        if held and len(left) == 1 and left.keys() == before.keys():
            # The only wording there is decides whatever its count.
            self._count.append({"id": actor, "form_counts": list(left.values()), "says": says})
            return
        merged = merge_forms({read_form(actor, text): n for text, n in left.items()})
        properties = actor_properties(merged, left, says)
        (self._change if held else self._create)[label_of(merged.kind)].append(properties)

    def write(self, tx: ManagedTransaction) -> None:
        """Send the rows of actors that stay."""
        for label, rows in sorted(self._create.items()):
            send(tx, "load/actors-create", spell={"LABEL": label}, rows=rows)
        for label, rows in sorted(self._change.items()):
            send(tx, "load/actors-write", spell={"LABEL": label}, rows=rows)
        if self._count:
            send(tx, "load/actors-count", rows=self._count)

    def delete(self, tx: ManagedTransaction) -> None:
        """Take out the actors that nothing names any more."""
        if self._delete:
            send(tx, "load/actors-delete", ids=self._delete)
            send(tx, "load/actors-leave", ids=self._delete)


class RelationChanges:
    """Relations of the graph: their kind, and how many edges and pieces of evidence carry them."""

    def __init__(self, rows: Iterable[Mapping[str, Any]]) -> None:
        self._rows: dict[str, dict[str, Any]] = {row["name"]: dict(row) for row in rows}
        self._changed: set[str] = set()

    @property
    def none(self) -> bool:
        """Whether the graph has none."""
        return not self._rows

    def meet(self, name: str, kind: str, symmetric: bool) -> tuple[str, bool]:
        """Kind and symmetry that the graph holds for a relation; these, when it has none."""
        row = self._rows.get(name)
        if row is None:
            row = self._rows[name] = {
                "name": name, "kind": kind, "symmetric": symmetric, "edges": 0, "evidence": 0,
            }  # fmt: skip
        return row["kind"], row["symmetric"]

    def count(self, edges: Mapping[str, int], evidence: Mapping[str, int]) -> None:
        """Add up changes."""
        for name in {*edges, *evidence}:
            row = self._rows[name]
            row["edges"] += edges.get(name, 0)
            row["evidence"] += evidence.get(name, 0)
            self._changed.add(name)

    def write(self, tx: ManagedTransaction) -> None:
        """Send them."""
        rows: Rows = [self._rows[name] for name in sorted(self._changed)]
        gone = [row["name"] for row in rows if row["evidence"] <= 0]
        kept = [row for row in rows if row["evidence"] > 0]
        if kept:
            send(tx, "load/relations-write", rows=kept)
        if gone:
            send(tx, "load/relations-delete", names=gone)
