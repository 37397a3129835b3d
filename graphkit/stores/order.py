"""In which order edges stand and which of several a hop shows: pure, shared by all stores."""

from __future__ import annotations

from graphkit.model import Edge, Evidence, Statement

EdgeOrder = tuple[str, str, str, bool, bool, str]


def edge_key(edge: Edge) -> EdgeOrder:
    """Sort key of edges: source, target, relation, negated, ended, claimant ("" when none)."""
    return (
        edge.source,
        edge.target,
        edge.relation,
        edge.negated,
        edge.ended,
        edge.attributed_to or "",
    )


def hop_key(edge: Edge) -> tuple[bool, bool, int, bool, EdgeOrder]:
    """Sort key of edges between two actors, best first: not negated, not ended, most evidence, said
    by the text itself, then `edge_key`.
    """
    said = edge.attributed_to is not None
    return (edge.negated, edge.ended, -edge.count, said, edge_key(edge))


def evidence_key(item: Evidence) -> tuple[bool, str, str, int, str]:
    """Sort key of evidence: oldest date, undated last, then document, offset, statement id."""
    return (
        item.date is None,
        item.date or "",
        item.document,
        item.sentence_start,
        item.statement,
    )


def told_key(item: Evidence) -> tuple[bool, tuple[int, ...], str, int, str]:
    """Sort key of what a search finds: newest first, undated last, then as `evidence_key`."""
    date = tuple(-ord(char) for char in item.date or "")
    return (item.date is None, date, item.document, item.sentence_start, item.statement)


def statement_key(item: Statement) -> tuple[str, int, int, str]:
    """Sort key of statements: document, sentence start, trigger start, id."""
    return (item.document, item.sentence_start, item.trigger_start, item.id)
