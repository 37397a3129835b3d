"""`graphkit build`: texts to a graph."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from graphkit.cli.inputs import BatchOptions, batch_options, extracted, finish
from graphkit.cli.options import graph_option

if TYPE_CHECKING:
    from graphkit.stores.values import LoadReport


@click.command()
@batch_options
@graph_option
@click.option("--unnamed", is_flag=True, help='Take unnamed actors too ("protesters").')
@click.option("--quiet", is_flag=True, help="No line per document.")
def build(batch: BatchOptions, graph: str, unnamed: bool, quiet: bool) -> None:
    r"""Build a graph from texts, or add texts to it.

    INPUT is a text, Markdown, HTML, PDF, CSV or JSON-lines file, a folder of them, or - for text on
    standard input. A document the graph has already is replaced; the same text changes nothing.

    \b
    Examples:
      graphkit build seeds/
      graphkit build news/ more.jsonl --graph news.db --workers 2
      graphkit build article.txt --actors my-actors.csv
    """
    from graphkit.api import load_all, symmetric_relations
    from graphkit.stores import open_store
    from graphkit.stores.values import LoadReport

    failures: list[str] = []

    def failed(message: str) -> None:
        failures.append(message)
        click.echo(f"skipped {message}", err=True)

    symmetric = symmetric_relations(batch.relations)
    total = LoadReport()
    with open_store(graph, write=True) as store:
        results = extracted(batch)
        for document, report in load_all(
            store, results, unnamed=unnamed, symmetric=symmetric, failed=failed
        ):
            total += report
            if not quiet:
                click.echo(f"{document.path or document.id}: {_told(report)}", err=True)
        location = store.location
    click.echo(f"{location}: {_told(total)} from {_many(total.documents, 'document')}.")
    finish(failures)


def _told(report: LoadReport) -> str:
    """What a load did, for people: 12 statements added, 3 unchanged."""
    parts = [f"{_many(report.added, 'statement')} added"]
    for count, what in (
        (report.unchanged, "unchanged"),
        (report.removed, "removed"),
        (report.unnamed, "with unnamed actors left out"),
    ):
        if count:
            parts.append(f"{count} {what}")
    return ", ".join(parts)


def _many(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
