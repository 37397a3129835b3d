"""`graphkit build`: texts to a graph."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from graphkit.cli.inputs import BatchOptions, batch_options, outcome, progress, sources
from graphkit.cli.options import graph_option
from graphkit.cli.output import say

if TYPE_CHECKING:
    from graphkit.batch.extracting import Extracted
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
    from graphkit.api import extract_all, load_all, symmetric_relations
    from graphkit.stores import open_store
    from graphkit.stores.values import LoadReport

    symmetric = symmetric_relations(batch.relations)
    total = LoadReport()
    with outcome(batch) as told, open_store(graph, write=True) as store:
        shown = progress(batch)

        def done(result: Extracted) -> None:
            told.note(result)
            shown.done(failed=result.failure is not None)

        results = extract_all(
            shown.reading(sources(batch)),
            workers=batch.workers,
            actors=batch.actors,
            relations=batch.relations,
            in_order=False,
        )
        for document, report in load_all(
            store, results, unnamed=unnamed, symmetric=symmetric, done=done
        ):
            total += report
            if not quiet:
                say(f"{document.path or document.id}: {_told(report)}", err=True)
        shown.end()
        location = store.location
    say(f"{location}: {_told(total)} from {_many(total.documents, 'document')}.")
    told.finish(batch.failures)


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
