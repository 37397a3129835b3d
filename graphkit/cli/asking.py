"""`graphkit edges`, `search`, `timeline`, `compare`, `central`: questions to a whole graph."""

from __future__ import annotations

from typing import cast

import click

from graphkit.cli import csvrows, render
from graphkit.cli.options import filter_options, graph_option, json_option
from graphkit.cli.output import clean, emit, wants_csv
from graphkit.stores import open_store
from graphkit.stores.contract import FOUND
from graphkit.stores.values import ActorSummary, Filters, Tellings


@click.command()
@graph_option
@click.option("--actor", metavar="NAME", help="Only edges of this actor.")
@click.option(
    "--sort",
    type=click.Choice(["evidence", "first", "last", "name"]),
    default="evidence",
    show_default=True,
    help="Most evidence first, earliest first, latest first, or by name.",
)
@click.option("--limit", default=50, show_default=True, help="Most edges to list; 0 for all.")
@click.option("--sentences", default=1, show_default=True, help="Most sentences per edge.")
@click.option(
    "--as-of",
    metavar="DATE",
    help="States that held on this day: from their first telling to their last. Undated ones are "
    "named as such.",
)
@filter_options
@json_option
def edges(
    graph: str,
    actor: str | None,
    sort: str,
    limit: int,
    sentences: int,
    as_of: str | None,
    filters: Filters,
    as_json: bool,
) -> None:
    r"""List the edges of a graph.

    \b
    Examples:
      graphkit edges --relation mediates
      graphkit edges --actor Armenia --sort last
      graphkit edges --relation leads --as-of 2020-10
    """
    from graphkit.queries.listing import EdgeSort, list_edges
    from graphkit.stores.checks import check_number

    check_number("--limit", limit, 0, None)
    with open_store(graph) as store:
        found = list_edges(
            store,
            filters,
            actor=actor,
            sort=cast(EdgeSort, sort),
            limit=limit or None,
            evidence=sentences,
            as_of=as_of,
        )
    emit(found, as_json, lambda: render.edge_list_lines(found))


@click.command()
@click.argument("words", nargs=-1, required=True)
@graph_option
@click.option("--limit", default=FOUND, show_default=True, help="Most statements to show.")
@filter_options
@json_option
def search(words: tuple[str, ...], graph: str, limit: int, filters: Filters, as_json: bool) -> None:
    r"""Find words in the sentences and names of a graph.

    All words must be in a sentence; case and accents do not count; a word of four letters or more
    finds longer ones that begin with it. What stands in quotation marks must stand so. Newest
    first.

    \b
    Examples:
      graphkit search ceasefire border
      graphkit search '"military support"' --since 2020
    """
    text = " ".join(words)
    with open_store(graph) as store:
        found = store.search(text, filters=filters, limit=limit)
        actors = list(store.actors(match=text.replace('"', ""), limit=limit))
    if as_json:
        emit({"actors": actors, "sentences": found}, True, tuple)
    elif wants_csv():
        emit(found, False, tuple)
    else:
        emit(found, False, lambda: [*_actors(actors), *_sentences(found)])


def _actors(actors: list[ActorSummary]) -> list[str]:
    if not actors:
        return []
    return [
        f"{render.count(len(actors), 'actor')} of that name",
        *(f"  {clean(row.actor.name)}  ({render.kind_of(row.actor)})" for row in actors),
        "",
    ]


def _sentences(found: Tellings) -> list[str]:
    total = len(found.entries) + found.left_out
    said = render.count(total, "statement") if total else "no statement"
    verb = "holds" if total < 2 else "hold"
    return [f"{said} {verb} these words", *render.telling_lines(found, dates=False)]


@click.command()
@click.argument("actor")
@click.argument("other", required=False)
@graph_option
@click.option("--limit", type=click.IntRange(1), help="Most sentences to show.  [default: all]")
@click.option("--latest", is_flag=True, help="Newest first.")
@filter_options
@json_option
def timeline(
    actor: str,
    other: str | None,
    graph: str,
    limit: int | None,
    latest: bool,
    filters: Filters,
    as_json: bool,
) -> None:
    r"""Show what is told of an actor, or of two, in the order of its dates.

    Undated sentences come last.

    \b
    Examples:
      graphkit timeline Armenia Azerbaijan
      graphkit timeline "European Union" --latest --limit 20
    """
    from graphkit.queries.timeline import timeline as told

    with open_store(graph) as store:
        found = told(store, actor, other, filters, limit=limit, latest=latest)
    emit(found, as_json, lambda: render.telling_lines(found, dates=True))


@click.command()
@graph_option
@click.option("--from", "earlier", required=True, metavar="SPAN", help="The earlier time.")
@click.option("--to", "later", required=True, metavar="SPAN", help="The later time.")
@click.option("--limit", default=20, show_default=True, help="Most of each kind to show.")
@filter_options
@json_option
def compare(
    graph: str, earlier: str, later: str, limit: int, filters: Filters, as_json: bool
) -> None:
    r"""Show what is new, gone and turned between two times.

    SPAN is a year, a month, a day, or two of them joined by "..". A pair has turned when most of
    what one does to the other was cooperative and is hostile, or the other way round.

    \b
    Examples:
      graphkit compare --from 2024-01 --to 2024-02
      graphkit compare --from 2020..2021 --to 2022 --kind event
    """
    from graphkit.queries.compare import compare as compared

    with open_store(graph) as store:
        found = compared(store, earlier, later, filters)
    emit(
        found,
        as_json,
        lambda: render.comparison_lines(found, limit),
        lambda: csvrows.comparison_rows(found),
    )


@click.command()
@graph_option
@click.option(
    "--sort",
    type=click.Choice(["degree", "betweenness", "evidence"]),
    default="degree",
    show_default=True,
    help="By number of partners, by the shortest ways that lead over it, by evidence.",
)
@click.option("--limit", default=20, show_default=True, help="Most actors to show.")
@filter_options
@json_option
def central(graph: str, sort: str, limit: int, filters: Filters, as_json: bool) -> None:
    r"""Show who stands in the middle of a graph.

    Partners, evidence, betweenness and community of the most central actors; the bridges, ties
    without which a part is cut off; and how large the communities are.

    \b
    Examples:
      graphkit central
      graphkit central --sort betweenness --kind event --since 2020
    """
    from graphkit.queries.central import CentralSort
    from graphkit.queries.central import central as middle
    from graphkit.stores.checks import check_number

    check_number("--limit", limit, 0, None)
    with open_store(graph) as store:
        found = middle(store, filters, sort=cast(CentralSort, sort), limit=limit)
    emit(
        found,
        as_json,
        lambda: render.centrality_lines(found),
        lambda: csvrows.centrality_rows(found),
    )
