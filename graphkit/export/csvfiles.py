"""Two CSV files, nodes and edges, with the columns that Gephi, Excel, R and pandas expect.

`graph.csv` makes `graph.nodes.csv` and `graph.edges.csv`: UTF-8, commas, one header line. A cell
of a stranger's text that a spreadsheet would take for a formula begins with an apostrophe.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from graphkit.export.files import replacing
from graphkit.export.registry import ExportOptions, ExportReport
from graphkit.export.selection import actors_of, documents_of, statements_of
from graphkit.export.spreadsheet import cell

if TYPE_CHECKING:
    from graphkit.stores.contract import Store

Row = list[str | int | float | None]
_NODES = ("Id", "Label", "kind", "country", "role", "named", "aliases")
_EDGES = (
    "Source", "Target", "Type", "Id", "Label", "Weight", "kind", "negated", "ended", "symmetric",
    "attributed_to", "cameo", "plover", "goldstein", "first", "last", "predicate", "modality",
    "confidence", "sentence", "document", "title", "published", "url",
)  # fmt: skip


def write_csv(store: Store, path: Path, options: ExportOptions) -> ExportReport:
    """Write nodes and edges, one edge per edge of the graph or one per statement.

    Args:
        store: the graph.
        path: the two files are named after it; each is replaced when it is whole.
        options: see `ExportOptions`.
    """
    base = path.with_suffix("") if path.suffix.casefold() == ".csv" else path
    nodes, edges = (base.with_name(f"{base.name}.{what}.csv") for what in ("nodes", "edges"))
    actors = count = 0
    with replacing(nodes) as node_file, replacing(edges) as edge_file:
        writer = csv.writer(node_file, lineterminator="\n")
        writer.writerow(_NODES)
        for actor in actors_of(store, options.filters):
            aliases = "; ".join(actor.aliases)
            named = _flag(actor.named)
            row: Row = [actor.id, actor.name, actor.kind, actor.country, actor.role, named, aliases]
            writer.writerow([cell(value) for value in row])
            actors += 1
        writer = csv.writer(edge_file, lineterminator="\n")
        writer.writerow(_EDGES)
        for row in _statements(store, options) if options.statements else _merged(store, options):
            writer.writerow([cell(value) for value in row])
            count += 1
    return ExportReport(f"{nodes}, {edges}", "csv", actors, count)


def _flag(value: bool) -> str:
    return "true" if value else "false"


def _merged(store: Store, options: ExportOptions) -> Iterator[Row]:
    documents = documents_of(store)
    for edge in store.edges(filters=options.filters, evidence=None):
        told = edge.evidence[0]
        document = documents.get(told.document)
        yield [
            edge.source,
            edge.target,
            "Directed",
            edge.id,
            edge.relation,
            edge.count,
            edge.kind,
            _flag(edge.negated),
            _flag(edge.ended),
            _flag(edge.symmetric),
            edge.attributed_to,
            edge.cameo,
            edge.plover,
            edge.goldstein,
            edge.first,
            edge.last,
            told.predicate,
            ", ".join(sorted({item.modality for item in edge.evidence})),
            max(item.confidence for item in edge.evidence),
            told.sentence,
            told.document,
            document.title if document else None,
            document.date if document else None,
            document.url if document else None,
        ]


def _statements(store: Store, options: ExportOptions) -> Iterator[Row]:
    documents = documents_of(store)
    symmetric = {relation.name for relation in store.relations() if relation.symmetric}
    for item in statements_of(store, options.filters):
        document = documents.get(item.document)
        yield [
            item.source.id,
            item.target.id,
            "Directed",
            item.id,
            item.relation,
            1,
            item.kind,
            _flag(item.negated),
            _flag(item.ended),
            _flag(item.relation in symmetric),
            item.attributed_to.id if item.attributed_to else None,
            item.cameo,
            item.plover,
            item.goldstein,
            item.date,
            item.date,
            item.predicate,
            item.modality,
            item.confidence,
            item.sentence,
            item.document,
            document.title if document else None,
            document.date if document else None,
            document.url if document else None,
        ]
