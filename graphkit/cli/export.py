"""`graphkit export`: a graph to a file."""

from __future__ import annotations

import click

from graphkit.cli.options import filter_options, graph_option, json_option
from graphkit.cli.output import clean, emit
from graphkit.cli.render import count
from graphkit.export import FORMATS, ExportOptions
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
@filter_options
@json_option
def export(
    path: str, graph: str, form: str | None, statements: bool, filters: Filters, as_json: bool
) -> None:
    r"""Write a graph to a file for other programs.

    Open relations are left out unless --open takes them in. PATH is replaced when all of it is
    written, never before.

    \b
    Examples:
      graphkit export graph.graphml
      graphkit export statements.jsonl --since 2020
    """
    with open_store(graph) as store:
        report = write_export(
            store, path, form, ExportOptions(statements=statements, filters=filters)
        )
    emit(
        report,
        as_json,
        lambda: [
            f"{clean(report.path)}: {count(report.actors, 'actor')}, {count(report.edges, 'edge')}"
        ],
    )
