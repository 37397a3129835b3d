"""`graphkit check`: whether a graph file is what was written to it."""

from __future__ import annotations

import click

from graphkit.cli.options import graph_option, json_option
from graphkit.cli.output import emit
from graphkit.errors import StoreError, UsageError
from graphkit.stores.opening import is_url


@click.command()
@graph_option
@json_option
def check(graph: str, as_json: bool) -> None:
    r"""Verify a whole graph file: every page, its structure, and that its parts tell the same.

    Questions verify what they read on the way, and nothing is written to a damaged file; this
    reads everything. A Neo4j server verifies its own store (`neo4j-admin database check`).

    \b
    Example:
      graphkit check --graph graph.db
    """
    if is_url(graph):
        raise UsageError(
            f"{graph} is a server, which verifies its own store: `neo4j-admin database check`"
        )
    from graphkit.stores.embedded import EmbeddedStore

    with EmbeddedStore(graph) as store:
        found = list(store.problems())
        statements = store.stats().statements if not found else 0
    emit(
        {"graph": graph, "problems": found},
        as_json,
        lambda: found or [f"{graph}: sound, {statements:,} statements"],
    )
    if found:
        raise StoreError(
            f"{graph} is damaged; restore it from a copy, or build it again from its documents "
            "into a new file"
        )
