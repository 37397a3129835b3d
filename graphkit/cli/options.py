"""Options that commands share, each one decorator."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar

import click

from graphkit.cli.output import ask_csv
from graphkit.model import MODALITIES, STATEMENT_KINDS
from graphkit.stores.values import FACTS, Filters

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
    """`--json`, given to the command as `as_json`, and `--csv`, which `cli.output` obeys."""
    command = click.option(
        "--csv",
        is_flag=True,
        expose_value=False,
        callback=ask_csv,
        help="Comma-separated values with a header line, not a table.",
    )(command)
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
    return _filtered(command, facts=False)


def fact_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The same, but without being asked only what is told as a fact counts."""
    return _filtered(command, facts=True)


def _filtered(command: Callable[..., Any], *, facts: bool) -> Callable[..., Any]:
    @wraps(command)
    def filtered(
        *args: Any,
        relation: tuple[str, ...],
        kind: tuple[str, ...],
        modality: tuple[str, ...],
        min_confidence: float,
        since: str | None,
        until: str | None,
        document: tuple[str, ...],
        with_open: bool,
        negated: bool,
        ended: bool,
        **kwargs: Any,
    ) -> Any:
        if facts and kwargs.pop("everything"):
            negated, ended, modality = True, True, ()
        elif facts and not modality:
            modality = FACTS
        filters = Filters(
            relations=relation,
            kinds=kind,
            modalities=modality,
            min_confidence=min_confidence,
            since=since,
            until=until,
            documents=document,
            open=with_open,
            negated=negated,
            ended=ended,
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
            "--modality",
            multiple=True,
            type=click.Choice(MODALITIES),
            help="Only what is told so; repeatable."
            + ("  [default: asserted, reported]" if facts else ""),
        ),
        click.option(
            "--min-confidence",
            type=float,
            default=0.0,
            metavar="0..1",
            help="Only evidence that is as sure as this.",
        ),
        click.option(
            "--since", metavar="DATE", help="Only evidence from this day, month or year on."
        ),
        click.option(
            "--until", metavar="DATE", help="Only evidence up to this day, month or year."
        ),
        click.option(
            "--document",
            multiple=True,
            metavar="ID",
            help="Only evidence of this document, or of those a pattern such as 'news/2024*' "
            "names; repeatable.",
        ),
        click.option("--open", "with_open", is_flag=True, help="Take open relations in too."),
        click.option(
            "--negated/--no-negated",
            "negated",
            default=not facts,
            help='Take "did not attack" in, or not.' + ("  [default: not]" if facts else ""),
        ),
        click.option(
            "--ended/--no-ended",
            "ended",
            default=not facts,
            help='Take ties that are over ("former president of") in, or not.'
            + ("  [default: not]" if facts else ""),
        ),
    ]
    if facts:
        options.append(
            click.option(
                "--all", "everything", is_flag=True, help="Whatever is told, in any modality."
            )
        )
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
