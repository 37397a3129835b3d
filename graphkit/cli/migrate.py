"""`graphkit migrate`: a graph of an older graphkit brought up to date."""

from __future__ import annotations

import click

from graphkit.cli.options import graph_option
from graphkit.cli.output import say
from graphkit.errors import StoreError
from graphkit.stores import open_store
from graphkit.stores.opening import is_url


@click.command()
@graph_option
def migrate(graph: str) -> None:
    r"""Bring a graph that an older graphkit made up to date.

    Every command that writes to a graph does this too. A graph that is up to date stays as it is.

    \b
    Example:
      graphkit migrate --graph graph.db
    """
    from pathlib import Path

    if not is_url(graph) and not Path(graph).exists():
        raise StoreError(f"no graph at {graph}; name another with --graph or GRAPHKIT_GRAPH")
    with open_store(graph, write=True) as store:
        stats = store.stats()
    say(f"{graph}: up to date, {stats.statements:,} statements of {stats.documents:,} documents")
