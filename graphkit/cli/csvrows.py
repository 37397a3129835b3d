"""Answers as CSV: one row a piece of evidence where there is any, else one an edge or an item."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING, Any

from graphkit.export.spreadsheet import cell
from graphkit.model import Actor, Edge, Evidence
from graphkit.stores.values import (
    DocumentInfo,
    Neighborhood,
    PairEvidence,
    Path,
    Profile,
    Stats,
    Tellings,
)

if TYPE_CHECKING:
    from graphkit.queries.central import Centrality
    from graphkit.queries.compare import Comparison

Row = Sequence[object]
EDGE_COLUMNS = (
    "source", "relation", "target", "negated", "ended", "says", "cameo", "plover", "goldstein",
    "evidence", "first", "last", "date", "modality", "confidence", "sentence", "document",
    "title", "published", "url", "source_id", "target_id", "statement",
)  # fmt: skip


def csv_lines(value: Any) -> Iterator[str]:
    """The lines of an answer, header first."""
    return written(_rows(value))


def written(rows: Iterable[Row]) -> Iterator[str]:
    """Rows as lines; no cell is taken for a formula (`graphkit.export.spreadsheet`)."""
    for row in rows:
        line = io.StringIO()
        csv.writer(line, lineterminator="\n").writerow([cell(_plain(value)) for value in row])
        yield line.getvalue()


def _plain(value: object) -> str | int | float | None:
    if isinstance(value, bool):
        return "true" if value else "false"
    if value is None or isinstance(value, str | int | float):
        return value
    if isinstance(value, list | tuple):
        return "; ".join(str(_plain(item) or "") for item in value)
    return str(value)


def _rows(value: Any) -> Iterator[Row]:
    """Every answer that holds edges by its edges; any other by its fields."""
    if isinstance(value, Mapping) and "paths" in value:
        value = value["paths"]
    if isinstance(value, tuple | list) and all(isinstance(one, Path) for one in value):
        yield ("path", "hop", *EDGE_COLUMNS)
        for number, path in enumerate(value, 1):
            for step, hop in enumerate(path.hops, 1):
                for row in edge_rows([hop.edge], path.actors, path.documents):
                    yield (number, step, *row)
    elif isinstance(value, Tellings):
        yield EDGE_COLUMNS
        for told in value.entries:
            yield _row(told.edge, told.evidence, value.actors, value.documents)
    elif isinstance(value, Neighborhood | PairEvidence | Profile) or hasattr(value, "edges"):
        if isinstance(value, Stats):
            yield from _fields(value)
            return
        yield EDGE_COLUMNS
        yield from edge_rows(value.edges, value.actors, value.documents)
    else:
        yield from _fields(value)


def edge_rows(
    edges: Iterable[Edge], actors: Mapping[str, Actor], documents: Mapping[str, DocumentInfo]
) -> Iterator[Row]:
    """Rows of `EDGE_COLUMNS`: one for each sentence shown, one for an edge shown without any."""
    for edge in edges:
        for item in edge.evidence or (None,):
            yield _row(edge, item, actors, documents)


def _row(
    edge: Edge,
    item: Evidence | None,
    actors: Mapping[str, Actor],
    documents: Mapping[str, DocumentInfo],
) -> Row:
    def name(actor: str | None) -> str | None:
        return actors[actor].name if actor is not None and actor in actors else actor

    document = documents.get(item.document) if item else None
    return (
        name(edge.source), edge.relation, name(edge.target), edge.negated, edge.ended,
        name(edge.attributed_to), edge.cameo, edge.plover, edge.goldstein, edge.count, edge.first,
        edge.last, item.date if item else None, item.modality if item else None,
        item.confidence if item else None, item.sentence if item else None,
        item.document if item else None, document.title if document else None,
        document.date if document else None, document.url if document else None,
        edge.source, edge.target, item.statement if item else None,
    )  # fmt: skip


def centrality_rows(found: Centrality) -> Iterator[Row]:
    """One row an actor."""
    yield ("actor", "kind", "partners", "evidence", "betweenness", "community", "id")
    for one in found.central:
        who = one.actor
        yield (
            who.name, who.kind, one.degree, one.evidence, one.betweenness, one.community, who.id,
        )  # fmt: skip


def comparison_rows(found: Comparison) -> Iterator[Row]:
    """One row an edge: what is new, gone, and both sides of what has turned."""
    yield ("change", *EDGE_COLUMNS)
    groups: list[tuple[str, tuple[Edge, ...]]] = [("new", found.new), ("gone", found.gone)]
    for turn in found.turned:
        groups += [(f"{turn.before} before", turn.was), (f"{turn.after} now", turn.now)]
    for change, edges in groups:
        for row in edge_rows(edges, found.actors, {}):
            yield (change, *row)


def _fields(value: Any) -> Iterator[Row]:
    """An answer without edges: a row for each item of a list, or for each field."""
    if isinstance(value, list | tuple) and value and all(map(is_dataclass, value)):
        yield [item.name for item in fields(value[0])]
        for one in value:
            yield [getattr(one, item.name) for item in fields(one)]
        return
    yield ("field", "value")
    if is_dataclass(value) and not isinstance(value, type):
        pairs = [(item.name, getattr(value, item.name)) for item in fields(value)]
    else:
        pairs = list(value.items()) if isinstance(value, Mapping) else [("value", value)]
    for key, held in pairs:
        if isinstance(held, Mapping):
            for name, part in held.items():
                yield (f"{key}.{name}", part)
        elif isinstance(held, list | tuple) and any(map(is_dataclass, held)):
            for part in held:
                names = [getattr(part, item.name) for item in fields(part)]
                yield (f"{key}.{names[0]}", names[1:])
        else:
            yield (key, held)
