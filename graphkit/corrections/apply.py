"""Corrections at work: what becomes of each statement as it was read. Pure.

Nothing is lost: an actor put in another's place keeps how it was read (`Actor.read_as`), and what
an edit keeps out or changes is set aside with its document, so that `restored` gives everything
back as it was.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from graphkit.corrections.edits import (
    Claim,
    Confirm,
    Entry,
    Merge,
    Reject,
    Relate,
    Rename,
    Split,
)
from graphkit.model import Actor, Document, Statement

OWN = "edit-"
"""Begins the id of the document that stands for a statement of a person's own."""


@dataclass(frozen=True, slots=True)
class Same:
    """An actor that is another one, as the set of documents shows.

    Attributes:
        id, name, kind, country: the actor that it is.
        reason: why, for people.
    """

    id: str
    name: str
    kind: str
    country: str | None
    reason: str


@dataclass(frozen=True, slots=True)
class Seen:
    """An actor after all corrections.

    Attributes:
        actor: as the graph takes it.
        ids: every id it had on the way.
        edits: ids of the edits that changed it.
    """

    actor: Actor
    ids: frozenset[str]
    edits: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Corrected:
    """A document's statements after all corrections.

    Attributes:
        statements: what the graph takes.
        set_aside: what it needs to give them back as they were.
    """

    statements: tuple[Statement, ...]
    set_aside: tuple[str, ...]


class Corrections:
    """Edits and merges in force.

    Args:
        entries: edits, the oldest first.
        same: actors that are another one, by id, as they are read.
        symmetric: names of the symmetric relations.

    Attributes:
        split_documents: documents in which a name may mean another actor than elsewhere.
    """

    def __init__(
        self,
        entries: Sequence[Entry] = (),
        same: Mapping[str, Same] | None = None,
        symmetric: frozenset[str] = frozenset(),
    ) -> None:
        self.entries = tuple(entries)
        self.same = dict(same or {})
        self._symmetric = symmetric
        self._ids = [entry.id for entry in self.entries]
        self._acting: dict[str, list[int]] = defaultdict(list)
        self._claims: dict[tuple[str, str, str], list[int]] = defaultdict(list)
        self.split_documents: set[str] = set()
        for at, entry in enumerate(self.entries):
            edit = entry.edit
            if isinstance(edit, Merge):
                self._acting[edit.other.id].append(at)
            elif isinstance(edit, Rename | Split):
                self._acting[edit.actor.id].append(at)
                if isinstance(edit, Split):
                    self.split_documents.update(edit.documents)
            elif isinstance(edit, Reject | Confirm):
                self._claims[_key(edit.claim)].append(at)
        self._known: dict[tuple[Actor, tuple[str, ...], str | None], Seen] = {}

    @property
    def none(self) -> bool:
        """Whether nothing is to be corrected."""
        return not (self.entries or self.same)

    def seen(self, actor: Actor, document: str | None) -> Seen:
        """What becomes of an actor of a document as it was read."""
        where = document if document in self.split_documents else None
        key = (actor, actor.aliases, where)
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = self._look(actor, where)
        return found

    def _look(self, actor: Actor, document: str | None) -> Seen:
        now = actor
        ids = {actor.id}
        acted: list[str] = []
        same = self.same.get(actor.id)
        if same is not None:
            now = _called(
                replace(now, id=same.id, kind=same.kind, country=same.country or now.country),
                same.name,
            )
            ids.add(now.id)
        at = -1
        while True:
            rows = self._acting.get(now.id, ())
            following = bisect_right(rows, at)
            if following >= len(rows):
                break
            at = rows[following]
            edit = self.entries[at].edit
            if isinstance(edit, Merge):
                now = replace(
                    now, id=edit.actor.id, kind=edit.kind, country=edit.country or now.country
                )
                now = _called(now, edit.actor.name)
            elif isinstance(edit, Rename):
                now = _called(now, edit.name)
            elif isinstance(edit, Split):
                if document not in edit.documents:
                    continue
                now = replace(now, id=edit.into.id)
            acted.append(self._ids[at])
            ids.add(now.id)
        if now == actor and now.aliases == actor.aliases:
            now = actor
        else:
            now = replace(now, read_as=actor)
        return Seen(now, frozenset(ids), tuple(acted))

    def document(self, statements: Iterable[Statement]) -> Corrected:
        """A document's statements as they were read, corrected."""
        kept: list[Statement] = []
        aside: list[str] = []
        for statement in statements:
            now, note = self.statement(statement)
            if now is not None:
                kept.append(now)
            if note is not None:
                aside.append(note)
        return Corrected(tuple(kept), tuple(sorted(aside)))

    def statement(self, read: Statement) -> tuple[Statement | None, str | None]:
        """A statement corrected (None: kept out), and what is to be set aside for it."""
        ends = [self.seen(actor, read.document) for actor in (read.source, read.target)]
        said = read.attributed_to and self.seen(read.attributed_to, read.document)
        now = read
        if any(seen.actor.read_as for seen in ends) or (said and said.actor.read_as):
            now = replace(
                read,
                source=ends[0].actor,
                target=ends[1].actor,
                attributed_to=said.actor if said else None,
            )
        claims = self._claimed(read, ends[0].ids, ends[1].ids) if self._claims else []
        if not claims:
            return now, None
        ids = [self._ids[at] for at in claims]
        if isinstance(self.entries[claims[-1]].edit, Reject):
            record = {"edits": ids, "record": full_record(read)}
            return None, json.dumps(record, ensure_ascii=False, sort_keys=True)
        before = {"edits": ids, "id": read.id, "confidence": read.confidence}
        return replace(now, confidence=1.0), json.dumps(before, sort_keys=True)

    def _claimed(
        self, read: Statement, sources: frozenset[str], targets: frozenset[str]
    ) -> list[int]:
        pairs = {(source, target) for source in sources for target in targets}
        if read.relation in self._symmetric:
            pairs |= {(target, source) for source, target in pairs}
        found: set[int] = set()
        for source, target in pairs:
            for at in self._claims.get((source, read.relation, target), ()):
                edit = self.entries[at].edit
                if isinstance(edit, Reject | Confirm) and _about(edit.claim, read):
                    found.add(at)
        return sorted(found)

    def own(self) -> dict[str, tuple[Document, Statement]]:
        """Statements of a person's own with the documents that stand for them, by document id."""
        found: dict[str, tuple[Document, Statement]] = {}
        for entry in self.entries:
            if isinstance(entry.edit, Relate):
                document = f"{OWN}{entry.id}"
                found[document] = (_document(document, entry.edit), _stated(document, entry.edit))
        return found


def _key(claim: Claim) -> tuple[str, str, str]:
    return (claim.source.id, claim.relation, claim.target.id)


def _about(claim: Claim, statement: Statement) -> bool:
    if claim.document is not None and claim.document != statement.document:
        return False
    return claim.sentence is None or _plain(claim.sentence) == _plain(statement.sentence)


def _plain(sentence: str) -> str:
    return " ".join(sentence.split()).casefold()


def _called(actor: Actor, name: str) -> Actor:
    """The actor under another name; the one it had becomes an alias."""
    if actor.name == name:
        return actor
    aliases = (*(alias for alias in actor.aliases if alias != name), actor.name)
    return replace(actor, name=name, aliases=aliases, named=True)


def _document(name: str, edit: Relate) -> Document:
    address = edit.where if edit.where.startswith(("http://", "https://")) else None
    return Document(name, "", title=edit.where, url=address)


def _stated(document: str, edit: Relate) -> Statement:
    return Statement(
        id=document,
        document=document,
        source=edit.source,
        target=edit.target,
        relation=edit.relation,
        kind=edit.kind,
        predicate=edit.relation,
        cameo=edit.cameo,
        plover=edit.plover,
        goldstein=edit.goldstein,
        negated=edit.negated,
        modality="asserted",
        attributed_to=None,
        date=edit.date,
        sentence=edit.sentence,
        sentence_start=-1,
        sentence_end=-1,
        source_start=-1,
        source_end=-1,
        target_start=-1,
        target_end=-1,
        trigger_start=-1,
        trigger_end=-1,
        confidence=1.0,
        ended=edit.ended,
        date_of=None,
        rule="",
    )


def full_record(statement: Statement) -> dict[str, Any]:
    """The record of a statement with the aliases of its actors."""
    record = statement.to_dict()
    for side in ("source", "target", "attributed_to"):
        actor: Actor | None = getattr(statement, side)
        if actor is not None and actor.aliases:
            aliases = sorted(set(actor.aliases) - {actor.name, ""})
            record[side] = {**record[side], "aliases": aliases}
    return record


def restored(statements: Iterable[Statement], set_aside: Sequence[str]) -> list[Statement]:
    """A document's statements as they were read."""
    notes = [json.loads(note) for note in set_aside]
    sure = {note["id"]: note["confidence"] for note in notes if "id" in note}
    found = [Statement.from_dict(note["record"]) for note in notes if "record" in note]
    for statement in statements:
        said = statement.attributed_to
        found.append(
            replace(
                statement,
                source=statement.source.read_as or statement.source,
                target=statement.target.read_as or statement.target,
                attributed_to=(said.read_as or said) if said else None,
                confidence=sure.get(statement.id, statement.confidence),
            )
        )
    return found


def edits_of(set_aside: Iterable[str]) -> set[str]:
    """Ids of the edits for which something was set aside."""
    return {name for note in set_aside for name in json.loads(note)["edits"]}
