"""`graphkit actors`, `relations`, `stats`: what there is."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import click
from click.core import ParameterSource

from graphkit.cli import render
from graphkit.cli.options import graph_option, json_option
from graphkit.cli.output import emit, emit_rows
from graphkit.errors import UsageError
from graphkit.model import ACTOR_KINDS
from graphkit.stores import open_store
from graphkit.stores.opening import is_url
from graphkit.stores.values import RelationInfo


@click.command()
@click.argument("match", required=False)
@graph_option
@click.option("--kind", type=click.Choice(ACTOR_KINDS), help="Only actors of this kind.")
@click.option("--limit", default=50, show_default=True, help="Most actors to list; 0 for all.")
@json_option
def actors(match: str | None, graph: str, kind: str | None, limit: int, as_json: bool) -> None:
    r"""List actors, those with most evidence first.

    MATCH lists those whose name or alias contains it.

    \b
    Examples:
      graphkit actors --kind person
      graphkit actors union --limit 0
    """
    if limit < 0:
        raise UsageError(f"--limit is {limit}; it must be 0 or more")
    with open_store(graph) as store:
        emit_rows(
            store.actors(kind=kind, match=match, limit=limit or None),
            as_json,
            ("actor", "kind", "country", "partners", "evidence", "id"),
            lambda row: (
                row.actor.name,
                row.actor.kind,
                row.actor.country,
                row.partners,
                row.evidence,
                row.actor.id,
            ),
        )


@dataclass(frozen=True, slots=True)
class _Row:
    name: str
    kind: str
    symmetric: bool
    cameo: str | None
    plover: str | None
    goldstein: float | None
    edges: int | None
    evidence: int | None
    description: str


@click.command()
@graph_option
@json_option
@click.pass_context
def relations(ctx: click.Context, graph: str, as_json: bool) -> None:
    r"""List the relations there are.

    All of the ontology, with their codes; where there is a graph, how many edges and pieces of
    evidence it has of each.

    \b
    Example:
      graphkit relations
    """
    from graphkit.ontology import load_relations

    asked = ctx.get_parameter_source("graph") != ParameterSource.DEFAULT
    held: dict[str, RelationInfo] | None = None
    if asked or is_url(graph) or Path(graph).exists():
        with open_store(graph) as store:
            held = {row.name: row for row in store.relations()}
    rows = []
    for known in load_relations().by_name.values():
        info = held.pop(known.name, None) if held is not None else None
        none = None if held is None else 0
        rows.append(
            _Row(
                known.name,
                known.kind,
                known.symmetric,
                known.cameo,
                known.plover,
                known.goldstein,
                info.edges if info else none,
                info.evidence if info else none,
                known.description,
            )
        )
    for info in (held or {}).values():
        more = "not in the ontology" if info.kind != "open" else "what no relation covers"
        rows.append(
            _Row(
                info.name,
                info.kind,
                info.symmetric,
                None,
                None,
                None,
                info.edges,
                info.evidence,
                more,
            )
        )
    emit_rows(
        rows,
        as_json,
        (
            "relation", "kind", "symmetric", "CAMEO", "PLOVER", "Goldstein", "edges", "evidence",
            "meaning",
        ),
        lambda row: (
            row.name, row.kind, "yes" if row.symmetric else None, row.cameo, row.plover,
            row.goldstein, row.edges, row.evidence, row.description,
        ),
    )  # fmt: skip


@click.command()
@graph_option
@json_option
def stats(graph: str, as_json: bool) -> None:
    r"""Show a graph in numbers.

    \b
    Example:
      graphkit stats --graph graph.db
    """
    with open_store(graph) as store:
        found = store.stats()
    emit(found, as_json, lambda: render.stats_lines(found))
