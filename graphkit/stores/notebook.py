"""What a notebook shows for an answer: a small table of HTML. Every text is escaped.

The answers (`graphkit.stores.values`) call this and are named here by what they hold only.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from html import escape
from typing import Any

from graphkit.model import Actor, Edge, Evidence

_SENTENCES = 3
"""Most sentences of an edge that a notebook shows."""


def described(store: Any, *, closed: bool) -> str:
    """A graph in a line: "<graph news.db: 19 actors, 28 edges, 31 statements, 1 documents>"."""
    if closed:
        return f"<graph {store.location}, closed>"
    stats = store.stats()
    counts = ", ".join(
        f"{getattr(stats, name):,} {name}"
        for name in ("actors", "edges", "statements", "documents")
    )
    return f"<graph {store.location}: {counts}>"


def path_text(path: Any) -> str:
    """A path on one line: "United States --urges--> Azerbaijan --denies--> Armenia"."""
    parts = [_name(path.actors, path.source)]
    for hop in path.hops:
        words = edge_words(hop.edge)
        if hop.edge.symmetric:
            parts.append(f"<--{words}-->")
        else:
            parts.append(f"--{words}-->" if hop.forward else f"<--{words}--")
        parts.append(_name(path.actors, hop.end))
    return " ".join(parts)


def edge_words(edge: Edge) -> str:
    """What an edge says between its ends: "not urges", "no longer leads"."""
    words = edge.relation
    if words == "open" and edge.evidence:
        words = f"open: {edge.evidence[0].predicate}"
    return f"{'not ' if edge.negated else ''}{'no longer ' if edge.ended else ''}{words}"


def path_html(path: Any) -> str:
    """A path as a table, a row a hop."""
    return _table(
        path_text(path), _rows((hop.edge for hop in path.hops), path.actors, path.documents)
    )


def neighborhood_html(near: Any) -> str:
    """A neighbourhood as a table, a row an edge."""
    left = sum(near.left_out)
    caption = f"{near.center.name}: {len(near.neighbors)} actors" + (
        f", {left} left out" if left else ""
    )
    return _table(caption, _rows(near.edges, near.actors, near.documents))


def pair_html(pair: Any) -> str:
    """All evidence between two actors as a table, a row an edge."""
    caption = f"{pair.source.name} and {pair.target.name}"
    return _table(caption, _rows(pair.edges, pair.actors, pair.documents))


def tellings_html(tellings: Any) -> str:
    """Sentences as a table, a row a sentence with what it tells."""
    rows = (
        _row(told.edge, [told.evidence], tellings.actors, tellings.documents)
        for told in tellings.entries
    )
    return _table(f"{len(tellings.entries)} sentences, {tellings.left_out} left out", rows)


def _rows(
    edges: Iterable[Edge], actors: Mapping[str, Actor], documents: Mapping[str, Any]
) -> Iterator[str]:
    for edge in edges:
        yield _row(edge, edge.evidence[:_SENTENCES], actors, documents)


def _row(
    edge: Edge,
    evidence: Iterable[Evidence],
    actors: Mapping[str, Actor],
    documents: Mapping[str, Any],
) -> str:
    told = "<br>".join(
        f"\u201c{escape(item.sentence.strip())}\u201d "
        f"<small>{escape(_where(item, documents))}</small>"
        for item in evidence
    )
    said = _name(actors, edge.attributed_to) if edge.attributed_to else ""
    days = " to ".join(dict.fromkeys(day for day in (edge.first, edge.last) if day))
    cells = (_name(actors, edge.source), edge_words(edge), _name(actors, edge.target), days, said)
    shown = "".join(f'<td style="text-align:left">{escape(cell)}</td>' for cell in cells)
    return f'<tr>{shown}<td style="text-align:left">{told}</td></tr>'


def _where(item: Evidence, documents: Mapping[str, Any]) -> str:
    document = documents.get(item.document)
    parts = (document.title if document and document.title else item.document, item.modality)
    return ", ".join(parts)


def _name(actors: Mapping[str, Actor], actor: str) -> str:
    return actors[actor].name if actor in actors else actor


def _table(caption: str, rows: Iterable[str]) -> str:
    head = "".join(
        f'<th style="text-align:left">{name}</th>'
        for name in ("who", "does", "to whom", "when", "says", "sentences")
    )
    return (
        f"<table><caption>{escape(caption)}</caption><thead><tr>{head}</tr></thead>"
        f"<tbody>{''.join(rows)}</tbody></table>"
    )
