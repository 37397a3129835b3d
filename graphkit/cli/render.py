"""Answers as lines for people: pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from graphkit.cli.output import clean, colours, painted, table
from graphkit.model import Actor, Edge, Evidence
from graphkit.stores.order import hop_key
from graphkit.stores.values import (
    DocumentInfo,
    Neighborhood,
    PairEvidence,
    Path,
    Profile,
    Stats,
    Tellings,
)

if TYPE_CHECKING:
    from graphkit.cli.context import Context
    from graphkit.queries.central import Centrality
    from graphkit.queries.compare import Comparison
    from graphkit.queries.listing import EdgeList

_UNSURE = 0.5
"""Below this, a sentence's confidence is shown; JSON and CSV always have it."""
_TIES = 3
"""Most edges that a neighbourhood's table shows for each actor; JSON has them all."""


def count(number: int, one: str, many: str | None = None) -> str:
    """A number with its word: "1 hop", "2 hops"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def _name(actors: Mapping[str, Actor], actor_id: str) -> str:
    known = actors.get(actor_id)  # a damaged graph may lack one
    return clean(known.name if known else actor_id)


def dates(first: str | None, last: str | None) -> str:
    """A span of dates; nothing when there is none."""
    if first is None or last is None or first == last:
        return clean(first or last or "")
    return clean(f"{first} to {last}")


def edge_line(edge: Edge, actors: Mapping[str, Actor], start: str) -> str:
    """An edge as seen from one of its ends: "Armenia <--not attacks-- Azerbaijan  (2020-09-28)"."""
    words = clean(edge.relation)
    if edge.relation == "open" and edge.evidence:
        words = f"open: {clean(edge.evidence[0].predicate)}"
    if edge.ended:
        words = f"once {words}"
    if edge.negated:
        words = f"not {words}"
    forward = edge.source == start
    left, right = (edge.source, edge.target) if forward else (edge.target, edge.source)
    words = _coloured(words, edge.plover)
    arrow = f"<--{words}-->" if edge.symmetric else f"--{words}-->" if forward else f"<--{words}--"
    notes = [dates(edge.first, edge.last)]
    if edge.attributed_to is not None:
        notes.append(f"says {_name(actors, edge.attributed_to)}")
    if edge.count > 1:
        notes.append(count(edge.count, "sentence"))
    shown = ", ".join(note for note in notes if note)
    line = f"{_name(actors, left)} {arrow} {_name(actors, right)}"
    return f"{line}  ({shown})" if shown else line


def _coloured(words: str, plover: str | None) -> str:
    """Words in the colour of their side; the ontology is loaded for terminals with colours only."""
    if not colours():
        return words
    from graphkit.ontology.codes import side_of

    return painted(words, side_of(plover))


def evidence_lines(
    edge: Edge,
    documents: Mapping[str, DocumentInfo],
    indent: str,
    *,
    ids: bool = False,
    context: Mapping[str, Context] | None = None,
) -> Iterator[str]:
    """The sentences behind an edge, each with where it stands, and what stands around it."""
    for item in edge.evidence:
        around = (context or {}).get(item.statement)
        if around is not None and around.before:
            yield f"{indent}... {clean(around.before)}"
        yield f'{indent}"{clean(item.sentence.strip())}"'
        if around is not None and around.after:
            yield f"{indent}{clean(around.after)} ..."
        yield f"{indent}  {_source(item, documents.get(item.document))}"
        if ids:
            yield f"{indent}  statement {clean(item.statement)}"


def _source(item: Evidence, document: DocumentInfo | None) -> str:
    parts = [item.date] if item.date else []
    if item.modality != "asserted":
        parts.append(item.modality)
    if item.confidence < _UNSURE:
        parts.append(f"confidence {item.confidence:.2f}")
    title = f" {document.title}" if document and document.title else ""
    published = f" of {document.date}" if document and document.date else ""
    parts.append(f"[{item.document}]{title}{published}")
    if document and document.url:
        parts.append(document.url)
    return clean(", ".join(parts))


def path_lines(paths: tuple[Path, ...], shorter: int | None = None) -> Iterator[str]:
    """Paths, hop by hop.

    Args:
        paths: one or more.
        shorter: length of the path that there is over what is not told as a fact, if shorter.
    """
    for number, path in enumerate(paths, start=1):
        if number > 1:
            yield ""
        ends = f"{_name(path.actors, path.source)} to {_name(path.actors, path.target)}"
        which = f"path {number} of {len(paths)}, " if len(paths) > 1 else ""
        yield f"{ends}: {which}{count(len(path.hops), 'hop')}"
        for hop in path.hops:
            yield f"  {edge_line(hop.edge, path.actors, hop.start)}"
            yield from evidence_lines(hop.edge, path.documents, "      ")
            if hop.others:
                yield f"      and {count(hop.others, 'other edge')} between the two"
    if shorter is not None:
        yield (
            f"over what is only possible, planned, denied or over there is one of "
            f"{count(shorter, 'hop')} (see --all)"
        )


def neighborhood_lines(near: Neighborhood) -> Iterator[str]:
    """A neighbourhood: each actor with the edges that tie it to those nearer."""
    total = sum(near.found)
    yield f"{clean(near.center.name)}: {count(total, 'actor')} within {count(near.hops, 'hop')}"
    distances = {near.center.id: 0} | {n.actor.id: n.distance for n in near.neighbors}
    ties: dict[str, list[tuple[str, Edge]]] = {}
    for edge in near.edges:
        nearer, farther = sorted((edge.source, edge.target), key=distances.__getitem__)
        ties.setdefault(farther, []).append((nearer, edge))
    for neighbor in near.neighbors:
        actor = neighbor.actor
        hops = count(neighbor.distance, "hop")
        yield f"{clean(actor.name)}  ({kind_of(actor)}, {hops}, {_pieces(neighbor.weight)})"
        tied = sorted(ties.get(actor.id, ()), key=lambda tie: hop_key(tie[1]))
        for nearer, edge in tied[:_TIES]:
            yield f"  {edge_line(edge, near.actors, nearer)}"
            yield from evidence_lines(edge, near.documents, "      ")
        if len(tied) > _TIES:
            yield f"  and {count(len(tied) - _TIES, 'other edge')}"
    for distance, left_out in enumerate(near.left_out, start=1):
        if left_out:
            yield f"left out: {count(left_out, 'actor')} at {count(distance, 'hop')} (see --cap)"


def kind_of(actor: Actor) -> str:
    return clean(", ".join(part for part in (actor.kind, actor.role, actor.country) if part))


def _pieces(number: int) -> str:
    return count(number, "piece of evidence", "pieces of evidence")


def profile_lines(profile: Profile) -> Iterator[str]:
    """An actor's profile."""
    actor = profile.actor
    yield f"{clean(actor.name)}  ({kind_of(actor)})"
    yield f"  id: {clean(actor.id)}"
    if actor.aliases:
        yield f"  also: {clean('; '.join(actor.aliases))}"
    span = dates(profile.first, profile.last)
    in_all = f"{_pieces(profile.evidence)} in {count(profile.documents_found, 'document')}"
    yield f"  {in_all}{', ' + span if span else ''}"
    if profile.says:
        yield f"  says: {_pieces(profile.says)}"
    if profile.relations:
        yield "relations"
        rows = [(r.relation, r.direction, r.edges, r.evidence) for r in profile.relations]
        yield from _indented(table(("relation", "direction", "edges", "evidence"), rows))
    if profile.partners:
        yield f"partners ({len(profile.partners)} of {profile.partners_found:,})"
        partners = [(p.actor.name, p.actor.kind, p.weight, p.actor.id) for p in profile.partners]
        yield from _indented(table(("actor", "kind", "evidence", "id"), partners))
    if profile.edges:
        yield f"edges ({len(profile.edges)} of {profile.edges_found:,})"
        for edge in profile.edges:
            yield f"  {edge_line(edge, profile.actors, actor.id)}"
            yield from evidence_lines(edge, profile.documents, "      ")


def _indented(lines: Iterator[str]) -> Iterator[str]:
    return (f"  {line}" for line in lines)


def pair_lines(
    pair: PairEvidence, *, ids: bool = False, context: Mapping[str, Context] | None = None
) -> Iterator[str]:
    """All evidence between two actors, with statements' ids and sentences around if asked for."""
    total = sum(edge.count for edge in pair.edges)
    yield f"{clean(pair.source.name)} and {clean(pair.target.name)}: {_pieces(total)}"
    for edge in pair.edges:
        if edge.evidence or not pair.left_out:
            yield f"  {edge_line(edge, pair.actors, edge.source)}"
            yield from evidence_lines(edge, pair.documents, "      ", ids=ids, context=context)
    if pair.left_out:
        yield f"left out: {_pieces(pair.left_out)} (see --limit)"


def stats_lines(stats: Stats) -> Iterator[str]:
    """A graph in numbers."""
    kinds = ", ".join(f"{number:,} {kind}" for kind, number in stats.kinds.items())
    yield f"actors      {stats.actors:,}" + (f"  ({kinds})" if kinds else "")
    yield (
        f"edges       {stats.edges:,}  ({stats.negated:,} negated, "
        f"{stats.attributed:,} said by an actor)"
    )
    yield f"statements  {stats.statements:,}"
    yield f"documents   {stats.documents:,}"
    span = dates(stats.first, stats.last)
    if span:
        yield f"dates       {span}"
    if stats.relations:
        yield ""
        rows = [
            (r.name, r.kind, "yes" if r.symmetric else "", r.edges, r.evidence)
            for r in stats.relations
        ]
        yield from table(("relation", "kind", "symmetric", "edges", "evidence"), rows)


def edge_list_lines(listed: EdgeList) -> Iterator[str]:
    """Edges, each with its sentences."""
    for edge in listed.edges:
        unknown = "  (dates not known)" if edge.id in listed.undated else ""
        yield f"{edge_line(edge, listed.actors, edge.source)}{unknown}"
        yield from evidence_lines(edge, listed.documents, "    ")
    if not listed.edges:
        yield "no edges under these filters"
    left = listed.found - len(listed.edges)
    if left:
        yield f"left out: {count(left, 'edge')} (see --limit)"


def telling_lines(tellings: Tellings, *, dates: bool) -> Iterator[str]:
    """Sentences with what they tell: by date, or each sentence once with all that it tells."""
    before: tuple[str, int, str] | None = None
    for told in tellings.entries:
        item = told.evidence
        one = replace(told.edge, count=1, first=None, last=None, evidence=(item,))
        line = edge_line(one, tellings.actors, one.source)
        here = (item.document, item.sentence_start, item.sentence)
        if dates:
            day = painted(item.date or "undated", "head")
            yield f"{day}  {line}"
            yield from evidence_lines(one, tellings.documents, "    ")
            continue
        if here != before:
            yield from evidence_lines(one, tellings.documents, "")
            before = here
        yield f"  {line}"
    if tellings.left_out:
        yield f"left out: {count(tellings.left_out, 'sentence')} (see --limit)"


def comparison_lines(found: Comparison, limit: int) -> Iterator[str]:
    """What is new, gone, turned."""
    yield (
        f"{found.earlier} and {found.later}: {found.both:,} in both, {len(found.new):,} new, "
        f"{len(found.gone):,} gone, {len(found.turned):,} turned"
    )
    for name, edges in (("new", found.new), ("gone", found.gone)):
        if edges:
            yield painted(f"{name} in {found.later}" if name == "new" else name, "head")
        for edge in edges[:limit]:
            yield f"  {edge_line(edge, found.actors, edge.source)}"
        if len(edges) > limit:
            yield f"  and {len(edges) - limit:,} more (see --limit)"
    if found.turned:
        yield painted("turned", "head")
    for turn in found.turned[:limit]:
        ends = f"{_name(found.actors, turn.source)} to {_name(found.actors, turn.target)}"
        yield f"  {ends}: {turn.before} before, {turn.after} now"
        for edge in (turn.was[0], turn.now[0]):
            yield f"    {edge_line(edge, found.actors, edge.source)}"
    if len(found.turned) > limit:
        yield f"  and {len(found.turned) - limit:,} more (see --limit)"


def centrality_lines(found: Centrality) -> Iterator[str]:
    """Who stands in the middle, which ties hold parts together, how large the communities are."""
    rows = [
        (c.actor.name, c.actor.kind, c.degree, c.evidence, f"{c.betweenness:.4f}", c.community)
        for c in found.central
    ]
    head = ("actor", "kind", "partners", "evidence", "betweenness", "community")
    yield from table(head, rows)
    if len(rows) < found.found:
        yield f"left out: {count(found.found - len(rows), 'actor')} (see --limit)"
    if not found.exact:
        yield "betweenness is estimated from a sample of actors"
    if found.bridges:
        yield ""
        yield f"bridges ({len(found.bridges)} of {found.bridges_found:,})"
        for a, b, parted in found.bridges:
            pair = f"{_name(found.actors, a)} and {_name(found.actors, b)}"
            yield f"  {pair}: without it {parted:,} actors are cut off"
    if found.communities:
        yield ""
        sizes = ", ".join(f"{size:,}" for size in found.communities[:12])
        more = " ..." if len(found.communities) > 12 else ""
        yield f"{count(len(found.communities), 'community', 'communities')} of {sizes}{more} actors"
