"""A statement as one flat row: what Parquet files and data frames hold."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, Protocol

from graphkit.model import Statement


class About(Protocol):
    """What is known of a document."""

    @property
    def title(self) -> str | None: ...

    @property
    def date(self) -> str | None: ...

    @property
    def url(self) -> str | None: ...


Kind = Literal["text", "whole", "number", "flag"]
_ACTOR: tuple[tuple[str, Kind], ...] = (
    ("id", "text"), ("name", "text"), ("kind", "text"), ("country", "text"), ("role", "text"),
)  # fmt: skip
_PLAIN: tuple[tuple[str, Kind], ...] = (
    ("date", "text"), ("date_of", "text"), ("modality", "text"), ("confidence", "number"),
    ("cameo", "text"), ("plover", "text"), ("goldstein", "number"), ("predicate", "text"),
    ("sentence", "text"), ("sentence_start", "whole"), ("sentence_end", "whole"),
    ("rule", "text"), ("document", "text"), ("id", "text"), ("origin", "text"),
)  # fmt: skip
COLUMNS: tuple[tuple[str, Kind], ...] = (
    *((f"source_{name}" if name != "name" else "source", kind) for name, kind in _ACTOR),
    ("relation", "text"),
    *((f"target_{name}" if name != "name" else "target", kind) for name, kind in _ACTOR),
    ("kind", "text"),
    ("negated", "flag"),
    ("ended", "flag"),
    ("attributed_to", "text"),
    *((name if name != "id" else "statement", kind) for name, kind in _PLAIN),
    ("title", "text"),
    ("published", "text"),
    ("url", "text"),
)
"""Names and types of the columns, in order. Dates are ISO texts: they may be a month or a year."""


def row_of(item: Statement, documents: Mapping[str, About]) -> dict[str, Any]:
    """The row of a statement.

    Args:
        item: the statement.
        documents: what is known of documents, by id.
    """
    row: dict[str, Any] = {}
    for side, actor in (("source", item.source), ("target", item.target)):
        for name, _ in _ACTOR:
            row[side if name == "name" else f"{side}_{name}"] = getattr(actor, name)
    row["relation"] = item.relation
    row["kind"] = item.kind
    row["negated"] = item.negated
    row["ended"] = item.ended
    row["attributed_to"] = item.attributed_to.name if item.attributed_to else None
    for name, _ in _PLAIN:
        row[name if name != "id" else "statement"] = getattr(item, name)
    if item.origin == "edit":
        row["sentence_start"] = row["sentence_end"] = None
    document = documents.get(item.document)
    row["title"] = document.title if document else None
    row["published"] = document.date if document else None
    row["url"] = document.url if document else None
    return {name: row[name] for name, _ in COLUMNS}
