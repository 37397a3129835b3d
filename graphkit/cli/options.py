"""Options that commands share, each one decorator."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar

import click

from graphkit.model import STATEMENT_KINDS
from graphkit.stores.values import Filters

Command = TypeVar("Command", bound=Callable[..., Any])
DEFAULT_GRAPH = "graph.db"


def graph_option(command: Command) -> Command:
    """`--graph PATH-OR-URL`, given to the command as `graph`."""
    return click.option(
        "--graph",
        metavar="PATH-OR-URL",
        envvar="GRAPHKIT_GRAPH",
        default=DEFAULT_GRAPH,
        show_default=True,
        show_envvar=True,
        help="The graph: a file, or a bolt:// or neo4j:// URL (user and password from "
        "NEO4J_USERNAME and NEO4J_PASSWORD).",
    )(command)


def json_option(command: Command) -> Command:
    """`--json`, given to the command as `as_json`."""
    return click.option("--json", "as_json", is_flag=True, help="JSON for programs, not a table.")(
        command
    )


def edits_option(command: Command) -> Command:
    """`--edits FILE`, given to the command as `edits`; see `edits_file`."""
    return click.option(
        "--edits",
        metavar="FILE",
        envvar="GRAPHKIT_EDITS",
        show_envvar=True,
        type=click.Path(dir_okay=False, path_type=Path),
        help="Your corrections.  [default: graph.edits.yaml beside graph.db]",
    )(command)


def edits_file(edits: Path | None, graph: str) -> Path:
    """The file of corrections: the one named, else the one beside the graph."""
    if edits is None:
        from graphkit.corrections.loading import edits_beside

        return edits_beside(graph)
    return edits


def filter_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Which edges count; given to the command as `filters`, whose direction is "any"."""

    @wraps(command)
    def filtered(
        *args: Any,
        relation: tuple[str, ...],
        kind: tuple[str, ...],
        since: str | None,
        until: str | None,
        with_open: bool,
        without_negated: bool,
        **kwargs: Any,
    ) -> Any:
        filters = Filters(
            relations=relation,
            kinds=kind,
            since=since,
            until=until,
            open=with_open,
            negated=not without_negated,
        )
        return command(*args, filters=filters, **kwargs)

    options = [
        click.option(
            "--relation", multiple=True, metavar="NAME", help="Only this relation; repeatable."
        ),
        click.option(
            "--kind",
            multiple=True,
            type=click.Choice(STATEMENT_KINDS),
            help="Only relations of this kind; repeatable.",
        ),
        click.option(
            "--since", metavar="DATE", help="Only evidence from this day, month or year on."
        ),
        click.option(
            "--until", metavar="DATE", help="Only evidence up to this day, month or year."
        ),
        click.option("--open", "with_open", is_flag=True, help="Take open relations in too."),
        click.option(
            "--no-negated", "without_negated", is_flag=True, help='Leave out "did not attack".'
        ),
    ]
    for option in reversed(options):
        filtered = option(filtered)
    return filtered


direction_option = click.option(
    "--direction",
    type=click.Choice(["any", "out", "in"]),
    default="any",
    show_default=True,
    help="Follow edges any way, only from source to target (out), or only back (in).",
)
