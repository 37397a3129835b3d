"""From statements to edges and actors: pure rules that every store shares.

All of them depend on sets and counts only, never on the order in which statements came.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from hashlib import blake2b
from typing import Any, NamedTuple

from graphkit.model import ACTOR_KINDS, Actor, Statement
from graphkit.stores.values import FACTS

Codes = tuple[str | None, str | None, float | None]
"""CAMEO, PLOVER, Goldstein."""


class EdgeKey(NamedTuple):
    """What makes statements one edge: actor ids as stored, relation, negation, claimant, ending."""

    source: str
    relation: str
    target: str
    negated: bool
    attributed_to: str | None
    ended: bool = False


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
    read_as: Form | None = None


_forms: dict[int, tuple[Actor, Form, str]] = {}
"""Actors that came lately with their wordings: the same object comes again and again in a load.
Each entry holds the object, so that its number cannot become another's."""
_CACHED = 100_000


def form_of(actor: Actor) -> Form:
    """The wording of an actor, aliases sorted and each once."""
    return _wording(actor)[1]


def _wording(actor: Actor) -> tuple[Actor, Form, str]:
    known = _forms.get(id(actor))
    if known is None or known[0] is not actor:
        if len(_forms) > _CACHED:
            _forms.clear()
        form = _form_of(actor)
        known = _forms[id(actor)] = (actor, form, _marked(form))
    return known


def _marked(form: Form) -> str:
    """A wording as a fingerprint takes it."""
    text = repr((form.id, form.name, form.kind, form.country, form.role, form.named, form.aliases))
    if form.read_as:
        text += ", " + repr([form.read_as.id, *_form_values(form.read_as)])
    return text


def _form_of(actor: Actor) -> Form:
    aliases = tuple(sorted(set(actor.aliases) - {actor.name, ""}))
    return Form(
        actor.id,
        actor.name,
        actor.kind,
        actor.country,
        actor.role,
        actor.named,
        aliases,
        form_of(actor.read_as) if actor.read_as else None,
    )


def actor_of_form(form: Form) -> Actor:
    """The actor of a wording, as the statement had it."""
    return Actor(
        form.id,
        form.name,
        form.kind,
        form.country,
        form.role,
        form.named,
        form.aliases,
        actor_of_form(form.read_as) if form.read_as else None,
    )


@lru_cache(maxsize=65536)
def form_text(form: Form) -> str:
    """The text that stands for a wording of a known actor in a graph."""
    return json.dumps(_form_values(form), ensure_ascii=False)


def _form_values(form: Form) -> list[object]:
    values: list[object] = [
        form.name, form.kind, form.country, form.role, form.named, list(form.aliases),
    ]  # fmt: skip
    if form.read_as is not None:
        values.append([form.read_as.id, *_form_values(form.read_as)])
    return values


def read_form(actor: str, text: str) -> Form:
    """The wording of a text that `form_text` wrote."""
    return _form(actor, json.loads(text))


def _form(actor: str, values: list[Any]) -> Form:
    name, kind, country, role, named, aliases, *read_as = values
    before = _form(read_as[0][0], read_as[0][1:]) if read_as else None
    return Form(actor, name, kind, country, role, named, tuple(aliases), before)


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
    key = EdgeKey(source, statement.relation, target, statement.negated, said_by, statement.ended)
    return key, swapped


def is_fact(statement: Statement) -> bool:
    """Whether it is told as a fact: asserted or reported, neither negated nor ended."""
    return not (statement.negated or statement.ended) and statement.modality in FACTS


def edge_id(key: EdgeKey) -> str:
    """Stable id of an edge: 20 hexadecimal digits of a hash of its key."""
    parts = (key.source, key.relation, key.target, str(int(key.negated)), key.attributed_to or "")
    said = "1" if key.attributed_to is not None else "0"
    # Ties that last keep the id that they had before ended ones were told apart.
    ended = ("ended",) if key.ended else ()
    text = "\x00".join(f"{len(part)}:{part}" for part in (*parts, said, *ended))
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
    said_by = statement.attributed_to
    actors = f"{_wording(statement.source)[2]}, {_wording(statement.target)[2]}"
    actors += f", {_wording(said_by)[2] if said_by else None}"
    # Fields that came later count where they say something: what a graph held before they came
    # keeps its mark.
    later = (statement.ended, statement.date_of, statement.rule)
    if later != (False, None, ""):
        actors += f", {later!r}"
    return blake2b(f"{repr(parts)[:-1]}, {actors}]".encode(), digest_size=8).digest()
