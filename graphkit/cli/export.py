"""`graphkit export`: a graph to a file."""

from __future__ import annotations

from collections.abc import Iterator

import click

from graphkit.cli.options import filter_options, graph_option, json_option
from graphkit.cli.output import clean, emit
from graphkit.cli.render import count
from graphkit.export import FORMATS, ExportOptions, ExportReport
from graphkit.export import export as write_export
from graphkit.stores import open_store
from graphkit.stores.values import Filters

_FORMATS = "; ".join(f"{name}: {format_.summary}" for name, format_ in FORMATS.items())


@click.command()
@click.argument("path", metavar="PATH")
@graph_option
@click.option(
    "--format",
    "form",
    type=click.Choice(list(FORMATS)),
    help=f"What to write; without it the suffix of PATH decides. {_FORMATS}.",
)
@click.option(
    "--statements",
    is_flag=True,
    help="An edge for every statement, not one for all of the same source, relation and target.",
)
@click.option(
    "--no-header", is_flag=True, help="Event tables without a header line, as GDELT's own files."
)
@click.option(
    "--limit",
    type=click.IntRange(1),
    metavar="N",
    help="Most edges of a page (html) or picture (svg, png); those with most evidence stay.",
)
@click.option(
    "--edits/--no-edits",
    "with_edits",
    default=True,
    help="Statements with your corrections, or as they were read (JSON lines).",
)
@filter_options
@json_option
def export(
    path: str,
    graph: str,
    form: str | None,
    statements: bool,
    no_header: bool,
    limit: int | None,
    with_edits: bool,
    filters: Filters,
    as_json: bool,
) -> None:
    r"""Write a graph to a file for other programs.

    Open relations are left out unless --open takes them in. PATH is replaced when all of it is
    written, never before.

    \b
    Examples:
      graphkit export graph.graphml
      graphkit export graph.html
      graphkit export events.tsv --format icews --since 2020
    """
    as_read = None
    if not with_edits:
        from graphkit.corrections.revise import raw_statements

        as_read = raw_statements
    with open_store(graph) as store:
        options = ExportOptions(
            statements=statements,
            filters=filters,
            header=not no_header,
            limit=limit,
            statements_as_read=as_read,
        )
        report = write_export(store, path, form, options)
    emit(report, as_json, lambda: _lines(report))


def _lines(report: ExportReport) -> Iterator[str]:
    yield f"{clean(report.path)}: {count(report.actors, 'actor')}, {count(report.edges, 'edge')}"
    for note in report.notes:
        yield f"  {clean(note)}"
