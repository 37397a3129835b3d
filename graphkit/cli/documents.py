"""`graphkit documents`: what a graph was made of."""

from __future__ import annotations

from dataclasses import dataclass

import click

from graphkit.cli.options import graph_option, json_option
from graphkit.cli.output import emit_rows
from graphkit.errors import UsageError
from graphkit.stores import open_store


@dataclass(frozen=True, slots=True)
class _Row:
    id: str
    title: str | None
    date: str | None
    author: str | None
    url: str | None
    statements: int


@click.command()
@click.argument("match", required=False)
@graph_option
@click.option("--limit", default=0, show_default=True, help="Most documents to list; 0 for all.")
@json_option
def documents(match: str | None, graph: str, limit: int, as_json: bool) -> None:
    r"""List the documents of a graph, also those that say nothing.

    MATCH lists those whose id or title contains it.

    \b
    Examples:
      graphkit documents
      graphkit documents news/2024
    """
    if limit < 0:
        raise UsageError(f"--limit is {limit}; it must be 0 or more")
    wanted = match.casefold() if match else ""
    with open_store(graph) as store:
        rows = [
            _Row(row.id, row.title, row.date, row.author, row.url, row.statements)
            for row in store.documents()
            if wanted in row.id.casefold() or wanted in (row.title or "").casefold()
        ]
    emit_rows(
        rows[:limit] if limit else rows,
        as_json,
        ("document", "title", "date", "statements", "url"),
        lambda row: (row.id, row.title, row.date, row.statements, row.url),
    )
