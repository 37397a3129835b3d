"""GraphML that Gephi, Cytoscape, NetworkX, igraph, rustworkx and APOC all open.

Written as a stream: keys, nodes, edges; one actor's edges in memory at a time. No property is
called `id`, no key `d0`; booleans are written, missing values are not; lists are JSON. The edge
element carries its relation as `label` too: Gephi reads that as the edge's type and then keeps
parallel edges, APOC makes it the relationship's type. APOC's `readLabels` goes by the keys' ids
`labels` and `label`. yEd shows what stands in a graphics element, which all others pass over. A
symmetric edge has `symmetric` true and no direction of its own: readers refuse to mix directed and
undirected edges. An edge's id is the property `edge` too: igraph loses the other.

The strict variant holds nothing that the GraphML 1.0 schema does not know: no label attribute, no
graphics, every id an NMTOKEN.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from graphkit.export.files import replacing
from graphkit.export.registry import ExportOptions, ExportReport
from graphkit.export.selection import actors_of, documents_of, evidence_record, statements_of
from graphkit.export.xmltext import escaped, escaped_id, escaped_token
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
    ("title", "string"), ("published", "string"), ("url", "string"),
)  # fmt: skip
_OF_STATEMENT = tuple(name for name, _ in _STATEMENT_KEYS[1:-3])
"""Those of them that are fields of a statement; the last three are its document's."""
_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" \
xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" {more}\
xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns \
http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
"""
_YED = 'xmlns:y="http://www.yworks.com/xml/graphml" '
_GRAPHICS = (
    '<key id="node_graphics" for="node" attr.name="graphics" attr.type="string" '
    'yfiles.type="nodegraphics"/>\n'
)
_KEY_IDS = {"node_labels": "labels", "edge_label": "label"}
"""The ids that APOC goes by; every other key's is its domain and name."""


@dataclass(frozen=True, slots=True)
class _Dialect:
    """How the two variants differ: `identity` writes ids, `lenient` adds what the schema lacks."""

    identity: Callable[[str], str]
    lenient: bool


_OPEN = _Dialect(escaped_id, True)
_STRICT = _Dialect(escaped_token, False)


def write_graphml(store: Store, path: Path, options: ExportOptions) -> ExportReport:
    """Write a graph as GraphML: one edge per edge of the graph, or one per statement.

    Args:
        store: the graph.
        path: file to write; replaced when all of the new one is written.
        options: see `ExportOptions`.
    """
    return _write(store, path, options, _OPEN, "graphml")


def write_strict(store: Store, path: Path, options: ExportOptions) -> ExportReport:
    """Write GraphML that a validating reader accepts (JGraphT's, for one)."""
    return _write(store, path, options, _STRICT, "graphml-strict")


def _write(
    store: Store, path: Path, options: ExportOptions, dialect: _Dialect, name: str
) -> ExportReport:
    actors = edges = 0
    own_keys = _STATEMENT_KEYS if options.statements else _MERGED_KEYS
    with replacing(path) as file:
        file.write(_HEAD.format(more=_YED if dialect.lenient else ""))
        _write_keys(file, "node", _NODE_KEYS)
        _write_keys(file, "edge", (*_EDGE_KEYS, *own_keys))
        if dialect.lenient:
            file.write(_GRAPHICS)
        file.write('<graph id="graphkit" edgedefault="directed">\n')
        for actor in actors_of(store, options.filters):
            file.write(_node(actor, dialect))
            actors += 1
        parts = _statements if options.statements else _merged
        for text in parts(store, options, dialect):
            file.write(text)
            edges += 1
        file.write("</graph>\n</graphml>\n")
    return ExportReport(str(path), name, actors, edges)


@cache
def _key_id(domain: str, name: str) -> str:
    return _KEY_IDS.get(f"{domain}_{name}", f"{domain}_{name}")


def _write_keys(file: TextIO, domain: str, keys: Iterable[tuple[str, str]]) -> None:
    for name, kind in keys:
        file.write(
            f'<key id="{_key_id(domain, name)}" for="{domain}" attr.name="{name}" '
            f'attr.type="{kind}"/>\n'
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
        parts.append(f'<data key="{_key_id(domain, name)}">{text}</data>')
    return "".join(parts)


def _node(actor: Actor, dialect: _Dialect) -> str:
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
    drawn = ""
    if dialect.lenient:
        label = f"<y:NodeLabel>{escaped(actor.name)}</y:NodeLabel>"
        drawn = f'<data key="node_graphics"><y:ShapeNode>{label}</y:ShapeNode></data>'
    return f'<node id="{dialect.identity(actor.id)}">{_data("node", values)}{drawn}</node>\n'


def _type(relation: str) -> str:
    """The relation as Neo4j and Gephi show a type: "has-ties-with" is HAS_TIES_WITH."""
    return relation.upper().replace("-", "_")


def _edge(
    number: str,
    ends: tuple[str, str],
    relation: str,
    values: list[tuple[str, Value]],
    dialect: _Dialect,
) -> str:
    source, target = map(dialect.identity, ends)
    label = f' label="{escaped(_type(relation))}"' if dialect.lenient else ""
    return (
        f'<edge id="{number}" source="{source}" target="{target}"{label}>'
        f"{_data('edge', values)}</edge>\n"
    )


def _merged(store: Store, options: ExportOptions, dialect: _Dialect) -> Iterator[str]:
    documents = documents_of(store)
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
            ("evidence", _json([evidence_record(item, documents) for item in edge.evidence])),
        ]
        yield _edge(edge.id, (edge.source, edge.target), edge.relation, values, dialect)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _statements(store: Store, options: ExportOptions, dialect: _Dialect) -> Iterator[str]:
    documents = documents_of(store)
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
        # What a person added stands in no text.
        unknown = OFFSETS if item.origin == "edit" else ()
        values += [(name, getattr(item, name)) for name in _OF_STATEMENT if name not in unknown]
        document = documents.get(item.document)
        if document is not None:
            values += [
                ("title", document.title),
                ("published", document.date),
                ("url", document.url),
            ]
        yield _edge(number, (item.source.id, item.target.id), item.relation, values, dialect)


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
