"""GEXF 1.3 for Gephi: attributes, kinds in colours, and the days of each edge for its timeline.

Format: https://gexf.net (schema 1.3, 2022). Written as a stream, nodes before edges. An edge is
there from its first to its last date; without a date it is always there. The relation stands as
`kind`, by which Gephi keeps parallel edges apart, and as label.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from graphkit.export.colours import kind_colour, relation_colour
from graphkit.export.files import replacing
from graphkit.export.registry import ExportOptions, ExportReport
from graphkit.export.selection import actors_of, documents_of, statements_of
from graphkit.export.xmltext import escaped, escaped_id
from graphkit.model import Actor

if TYPE_CHECKING:
    from graphkit.stores.contract import Store

Value = str | int | float | bool | None
_NODE_ATTRIBUTES: tuple[tuple[str, str], ...] = (
    ("kind", "string"), ("country", "string"), ("role", "string"), ("named", "boolean"),
    ("aliases", "liststring"),
)  # fmt: skip
_EDGE_ATTRIBUTES: tuple[tuple[str, str], ...] = (
    ("relation", "string"), ("statement_kind", "string"), ("negated", "boolean"),
    ("ended", "boolean"), ("symmetric", "boolean"), ("attributed_to", "string"),
    ("cameo", "string"), ("plover", "string"), ("goldstein", "double"),
    ("count", "integer"), ("modality", "string"), ("confidence", "double"),
    ("sentence", "string"), ("document", "string"), ("title", "string"), ("url", "string"),
)  # fmt: skip
_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" \
xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
xsi:schemaLocation="http://gexf.net/1.3 http://gexf.net/1.3/gexf.xsd" version="1.3">
<meta>
<creator>graphkit</creator>
<description>Who does what to whom</description>
</meta>
<graph defaultedgetype="directed" mode="dynamic" timeformat="date" timerepresentation="interval">
"""


def write_gexf(store: Store, path: Path, options: ExportOptions) -> ExportReport:
    """Write a graph as GEXF: one edge per edge of the graph, or one per statement.

    Args:
        store: the graph.
        path: file to write; replaced when all of the new one is written.
        options: see `ExportOptions`.
    """
    actors = edges = 0
    with replacing(path) as file:
        file.write(_HEAD)
        file.write(_declared("node", _NODE_ATTRIBUTES))
        file.write(_declared("edge", _EDGE_ATTRIBUTES))
        file.write("<nodes>\n")
        for actor in actors_of(store, options.filters):
            file.write(_node(actor))
            actors += 1
        file.write("</nodes>\n<edges>\n")
        for text in _statements(store, options) if options.statements else _merged(store, options):
            file.write(text)
            edges += 1
        file.write("</edges>\n</graph>\n</gexf>\n")
    return ExportReport(str(path), "gexf", actors, edges)


def _declared(domain: str, attributes: Iterable[tuple[str, str]]) -> str:
    lines = [
        f'<attribute id="{name}" title="{name}" type="{kind}"/>\n' for name, kind in attributes
    ]
    return f'<attributes class="{domain}">\n{"".join(lines)}</attributes>\n'


def _values(values: Iterable[tuple[str, Value]]) -> str:
    parts = []
    for name, value in values:
        if value is None:
            continue
        if isinstance(value, bool):
            text = "true" if value else "false"
        else:
            text = escaped(value) if isinstance(value, str) else repr(value)
        parts.append(f'<attvalue for="{name}" value="{text}"/>')
    return f"<attvalues>{''.join(parts)}</attvalues>"


def _node(actor: Actor) -> str:
    # Gephi's own way to write a list; a mark inside an alias would cut it.
    aliases = [alias.replace(";", ",").replace("|", "/") for alias in actor.aliases]
    values: list[tuple[str, Value]] = [
        ("kind", actor.kind),
        ("country", actor.country),
        ("role", actor.role),
        ("named", actor.named),
        ("aliases", ";".join(aliases) if aliases else None),
    ]
    return (
        f'<node id="{escaped_id(actor.id)}" label="{escaped(actor.name)}">'
        f"{_values(values)}{_colour(kind_colour(actor.kind))}</node>\n"
    )


def _colour(colour: str) -> str:
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return f'<viz:color r="{red}" g="{green}" b="{blue}"/>'


def _edge(
    number: str,
    ends: tuple[str, str],
    relation: str,
    plover: str | None,
    span: tuple[str | None, str | None],
    weight: int,
    values: list[tuple[str, Value]],
) -> str:
    source, target = map(escaped_id, ends)
    first, last = span
    days = f' start="{first_day(first)}" end="{last_day(last)}"' if first and last else ""
    name = escaped(relation)
    return (
        f'<edge id="{number}" source="{source}" target="{target}" type="directed" '
        f'label="{name}" kind="{name}" weight="{float(weight)}"{days}>'
        f"{_values(values)}{_colour(relation_colour(plover))}</edge>\n"
    )


def _merged(store: Store, options: ExportOptions) -> Iterator[str]:
    documents = documents_of(store)
    for edge in store.edges(filters=options.filters, evidence=None):
        told = edge.evidence[0] if edge.evidence else None
        document = documents.get(told.document) if told else None
        surest = max((item.confidence for item in edge.evidence), default=None)
        values: list[tuple[str, Value]] = [
            ("relation", edge.relation),
            ("statement_kind", edge.kind),
            ("negated", edge.negated),
            ("ended", edge.ended),
            ("symmetric", edge.symmetric),
            ("attributed_to", edge.attributed_to),
            ("cameo", edge.cameo),
            ("plover", edge.plover),
            ("goldstein", edge.goldstein),
            ("count", edge.count),
            ("modality", ", ".join(sorted({item.modality for item in edge.evidence})) or None),
            ("confidence", surest),
            ("sentence", told.sentence if told else None),
            ("document", told.document if told else None),
            ("title", document.title if document else None),
            ("url", document.url if document else None),
        ]
        ends = (edge.source, edge.target)
        span = (edge.first, edge.last)
        yield _edge(edge.id, ends, edge.relation, edge.plover, span, edge.count, values)


def _statements(store: Store, options: ExportOptions) -> Iterator[str]:
    documents = documents_of(store)
    symmetric = {relation.name for relation in store.relations() if relation.symmetric}
    for number, item in enumerate(statements_of(store, options.filters)):
        document = documents.get(item.document)
        values: list[tuple[str, Value]] = [
            ("relation", item.relation),
            ("statement_kind", item.kind),
            ("negated", item.negated),
            ("ended", item.ended),
            ("symmetric", item.relation in symmetric),
            ("attributed_to", item.attributed_to.id if item.attributed_to else None),
            ("cameo", item.cameo),
            ("plover", item.plover),
            ("goldstein", item.goldstein),
            ("count", 1),
            ("modality", item.modality),
            ("confidence", item.confidence),
            ("sentence", item.sentence),
            ("document", item.document),
            ("title", document.title if document else None),
            ("url", document.url if document else None),
        ]
        ends = (item.source.id, item.target.id)
        span = (item.date, item.date)
        yield _edge(str(number), ends, item.relation, item.plover, span, 1, values)


def first_day(date: str) -> str:
    """The first day of an ISO day, month or year."""
    return (date + "-01-01")[:10] if len(date) == 4 else (date + "-01")[:10]


def last_day(date: str) -> str:
    """The last day of an ISO day, month or year."""
    if len(date) == 4:
        return f"{date}-12-31"
    if len(date) == 7:
        return f"{date}-{monthrange(int(date[:4]), int(date[5:]))[1]:02}"
    return date
