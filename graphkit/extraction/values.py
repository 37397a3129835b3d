"""What the modules of this room hand to each other: mentions of actors, and events between them."""

from __future__ import annotations

from dataclasses import dataclass

from graphkit.model import Actor

#: How a phrase stands for an actor that it is not itself.
STANDING = frozenset({"stands-for", "concerns"})


@dataclass(frozen=True, slots=True)
class Mention:
    """An actor where it stands in a sentence.

    Attributes:
        actor: who.
        head: index of the head word.
        first, end: words of the mention.
        via: "name", "noun" (a noun that hangs on a name, or an unnamed actor), "stands-for" (a deed
            or thing of the actor), "concerns" (one that only concerns it), "pronoun", "told" (a
            pronoun that can mean nobody else), "phrase" (definite noun phrase), "pair"
            ("both parties"), "place".
    """

    actor: Actor
    head: int
    first: int
    end: int
    via: str


@dataclass(frozen=True, slots=True)
class Event:
    """A relation between two mentions, with how it is meant.

    Attributes:
        trigger: index of the word that carries it.
        words: indices of all words that do, in order.
        relation: its name.
        cameo, plover, goldstein: its codes, or None.
        source, target: the mentions.
        negated, modality, claimant: see `status.Status`.
        ended: a tie that is over ("former president of").
        rule: key of what made it (see `predicates.triggers.key`).
        path: how its ends were found ("slot", "place", "fallback", "noun", "light", "state",
            "open", "learned"), for the confidence.
        confidence: how likely it is right, where a judge has weighed it.
    """

    trigger: int
    words: tuple[int, ...]
    relation: str
    cameo: str | None
    plover: str | None
    goldstein: float | None
    source: Mention
    target: Mention
    negated: bool
    modality: str
    claimant: Actor | None
    path: str
    rule: str = ""
    ended: bool = False
    confidence: float | None = None
