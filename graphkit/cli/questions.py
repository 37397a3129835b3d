"""`graphkit path`, `neighbors`, `show`, `evidence`: questions to a graph."""

from __future__ import annotations

from dataclasses import replace

import click

from graphkit.cli import render
from graphkit.cli.context import contexts
from graphkit.cli.options import (
    direction_option,
    fact_options,
    filter_options,
    graph_option,
    json_option,
)
from graphkit.cli.output import clean, emit, plain
from graphkit.errors import GraphkitError
from graphkit.stores import open_store
from graphkit.stores.contract import CAP, MAX_HOPS, Store
from graphkit.stores.values import Direction, Filters, Path


@click.command()
@click.argument("source")
@click.argument("target")
@graph_option
@click.option("--directed", is_flag=True, help="Follow edges from source to target only.")
@click.option("--max-hops", default=MAX_HOPS, show_default=True, help="No longer path than this.")
@click.option("-k", "k", default=1, show_default=True, help="So many alternatives.")
@click.option("--sentences", default=1, show_default=True, help="Most sentences per hop.")
@fact_options
@json_option
def path(
    source: str,
    target: str,
    graph: str,
    directed: bool,
    max_hops: int,
    k: int,
    sentences: int,
    filters: Filters,
    as_json: bool,
) -> None:
    r"""Show how two actors are connected.

    Finds the shortest path between SOURCE and TARGET (ids, names or aliases), in any direction, and
    shows relation, date and sentence of each hop. Among paths of one length the one with most
    evidence comes first. Walks what is asserted or reported, neither negated nor over, and says
    when --all would find more.

    \b
    Examples:
      graphkit path "United States" Azerbaijan
      graphkit path Armenia Israel --directed --since 2020-09 -k 3
    """
    filters = replace(filters, direction="out" if directed else "any")
    with open_store(graph) as store:
        found = store.path(
            source, target, filters=filters, max_hops=max_hops, k=k, evidence=sentences
        )
        shorter = _more(store, source, target, filters, max_hops, found)
        ends = [store.resolve(name) for name in (source, target)] if not found else []
    if as_json:
        emit({"paths": found, "hops_with_all": shorter}, True, tuple)
    if found:
        if not as_json:
            emit(found, False, lambda: render.path_lines(found, shorter))
        return
    names = " to ".join(clean(actor.name) for actor in ends)
    if shorter is not None:
        raise GraphkitError(
            f"no path from {names} over what is told as a fact; --all finds one of "
            f"{render.count(shorter, 'hop')} over what is only possible, planned, denied or over"
        )
    raise GraphkitError(
        f"no path from {names} within {render.count(max_hops, 'hop')} under these filters; "
        "try more --max-hops, fewer filters, or --open"
    )


def _more(
    store: Store,
    source: str,
    target: str,
    filters: Filters,
    max_hops: int,
    found: tuple[Path, ...],
) -> int | None:
    """Length of the path that there would be without asking for facts, if that is shorter."""
    everything = replace(filters, modalities=(), negated=True, ended=True)
    if everything == filters or (found and len(found[0].hops) < 2):
        return None
    most = len(found[0].hops) - 1 if found else max_hops
    more = store.path(source, target, filters=everything, max_hops=most, evidence=0)
    return len(more[0].hops) if more else None


@click.command()
@click.argument("actor")
@graph_option
@click.option("--hops", default=1, show_default=True, help="How far to go.")
@click.option("--cap", default=CAP, show_default=True, help="Most actors to show.")
@click.option("--sentences", default=0, show_default=True, help="Most sentences per edge.")
@direction_option
@filter_options
@json_option
def neighbors(
    actor: str,
    graph: str,
    hops: int,
    cap: int,
    sentences: int,
    direction: Direction,
    filters: Filters,
    as_json: bool,
) -> None:
    r"""Show the actors around one.

    Nearest first, then those with most evidence; says what the cap left out.

    \b
    Examples:
      graphkit neighbors Armenia --hops 2
      graphkit neighbors "European Union" --direction out --relation urges --sentences 1
    """
    with open_store(graph) as store:
        found = store.neighbors(
            actor,
            hops=hops,
            filters=replace(filters, direction=direction),
            cap=cap,
            evidence=sentences,
        )
    emit(found, as_json, lambda: render.neighborhood_lines(found))


@click.command()
@click.argument("actor")
@graph_option
@click.option("--limit", default=10, show_default=True, help="Most partners and edges to show.")
@click.option("--sentences", default=1, show_default=True, help="Most sentences per edge.")
@filter_options
@json_option
def show(
    actor: str, graph: str, limit: int, sentences: int, filters: Filters, as_json: bool
) -> None:
    r"""Show what a graph knows of an actor.

    Its names, relations, partners and strongest edges (open relations aside, unless --open).

    \b
    Example:
      graphkit show "European Union"
    """
    with open_store(graph) as store:
        profile = store.profile(actor, filters=filters, limit=limit, evidence=sentences)
    emit(profile, as_json, lambda: render.profile_lines(profile))


@click.command()
@click.argument("source")
@click.argument("target")
@graph_option
@click.option("--directed", is_flag=True, help="Only edges from SOURCE to TARGET.")
@click.option("--limit", type=int, help="Most pieces of evidence to show.  [default: all]")
@click.option("--ids", is_flag=True, help="Show the id of each statement, for reject and confirm.")
@click.option(
    "--context",
    type=click.IntRange(0, 100),
    default=0,
    metavar="N",
    help="Show N sentences around each, from the text that build --keep-text kept, or the file.",
)
@filter_options
@json_option
def evidence(
    source: str,
    target: str,
    graph: str,
    directed: bool,
    limit: int | None,
    ids: bool,
    context: int,
    filters: Filters,
    as_json: bool,
) -> None:
    r"""Show what is said between two actors.

    Every edge between SOURCE and TARGET with its sentences and where they stand.

    \b
    Examples:
      graphkit evidence Azerbaijan Armenia
      graphkit evidence "United States" Azerbaijan --relation urges --until 2020
      graphkit evidence Azerbaijan Armenia --context 2
    """
    if directed:
        filters = replace(filters, direction="out")
    with open_store(graph) as store:
        found = store.evidence(source, target, filters=filters, limit=limit)
        around = contexts(store, found, context) if context else {}
    value = {**plain(found), "context": plain(around)} if context else found
    emit(value, as_json, lambda: render.pair_lines(found, ids=ids, context=around))
