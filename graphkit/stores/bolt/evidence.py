"""Evidence as it stands on a relationship: one entry in each of its lists.

`sentences`, `dates`, `documents` and `confidences` are for people and for queries; `statements`
holds all the rest of each statement as JSON, so that the statement comes back as it went in. Lists
are few because each costs the server more than any single value.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from graphkit.model import Actor, Evidence, Statement
from graphkit.stores.merge import Codes, Form, actor_of_form, merge_codes

_COMPACT = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
UNDATED = "undated"
"""Stands in `dates` for evidence without a date: lists of Neo4j hold no nulls."""
LISTS: tuple[str, ...] = ("documents", "dates", "sentences", "statements")
"""The lists that an entry is read from, in the order of `Item`'s fields."""


@dataclass(slots=True)
class Item:
    """One piece of evidence.

    Attributes:
        document, date, sentence, text: its entries in `LISTS`.
        parsed: `text` read, once somebody has asked for it.
    """

    document: str
    date: str
    sentence: str
    text: str
    parsed: dict[str, Any] | None = None

    @property
    def facts(self) -> dict[str, Any]:
        """What `text` holds."""
        if self.parsed is None:
            self.parsed = json.loads(self.text)
        return self.parsed

    @property
    def statement(self) -> str:
        """Id of the statement."""
        return str(self.facts["id"])

    @property
    def order(self) -> tuple[bool, str, str, int, str]:
        """As `graphkit.stores.order.evidence_key`."""
        start = self.facts["sentence"][0]
        return (self.date == UNDATED, self.date, self.document, start, self.statement)

    @property
    def codes(self) -> Codes:
        """CAMEO, PLOVER, Goldstein."""
        cameo, plover, goldstein = self.facts["codes"]
        return cameo, plover, goldstein

    @property
    def swapped(self) -> bool:
        """Whether its edge is stored the other way round."""
        return bool(self.facts["swapped"])

    @property
    def forms(self) -> tuple[str, str, str | None]:
        """Marks of the wordings of source, target (as the statement has them) and claimant."""
        source, target, said = self.facts["wordings"]
        return source, target, said


def item_of(statement: Statement, swapped: bool, forms: tuple[str, str, str | None]) -> Item:
    """The entry of a statement.

    Args:
        statement: as the graph takes it.
        swapped: its edge is stored the other way round.
        forms: marks of the wordings of source, target and claimant.
    """
    s = statement
    facts = {
        "id": s.id,
        "predicate": s.predicate,
        "modality": s.modality,
        "confidence": float(s.confidence),
        "sentence": [s.sentence_start, s.sentence_end],
        "source": [s.source_start, s.source_end],
        "target": [s.target_start, s.target_end],
        "trigger": [s.trigger_start, s.trigger_end],
        "codes": [s.cameo, s.plover, None if s.goldstein is None else float(s.goldstein)],
        "swapped": swapped,
        "wordings": list(forms),
    }
    if s.rule:
        facts["rule"] = s.rule
    if s.date_of:
        facts["date_of"] = s.date_of
    text = _COMPACT.encode(facts)
    return Item(s.document, s.date or UNDATED, s.sentence, text, facts)


def items_of(properties: Mapping[str, Any]) -> list[Item]:
    """The evidence of a relationship, or as much of it as was asked for."""
    columns = [properties[name] for name in LISTS]
    if None in columns:
        # neo4j-admin imports a list of one empty text as no list at all.
        length = max(len(column) for column in columns if column is not None)
        columns = [[""] * length if column is None else column for column in columns]
    return [Item(*values) for values in zip(*columns, strict=True)]


def summary_of(items: list[Item]) -> tuple[Codes, int, str | None, str | None]:
    """Codes, number, first and last date of evidence."""
    if len(items) == 1:
        date = None if items[0].date == UNDATED else items[0].date
        return items[0].codes, 1, date, date
    counts: dict[Codes, int] = {}
    for item in items:
        codes = item.codes
        counts[codes] = counts.get(codes, 0) + 1
    dates = [item.date for item in items if item.date != UNDATED]
    return merge_codes(counts), len(items), min(dates, default=None), max(dates, default=None)


def evidence_of(item: Item) -> Evidence:
    """A piece of evidence as queries give it."""
    facts = item.facts
    first, last = facts["sentence"]
    return Evidence(
        statement=facts["id"],
        document=item.document,
        date=None if item.date == UNDATED else item.date,
        sentence=item.sentence,
        sentence_start=first,
        sentence_end=last,
        predicate=facts["predicate"],
        modality=facts["modality"],
        confidence=facts["confidence"],
        date_of=facts.get("date_of"),
        rule=facts.get("rule", ""),
    )


def statement_of(
    item: Item, edge: Mapping[str, Any], source: str, target: str, forms: Mapping[str, Form]
) -> Statement:
    """The statement as it came in.

    Args:
        item: its entry.
        edge: properties of its relationship.
        source, target: actor ids as stored.
        forms: wordings, by mark and actor id joined with a space.
    """
    facts = item.facts
    ends = (target, source) if item.swapped else (source, target)
    marks = item.forms
    said_by = edge.get("attributed_to")
    cameo, plover, goldstein = item.codes
    return Statement(
        id=facts["id"],
        document=item.document,
        source=_actor(forms, ends[0], marks[0]),
        target=_actor(forms, ends[1], marks[1]),
        relation=edge["relation"],
        kind=edge["kind"],
        predicate=facts["predicate"],
        cameo=cameo,
        plover=plover,
        goldstein=goldstein,
        negated=edge["negated"],
        modality=facts["modality"],
        attributed_to=None if said_by is None else _actor(forms, said_by, str(marks[2])),
        date=None if item.date == UNDATED else item.date,
        sentence=item.sentence,
        sentence_start=facts["sentence"][0],
        sentence_end=facts["sentence"][1],
        source_start=facts["source"][0],
        source_end=facts["source"][1],
        target_start=facts["target"][0],
        target_end=facts["target"][1],
        trigger_start=facts["trigger"][0],
        trigger_end=facts["trigger"][1],
        confidence=facts["confidence"],
        ended=edge["ended"],
        date_of=facts.get("date_of"),
        rule=facts.get("rule", ""),
    )


def _actor(forms: Mapping[str, Form], actor: str, mark: str) -> Actor:
    return actor_of_form(forms[f"{mark} {actor}"])
