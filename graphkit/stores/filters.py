"""Which edges and evidence a question takes, and the dates it is asked in.

Dates are ISO texts (YYYY, YYYY-MM or YYYY-MM-DD) that compare as text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from typing import Literal

from graphkit.errors import UsageError
from graphkit.model import MODALITIES, STATEMENT_KINDS, Statement

Direction = Literal["any", "out", "in"]
DIRECTIONS: tuple[str, ...] = ("any", "out", "in")
FACTS: tuple[str, ...] = ("asserted", "reported")
"""Modalities of what is told as a fact."""

_DATE = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01]))?)?", re.ASCII)
_AFTER = "~"
"""Sorts behind every character of a date: "2020-09~" is later than all of September 2020."""


def check_date(option: str, value: str) -> str:
    """Return `value` when it is an ISO date (a year, a month or a day), else raise.

    Raises:
        UsageError: it is not one; the message names the option and the value.
    """
    match = _DATE.fullmatch(value)
    if match:
        from datetime import date

        year, month, day = match.group(1), match.group(2) or "1", match.group(3) or "1"
        try:
            date(int(year), int(month), int(day))
        except ValueError:
            pass
        else:
            return value
    raise UsageError(
        f"{option}: {value!r} is no date; write it as YYYY-MM-DD, YYYY-MM or YYYY, "
        "for example 2020-09-27"
    )


@dataclass(frozen=True, slots=True)
class Filters:
    """Which edges a query may use. The default takes every edge but the open ones.

    Attributes:
        relations: names; empty means all. Naming "open" takes open relations in.
        kinds: of `STATEMENT_KINDS`; empty means all. Naming "open" takes open relations in.
        since, until: first and last day of the evidence, both inclusive; a year or a month stands
            for all of its days. With either, undated evidence does not count.
        direction: "any" way; "out" follows edges from source to target only, "in" the reverse.
            A symmetric relation is followed both ways under each.
        open: take open relations (those that the ontology does not cover) in.
        negated: take negated statements ("did not attack") in.
        ended: take ties that are over ("former president of") in.
        modalities: of `MODALITIES`; empty means all.
        min_confidence: 0 to 1; only evidence that is as sure as that.
        documents: only evidence of these: ids, or patterns with `*`, `?` and `[...]`; empty means
            all. Stores put the ids that they mean in their place (`named_documents`).

    Raises:
        UsageError: a kind, modality, date or direction that does not exist, `since` after `until`,
            or a confidence out of its range.
    """

    relations: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None
    direction: Direction = "any"
    open: bool = False
    negated: bool = True
    ended: bool = True
    modalities: tuple[str, ...] = ()
    min_confidence: float = 0.0
    documents: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "relations", tuple(sorted(set(self.relations))))
        object.__setattr__(self, "kinds", tuple(sorted(set(self.kinds))))
        object.__setattr__(self, "modalities", tuple(sorted(set(self.modalities))))
        object.__setattr__(self, "documents", tuple(sorted(set(self.documents))))
        if not 0 <= self.min_confidence <= 1:
            raise UsageError(f"--min-confidence is {self.min_confidence}; it must be 0 to 1")
        for kind in self.kinds:
            if kind not in STATEMENT_KINDS:
                raise UsageError(f"unknown kind {kind!r}; kinds: {', '.join(STATEMENT_KINDS)}")
        for modality in self.modalities:
            if modality not in MODALITIES:
                raise UsageError(f"unknown modality {modality!r}; known: {', '.join(MODALITIES)}")
        if self.direction not in DIRECTIONS:
            raise UsageError(
                f"unknown direction {self.direction!r}; directions: {', '.join(DIRECTIONS)}"
            )
        if self.since is not None:
            check_date("--since", self.since)
        if self.until is not None:
            check_date("--until", self.until)
        if self.since and self.until and self.since > self.until + _AFTER:
            raise UsageError(f"--since {self.since} is after --until {self.until}; swap them")

    @property
    def with_open(self) -> bool:
        """Whether open relations count."""
        return self.open or "open" in self.relations or "open" in self.kinds

    @property
    def dated(self) -> bool:
        """Whether only dated evidence counts."""
        return self.since is not None or self.until is not None

    @property
    def low(self) -> str:
        """Text that no date wanted is smaller than."""
        return self.since or ""

    @property
    def high(self) -> str:
        """Text that no date wanted is greater than."""
        return (self.until or "") + _AFTER

    @property
    def whole(self) -> bool:
        """Whether nothing but direction and open relations is filtered (the fast road)."""
        return not self._narrow and self.negated and self.ended and not self.modalities

    @property
    def facts(self) -> bool:
        """Whether just what is asserted or reported, neither negated nor ended, counts (fast too).

        Open relations are left out.
        """
        return (
            not (self._narrow or self.open or self.negated or self.ended)
            and self.modalities == FACTS
        )

    @classmethod
    def of_facts(cls) -> Filters:
        """What a path walks unless asked otherwise; see `facts`."""
        return cls(negated=False, ended=False, modalities=FACTS)

    @property
    def sifts(self) -> bool:
        """Whether some evidence of an edge may count and some not."""
        return self.dated or bool(self.modalities or self.min_confidence or self.documents)

    def passes(self, date: str | None, modality: str, confidence: float, document: str) -> bool:
        """Whether a piece of evidence of an edge that counts does so too."""
        if self.modalities and modality not in self.modalities:
            return False
        if confidence < self.min_confidence:
            return False
        if self.documents and document not in self.documents:
            return False
        return not self.dated or (date is not None and self.low <= date < self.high)

    def admits(self, statement: Statement) -> bool:
        """Whether a statement counts (direction aside; documents by id)."""
        if self.relations and statement.relation not in self.relations:
            return False
        if self.kinds and statement.kind not in self.kinds:
            return False
        if statement.kind == "open" and not self.with_open:
            return False
        if (statement.negated and not self.negated) or (statement.ended and not self.ended):
            return False
        return self.passes(
            statement.date, statement.modality, statement.confidence, statement.document
        )

    def named_documents(self, known: Iterable[str], where: str) -> Filters:
        """The same with the ids that `documents` mean.

        Args:
            known: ids of the graph's documents.
            where: the graph, for messages.

        Raises:
            UsageError: one of them means no document.
        """
        found: set[str] = set()
        held = set(known)
        for name in self.documents:
            means = {name} & held or {one for one in held if fnmatchcase(one, name)}
            if not means:
                raise UsageError(
                    f"--document: no document {name!r} in {where}; give an id that stands in "
                    "brackets under a sentence, or a pattern such as 'news/2024-*'"
                )
            found |= means
        return replace(self, documents=tuple(found))

    @property
    def _narrow(self) -> bool:
        return bool(self.relations or self.kinds or self.documents or self.min_confidence) or (
            self.dated
        )
