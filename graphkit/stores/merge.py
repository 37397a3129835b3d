"""From statements to edges and actors: pure rules that every store shares.

All of them depend on sets and counts only, never on the order in which statements came.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from hashlib import blake2b
from typing import NamedTuple

from graphkit.model import ACTOR_KINDS, Actor, Statement

Codes = tuple[str | None, str | None, float | None]
"""CAMEO, PLOVER, Goldstein."""


class EdgeKey(NamedTuple):
    """What makes statements one edge: actor ids as stored, relation, negation, claimant."""

    source: str
    relation: str
    target: str
    negated: bool
    attributed_to: str | None


@dataclass(frozen=True, slots=True)
class Form:
    """An actor as statements name it: one row per distinct wording, counted."""

    id: str
    name: str
    kind: str
    country: str | None
    role: str | None
    named: bool
    aliases: tuple[str, ...]


def form_of(actor: Actor) -> Form:
    """The wording of an actor, aliases sorted and each once."""
    aliases = tuple(sorted(set(actor.aliases) - {actor.name, ""}))
    return Form(actor.id, actor.name, actor.kind, actor.country, actor.role, actor.named, aliases)


def merge_forms(forms: Mapping[Form, int]) -> Actor:
    """One actor from all its wordings with their counts (same id, at least one).

    Name: of the named wordings the most frequent, then the longest, then the first by text.
    Kind, country, role: the most frequent one given ("other" only when nothing else is), then the
    first by `ACTOR_KINDS` or text. Named: when any wording is. Aliases: all other names, sorted.
    """
    actor_id = next(iter(forms)).id
    named = any(form.named for form in forms)
    names = _count((form.name, n) for form, n in forms.items() if form.named or not named)
    name = min(names, key=lambda text: (-names[text], -len(text), text))
    kinds = _count((form.kind, n) for form, n in forms.items())
    kind = min(kinds, key=lambda text: (text == "other", -kinds[text], _kind_rank(text), text))
    spellings = {form.name for form in forms}.union(*(form.aliases for form in forms))
    return Actor(
        id=actor_id,
        name=name,
        kind=kind,
        country=_most((form.country, n) for form, n in forms.items()),
        role=_most((form.role, n) for form, n in forms.items()),
        named=named,
        aliases=tuple(sorted(spellings - {name})),
    )


def _kind_rank(kind: str) -> int:
    return ACTOR_KINDS.index(kind) if kind in ACTOR_KINDS else len(ACTOR_KINDS)


def _count(items: Iterable[tuple[str, int]]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for text, n in items:
        counts[text] = counts.get(text, 0) + n
    return counts


def _most(items: Iterable[tuple[str | None, int]]) -> str | None:
    counts = _count((text, n) for text, n in items if text is not None)
    return min(counts, key=lambda text: (-counts[text], text)) if counts else None


def merge_codes(codes: Mapping[Codes, int]) -> Codes:
    """The codes of an edge from its evidence: the most frequent, then the first by text."""
    if not codes:
        return (None, None, None)
    return min(codes, key=lambda c: (-codes[c], c[0] or "", c[1] or "", c[2] or 0.0))


def edge_key_of(statement: Statement, symmetric: bool) -> tuple[EdgeKey, bool]:
    """The edge a statement belongs to, and whether source and target were swapped for it.

    A symmetric relation has the smaller actor id (as text) as source.
    """
    source, target = statement.source.id, statement.target.id
    swapped = symmetric and source > target
    if swapped:
        source, target = target, source
    said_by = statement.attributed_to.id if statement.attributed_to else None
    return EdgeKey(source, statement.relation, target, statement.negated, said_by), swapped


def edge_id(key: EdgeKey) -> str:
    """Stable id of an edge: 20 hexadecimal digits of a hash of its key."""
    parts = (key.source, key.relation, key.target, str(int(key.negated)), key.attributed_to or "")
    said = "1" if key.attributed_to is not None else "0"
    text = "\x00".join(f"{len(part)}:{part}" for part in (*parts, said))
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=10).hexdigest()


def admit(statement: Statement, unnamed: bool) -> Statement | None:
    """The statement as a graph takes it, or None when it does not.

    Without `unnamed`, statements between unnamed actors stay out; an unnamed claimant ("witnesses")
    is dropped, but what it says must not turn into the text's own word: it becomes "reported".
    """
    if unnamed:
        return statement
    if not (statement.source.named and statement.target.named):
        return None
    said_by = statement.attributed_to
    if said_by is None or said_by.named:
        return statement
    modality = "reported" if statement.modality == "asserted" else statement.modality
    return replace(statement, attributed_to=None, modality=modality)


def fingerprint(statement: Statement) -> bytes:
    """8 bytes that differ when anything in the statement, aliases of its actors too, differs."""
    parts: list[object] = [
        statement.id, statement.document, statement.relation, statement.kind, statement.predicate,
        statement.cameo, statement.plover,
        None if statement.goldstein is None else float(statement.goldstein),
        bool(statement.negated), statement.modality, statement.date, statement.sentence,
        statement.sentence_start, statement.sentence_end, statement.source_start,
        statement.source_end, statement.target_start, statement.target_end,
        statement.trigger_start, statement.trigger_end, float(statement.confidence),
    ]  # fmt: skip
    for actor in (statement.source, statement.target, statement.attributed_to):
        form = form_of(actor) if actor else None
        parts.append(
            form
            and (form.id, form.name, form.kind, form.country, form.role, form.named, form.aliases)
        )
    return blake2b(repr(parts).encode("utf-8"), digest_size=8).digest()
