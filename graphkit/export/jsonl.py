"""Every statement as a JSON line: what `graphkit load` reads, so that a graph can move as text."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from graphkit.controls import as_json
from graphkit.export.files import replacing
from graphkit.export.registry import ExportOptions, ExportReport
from graphkit.export.selection import statements_of
from graphkit.model import Actor

if TYPE_CHECKING:
    from graphkit.stores.contract import Store


def write_jsonl(store: Store, path: Path, options: ExportOptions) -> ExportReport:
    """Write the statement records, aliases added to their actors."""
    count = 0
    actors: set[str] = set()
    with replacing(path) as file:
        for statement in statements_of(store, options.filters, options.statements_as_read):
            record = statement.to_dict()
            for side in ("source", "target", "attributed_to"):
                actor: Actor | None = getattr(statement, side)
                if actor is not None:
                    record[side] = _with_aliases(record[side], actor)
                    actors.add(actor.id)
            file.write(as_json(record) + "\n")
            count += 1
    return ExportReport(str(path), "jsonl", len(actors), count)


def _with_aliases(record: dict[str, Any], actor: Actor) -> dict[str, Any]:
    return {**record, "aliases": list(actor.aliases)} if actor.aliases else record
