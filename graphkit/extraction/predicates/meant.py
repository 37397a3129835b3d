"""What a clause says: its relation and codes, and how that is meant."""

from __future__ import annotations

from dataclasses import dataclass, replace

from graphkit.model import MODALITIES
from graphkit.ontology import Relation


@dataclass(frozen=True, slots=True)
class Meant:
    """What a clause says after all that governs it.

    Attributes:
        relation, cameo, plover, goldstein: the relation and its codes.
        negated, modality: see `status.Status`.
        under: what turned the relation into another one: a governor's class, or "" where nothing
            did.
    """

    relation: str
    cameo: str | None
    plover: str | None
    goldstein: float | None
    negated: bool
    modality: str
    under: str = ""

    def of(self, relation: Relation, under: str) -> Meant:
        """The same of another relation, and what turned it."""
        return replace(
            self,
            under=under,
            relation=relation.name,
            cameo=relation.cameo,
            plover=relation.plover,
            goldstein=relation.goldstein,
        )

    def intended(self, intention: Relation, under: str) -> Meant:
        """The same deed as an intention: its own relation with the codes of a promise or threat."""
        return replace(self.of(intention, under), relation=self.relation)

    def at_most(self, modality: str) -> Meant:
        """The same with the modality that is further from plain assertion."""
        return replace(self, modality=max(self.modality, modality, key=MODALITIES.index))
