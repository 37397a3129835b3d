"""`graphkit copy`: a graph from one store into another."""

from __future__ import annotations

import sys

import click

from graphkit.cli.output import emit, redraw, say
from graphkit.cli.render import count
from graphkit.errors import UsageError
from graphkit.stores import open_store
from graphkit.stores.values import LoadReport


@click.command()
@click.argument("source", metavar="FROM")
@click.argument("target", metavar="TO")
@click.option("--json", "as_json", is_flag=True, help="JSON for programs, not a table.")
def copy(source: str, target: str, as_json: bool) -> None:
    r"""Copy a graph into another one: a file or a bolt:// or neo4j:// URL each.

    All statements and documents of FROM go into TO, which keeps what else it has; a document that
    both have is replaced. Copying again changes nothing.

    \b
    Examples:
      graphkit copy graph.db neo4j://localhost
      graphkit copy neo4j://localhost backup.db
    """
    if source == target:
        raise UsageError(f"FROM and TO are both {source}; name two graphs")
    with open_store(source) as old, open_store(target, write=True) as new:
        report = new.load(
            old.statements(),
            documents=[row.document() for row in old.documents()],
            unnamed=True,
            symmetric={relation.name for relation in old.relations() if relation.symmetric},
            progress=_progress,
        )
        location = new.location
    if sys.stderr.isatty():
        say(err=True)
    emit(
        report,
        as_json,
        lambda: [
            f"{location}: {count(report.documents, 'document')}, "
            f"{count(report.added, 'statement')} added, {report.unchanged:,} unchanged, "
            f"{report.removed:,} removed"
        ],
    )


def _progress(report: LoadReport) -> None:
    if sys.stderr.isatty():
        redraw(count(report.added + report.unchanged, "statement"))
