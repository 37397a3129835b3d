"""GraphML that Gephi, Cytoscape, NetworkX, igraph, rustworkx and APOC all open.

Written as a stream: keys, nodes, edges; one actor's edges in memory at a time. No property is
called `id`, no key `d0`; booleans are written, missing values are not; lists are JSON. The edge
element carries its relation as `label` too: Gephi reads that as the edge's type and then keeps
parallel edges. A symmetric edge has `symmetric` true and no direction of its own: readers refuse to
mix directed and undirected edges. An edge's id is the property `edge` too: igraph loses the other.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from graphkit.export.files import replacing
from graphkit.export.registry import ExportOptions, ExportReport
from graphkit.export.selection import statements_of
from graphkit.export.xmltext import escaped, escaped_id
from graphkit.model import OFFSETS, Actor, Edge, Statement

if TYPE_CHECKING:
    from graphkit.stores.contract import Store

Value = str | int | float | bool | None
_NODE_KEYS: tuple[tuple[str, str], ...] = (
    ("labels", "string"), ("label", "string"), ("name", "string"), ("kind", "string"),
    ("country", "string"), ("role", "string"), ("named", "boolean"), ("aliases", "string"),
)  # fmt: skip
_EDGE_KEYS: tuple[tuple[str, str], ...] = (
    ("label", "string"), ("edge", "string"), ("interaction", "string"), ("weight", "double"),
    ("kind", "string"),
    ("negated", "boolean"), ("ended", "boolean"), ("symmetric", "boolean"),
    ("attributed_to", "string"),
    ("cameo", "string"), ("plover", "string"), ("goldstein", "double"),
)  # fmt: skip
_MERGED_KEYS: tuple[tuple[str, str], ...] = (
    ("count", "long"), ("first", "string"), ("last", "string"), ("evidence", "string"),
)  # fmt: skip
_STATEMENT_KEYS: tuple[tuple[str, str], ...] = (
    ("statement", "string"), ("document", "string"), ("predicate", "string"),
    ("modality", "string"), ("date", "string"), ("date_of", "string"), ("rule", "string"),
    ("sentence", "string"),
    ("sentence_start", "long"), ("sentence_end", "long"), ("source_start", "long"),
    ("source_end", "long"), ("target_start", "long"), ("target_end", "long"),
    ("trigger_start", "long"), ("trigger_end", "long"), ("confidence", "double"),
)  # fmt: skip
_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" \
xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns \
http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
"""


def write_graphml(store: Store, path: Path, options: ExportOptions) -> ExportReport:
    """Write a graph as GraphML: one edge per edge of the graph, or one per statement.

    Args:
        store: the graph.
        path: file to write; replaced when all of the new one is written.
        options: see `ExportOptions`.
    """
    actors = edges = 0
    own_keys = _STATEMENT_KEYS if options.statements else _MERGED_KEYS
    with replacing(path) as file:
        file.write(_HEAD)
        _write_keys(file, "node", _NODE_KEYS)
        _write_keys(file, "edge", (*_EDGE_KEYS, *own_keys))
        file.write('<graph id="graphkit" edgedefault="directed">\n')
        for summary in store.actors(order="id"):
            file.write(_node(summary.actor))
            actors += 1
        for text in _statements(store, options) if options.statements else _merged(store, options):
            file.write(text)
            edges += 1
        file.write("</graph>\n</graphml>\n")
    return ExportReport(str(path), "graphml", actors, edges)


def _write_keys(file: TextIO, domain: str, keys: Iterable[tuple[str, str]]) -> None:
    for name, kind in keys:
        file.write(
            f'<key id="{domain}_{name}" for="{domain}" attr.name="{name}" attr.type="{kind}"/>\n'
        )


def _data(domain: str, values: Iterable[tuple[str, Value]]) -> str:
    parts = []
    for name, value in values:
        if value is None:
            continue
        if isinstance(value, bool):
            text = "true" if value else "false"
        elif isinstance(value, str):
            text = escaped(value)
        else:
            text = repr(value)
        parts.append(f'<data key="{domain}_{name}">{text}</data>')
    return "".join(parts)


def _node(actor: Actor) -> str:
    values: list[tuple[str, Value]] = [
        ("labels", f":Actor:{actor.kind.capitalize()}"),
        ("label", actor.name),
        ("name", actor.name),
        ("kind", actor.kind),
        ("country", actor.country),
        ("role", actor.role),
        ("named", actor.named),
        ("aliases", json.dumps(actor.aliases, ensure_ascii=False) if actor.aliases else None),
    ]
    return f'<node id="{escaped_id(actor.id)}">{_data("node", values)}</node>\n'


def _type(relation: str) -> str:
    """The relation as Neo4j and Gephi show a type: "has-ties-with" is HAS_TIES_WITH."""
    return relation.upper().replace("-", "_")


def _edge(
    number: str, source: str, target: str, relation: str, values: list[tuple[str, Value]]
) -> str:
    return (
        f'<edge id="{number}" source="{escaped_id(source)}" target="{escaped_id(target)}" '
        f'label="{escaped(_type(relation))}">{_data("edge", values)}</edge>\n'
    )


def _merged(store: Store, options: ExportOptions) -> Iterator[str]:
    for edge in store.edges(filters=options.filters, evidence=None):
        values: list[tuple[str, Value]] = [
            ("label", _type(edge.relation)),
            ("edge", edge.id),
            ("interaction", edge.relation),
            ("weight", float(edge.count)),
            *_shared(edge, edge.symmetric, edge.attributed_to),
            ("count", edge.count),
            ("first", edge.first),
            ("last", edge.last),
            ("evidence", json.dumps([asdict(item) for item in edge.evidence], ensure_ascii=False)),
        ]
        yield _edge(edge.id, edge.source, edge.target, edge.relation, values)


def _statements(store: Store, options: ExportOptions) -> Iterator[str]:
    symmetric = {relation.name for relation in store.relations() if relation.symmetric}
    for item in statements_of(store, options.filters):
        said_by = item.attributed_to.id if item.attributed_to else None
        # A statement's id is unique in its document, an edge's must be so in the file.
        key = f"{len(item.document)}:{item.document}{item.id}".encode()
        number = blake2b(key, digest_size=10).hexdigest()
        values: list[tuple[str, Value]] = [
            ("label", _type(item.relation)),
            ("edge", number),
            ("interaction", item.relation),
            ("weight", 1.0),
            *_shared(item, item.relation in symmetric, said_by),
            ("statement", item.id),
        ]
        unknown = OFFSETS if item.origin == "edit" else ()
        values += [
            (name, getattr(item, name)) for name, _ in _STATEMENT_KEYS[1:] if name not in unknown
        ]
        yield _edge(number, item.source.id, item.target.id, item.relation, values)


def _shared(
    item: Edge | Statement, symmetric: bool, said_by: str | None
) -> list[tuple[str, Value]]:
    return [
        ("kind", item.kind),
        ("negated", item.negated),
        ("ended", item.ended),
        ("symmetric", symmetric),
        ("attributed_to", said_by),
        ("cameo", item.cameo),
        ("plover", item.plover),
        ("goldstein", item.goldstein),
    ]
