"""`graphkit build`: texts to a graph."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from graphkit.cli.inputs import BatchOptions, batch_options, outcome, progress, setup_of, sources
from graphkit.cli.options import edits_file, edits_option, graph_option
from graphkit.cli.output import say
from graphkit.cli.revised import idle_lines, revised_lines
from graphkit.errors import UsageError

if TYPE_CHECKING:
    from graphkit.batch.extracting import Extracted
    from graphkit.model import Document
    from graphkit.stores.contract import Store
    from graphkit.stores.values import LoadReport


@click.command()
@batch_options
@graph_option
@click.option("--unnamed", is_flag=True, help='Take unnamed actors too ("protesters").')
@click.option(
    "--prune", is_flag=True, help="Take out documents of the folders given that are gone there."
)
@edits_option
@click.option(
    "--keep-text",
    is_flag=True,
    help="Keep the texts in the graph file, compressed, for evidence --context.",
)
@click.option("--quiet", is_flag=True, help="No line per document.")
def build(
    batch: BatchOptions,
    graph: str,
    unnamed: bool,
    prune: bool,
    edits: Path | None,
    keep_text: bool,
    quiet: bool,
) -> None:
    r"""Build a graph from texts, or add texts to it.

    INPUT is a file, a folder, or - for standard input. The kind of a file is told by its content:
    text, pages, feeds, tables, JSON, mail, subtitles, PDF, office documents, archives of these
    (docs/inputs.md). A file is a document under its path: changed, it replaces what the graph had
    of it; unchanged, it is not read again.

    \b
    Examples:
      graphkit build seeds/
      graphkit build news/ more.jsonl --graph news.db --workers 2
      graphkit build article.txt --actors my-actors.csv
      graphkit build --prune news/
    """
    from graphkit.api import symmetric_relations
    from graphkit.building import build_into
    from graphkit.stores import open_store

    with outcome(batch) as failed, open_store(graph, write=True) as store:
        shown = progress(batch)

        def done(result: Extracted) -> None:
            failed.note(result)
            shown.done(failed=result.failure is not None)

        keep = _keeper(store) if keep_text else None

        def told(document: Document, report: LoadReport) -> None:
            if keep is not None:
                keep(document.id, document.text)
            if not quiet:
                say(f"{document.path or document.id}: {_told(report)}", err=True)

        report = build_into(
            store,
            shown.reading(sources(batch)),
            setup_of(batch),
            workers=batch.workers,
            unnamed=unnamed,
            symmetric=symmetric_relations(batch.relations),
            edits=edits_file(edits, graph),
            prune=batch.inputs if prune else (),
            done=done,
            told=told,
        )
        shown.end()
        location = store.location
    if not quiet:
        for line in revised_lines(report.revision):
            say(line, err=True)
    for line in idle_lines(report.revision):
        say(line, err=True)
    parts = [f"{_told(report.loaded)} from {_many(report.loaded.documents, 'document')}"]
    if report.skipped:
        parts.append(f"{_many(report.skipped, 'document')} unchanged and not read again")
    if report.pruned:
        parts.append(f"{_many(len(report.pruned), 'document')} gone and taken out")
    say(f"{location}: {'; '.join(parts)}.")
    failed.finish(batch.failures)


def _keeper(store: Store) -> Callable[[str, str], None]:
    """What keeps a document's text.

    Raises:
        UsageError: the graph is on a server.
    """
    from graphkit.stores.embedded import EmbeddedStore

    if isinstance(store, EmbeddedStore):
        return store.keep_text
    raise UsageError("--keep-text needs a graph in a file: a Neo4j server keeps no texts.")


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
