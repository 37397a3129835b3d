"""Edits: what a person says of actors and statements, as frozen values.

An edit names a statement by document, sentence, source, relation and target, never by offsets: it
holds when the text is read anew, or better.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from hashlib import blake2b

from graphkit.model import Actor


@dataclass(frozen=True, slots=True)
class Named:
    """An actor: its id, and its name for people who read the file."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Claim:
    """Statements that an edit is about.

    Attributes:
        source, relation, target: who does what to whom.
        document, sentence: where it is told; None: wherever it is.
    """

    source: Named
    relation: str
    target: Named
    document: str | None = None
    sentence: str | None = None


@dataclass(frozen=True, slots=True)
class Merge:
    """`other` is `actor`: everything told of it is told of `actor`."""

    actor: Named
    other: Named
    kind: str
    country: str | None = None


@dataclass(frozen=True, slots=True)
class Split:
    """Who bears `actor`'s name in these documents is an actor of its own, `into`."""

    actor: Named
    documents: tuple[str, ...]
    into: Named


@dataclass(frozen=True, slots=True)
class Rename:
    """`actor` is called `name`."""

    actor: Named
    name: str


@dataclass(frozen=True, slots=True)
class Apart:
    """The two are not one, however alike: they are never merged by themselves."""

    actor: Named
    other: Named


@dataclass(frozen=True, slots=True)
class Reject:
    """The statements are wrong: they stay out of the graph."""

    claim: Claim


@dataclass(frozen=True, slots=True)
class Confirm:
    """The statements are right: their confidence is 1."""

    claim: Claim


@dataclass(frozen=True, slots=True)
class Relate:
    """A statement of a person's own.

    Attributes:
        source, target: the actors, whole: they need not stand in any text.
        relation, kind, cameo, plover, goldstein: as in the statement record.
        sentence: what says so, in the person's words or quoted.
        where: where it is known from: an address, a book, a document.
        date: ISO date, or None.
        negated, ended: as in the statement record.
    """

    source: Actor
    relation: str
    target: Actor
    kind: str
    sentence: str
    where: str
    cameo: str | None = None
    plover: str | None = None
    goldstein: float | None = None
    date: str | None = None
    negated: bool = False
    ended: bool = False


Edit = Merge | Split | Rename | Apart | Reject | Confirm | Relate
KINDS: dict[str, type[Edit]] = {
    "merge": Merge, "split": Split, "rename": Rename, "apart": Apart, "reject": Reject,
    "confirm": Confirm, "relate": Relate,
}  # fmt: skip
"""What an entry's `do` may say."""


def word_of(edit: Edit) -> str:
    """What an entry's `do` says of this edit."""
    return next(word for word, kind in KINDS.items() if isinstance(edit, kind))


@dataclass(frozen=True, slots=True)
class Entry:
    """An edit with who made it and when (ISO, UTC)."""

    edit: Edit
    by: str
    at: str

    @property
    def id(self) -> str:
        """8 hexadecimal digits of a hash of the edit itself: the same edit has the same id."""
        text = json.dumps([word_of(self.edit), _content(self.edit)], sort_keys=True)
        return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=4).hexdigest()


def _content(edit: Edit) -> object:
    """What makes an edit this one: the names in it are only there to be read."""
    if isinstance(edit, Merge | Apart):
        return [edit.actor.id, edit.other.id]
    if isinstance(edit, Split):
        return [edit.actor.id, sorted(edit.documents), edit.into.id]
    if isinstance(edit, Rename):
        return [edit.actor.id, edit.name]
    if isinstance(edit, Reject | Confirm):
        claim = edit.claim
        return [claim.source.id, claim.relation, claim.target.id, claim.document, claim.sentence]
    return asdict(edit) | {"source": edit.source.id, "target": edit.target.id}


def described(edit: Edit) -> str:
    """An edit in one line for people."""
    if isinstance(edit, Merge):
        return f"{edit.other.name} ({edit.other.id}) is {edit.actor.name} ({edit.actor.id})"
    if isinstance(edit, Apart):
        return f"{edit.other.name} ({edit.other.id}) is not {edit.actor.name} ({edit.actor.id})"
    if isinstance(edit, Rename):
        return f"{edit.actor.name} ({edit.actor.id}) is called {edit.name}"
    if isinstance(edit, Split):
        return (
            f"{edit.actor.name} ({edit.actor.id}) of {', '.join(edit.documents)} is another: "
            f"{edit.into.id}"
        )
    if isinstance(edit, Relate):
        sign = "not " * edit.negated + "once " * edit.ended
        return (
            f"{edit.source.name} {sign}{edit.relation} {edit.target.name}: "
            f'"{edit.sentence}" ({edit.where})'
        )
    claim = edit.claim
    told = f"{claim.source.name} {claim.relation} {claim.target.name}"
    return told + (f' in {claim.document}: "{claim.sentence}"' if claim.document else " everywhere")
