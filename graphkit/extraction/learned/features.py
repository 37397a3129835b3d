"""What a judge knows of a statement that is proposed: numbers, by name and in a fixed order."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from graphkit.extraction.factuality import confidence
from graphkit.extraction.values import Event, Mention
from graphkit.model import ACTOR_KINDS, MODALITIES
from graphkit.ontology.codes import PLOVER_OF_ROOT

Floats = npt.NDArray[np.float32]
#: PLOVER types; a state has none.
PLOVER = tuple(sorted({plover for types in PLOVER_OF_ROOT.values() for plover in types}))
#: How a mention that no word makes names its actor.
IMPLIED = "implied"
#: How mentions name their actors, see `values.Mention`.
VIAS = ("name", "noun", "stands-for", "pronoun", "phrase", "pair", "place", IMPLIED)


@dataclass(frozen=True, slots=True)
class Proposal:
    """A statement that a rule or the network proposes, and what is known of its pair.

    Attributes:
        event: the statement.
        ruled: rules tell it.
        scores: (relations,) log-odds of all relations of the pair, symmetric ones the better way.
        usual: (relations,) log-odds of each relation for any pair.
        at: index of its own relation in `scores`, or -1.
        rivals: relations that rules tell of the same pair beside this one.
        reverse: (relations,) log-odds the other way round.
        qualities: log-odds of negated and ended.
        mentions, words: how many the sentence has.
    """

    event: Event
    ruled: bool
    scores: Floats
    usual: Floats
    at: int
    rivals: int
    reverse: Floats
    qualities: Floats
    mentions: int
    words: int


def names() -> list[str]:
    """Names of the features, in the order of `vector`."""
    ends = [f"{end}:{value}" for end in ("source", "target") for value in (*VIAS, *ACTOR_KINDS)]
    return [
        *("own", "best-other", "own-is-best", "any", "reverse", "ruled", "prior", "rivals"),
        *("evidence", "ruled*evidence", "ruled*own", "ruled*best-other", "negated"),
        *("quality:negated", "quality:ended"),
        *("distance", "mentions", "words", "same-country", "claimed"),
        *(f"path:{path}" for path in (*confidence.PATHS, "learned")),
        *(f"modality:{modality}" for modality in MODALITIES),
        *ends,
        *(f"type:{plover}" for plover in (*PLOVER, None)),
    ]


def vector(proposal: Proposal) -> list[float]:
    """Features of a proposal; see `names`."""
    event, scores = proposal.event, np.clip(proposal.scores, -12.0, 12.0)
    own = float(scores[proposal.at]) if proposal.at >= 0 else -12.0
    evidence = own - float(proposal.usual[proposal.at])
    others = np.delete(scores, proposal.at) if proposal.at >= 0 else scores
    other = float(others.max()) if len(others) else -12.0
    reverse = float(np.clip(proposal.reverse.max(initial=-12.0), -12.0, 12.0))
    ruled = float(proposal.ruled)
    source, target = event.source, event.target
    return [
        *(own / 4, other / 4, float(own > other), max(own, other) / 4, reverse / 4, ruled),
        *(confidence.of(event) if proposal.ruled else 0.0, float(proposal.rivals)),
        *(evidence / 4, ruled * evidence / 4, ruled * own / 4, ruled * other / 4),
        float(event.negated),
        *(float(np.clip(value, -12, 12)) / 4 for value in proposal.qualities[:2]),
        min(abs(target.head - source.head), 40) / 20,
        min(proposal.mentions, 16) / 8,
        min(proposal.words, 80) / 40,
        float(source.actor.country == target.actor.country is not None),
        float(event.claimant is not None),
        *(float(event.path == path) for path in (*confidence.PATHS, "learned")),
        *(float(event.modality == modality) for modality in MODALITIES),
        *_end(source),
        *_end(target),
        *(float(event.plover == plover) for plover in (*PLOVER, None)),
    ]


def _end(mention: Mention) -> list[float]:
    return [
        *(float(mention.via == via) for via in VIAS),
        *(float(mention.actor.kind == kind) for kind in ACTOR_KINDS),
    ]
