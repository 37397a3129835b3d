"""A graph brought in line with its corrections: only the documents that they touch are rewritten.

The graph itself keeps notes of the corrections that its statements went through; what they were
before is worked out from what the statements kept (`graphkit.corrections.apply.restored`).
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING

from graphkit.corrections.apply import OWN, Corrections, Same, edits_of, restored
from graphkit.corrections.edits import Apart, Confirm, Entry, Merge, Reject, Relate, Rename, Split
from graphkit.corrections.editsfile import entry_of, note_of
from graphkit.model import Actor, Document, Statement
from graphkit.resolution.identity import Bearer, find_same

if TYPE_CHECKING:
    from graphkit.stores.contract import Store

_PART = 200
_ROUNDS = 5


@dataclass(frozen=True, slots=True)
class Revision:
    """What bringing a graph in line did.

    Attributes:
        documents: how many were rewritten.
        merged: actors merged of themselves now that were not before, as (from, into, reason).
        parted: ids of actors that were merged of themselves before and are no longer.
        idle: entries that fit nothing in the graph.
    """

    documents: int
    merged: tuple[tuple[str, str, str], ...]
    parted: tuple[str, ...]
    idle: tuple[Entry, ...]


def in_force(store: Store) -> Corrections:
    """The corrections that the graph's statements went through."""
    entries: list[Entry] = []
    same: dict[str, Same] = {}
    for note in map(json.loads, store.edits()):
        if "edit" in note:
            entries.append(entry_of(note["edit"]))
        elif "same" in note:
            same[note["from"]] = Same(**note["same"])
    return Corrections(entries, same, symmetric_of(store))


def symmetric_of(store: Store) -> frozenset[str]:
    """Names of the graph's symmetric relations."""
    return frozenset(row.name for row in store.relations() if row.symmetric)


def _notes(corrections: Corrections) -> list[str]:
    notes = [note_of(entry) for entry in corrections.entries]
    for name, same in sorted(corrections.same.items()):
        notes.append(json.dumps({"from": name, "same": asdict(same)}, ensure_ascii=False))
    return notes


def revise(
    store: Store,
    entries: Sequence[Entry],
    *,
    fresh: Collection[str] = (),
    rework: Collection[str] = (),
    merge: bool = True,
) -> Revision:
    """Bring a graph in line with these edits, and with what its documents show to be one actor.

    Args:
        store: open for writing.
        entries: all edits, the oldest first.
        fresh: documents that were loaded as they were read, past the corrections in force.
        rework: documents that went through other corrections than those in force.
        merge: merge actors that are surely one.
    """
    waiting = {*fresh, *rework}
    before = in_force(store)
    after = _wanted(store, entries, merge)
    if not waiting and _in_line(store, after, _touched(store, before, after)):
        return Revision(0, (), (), idle(store, after))
    # Another writer may be at work: what is merged must be worked out from what it has stored.
    with store.alone():
        return _revised(store, entries, fresh, waiting, merge)


def _wanted(store: Store, entries: Sequence[Entry], merge: bool) -> Corrections:
    same = merged_actors(bearers_of(store), entries) if merge else {}
    return Corrections(entries, same, symmetric_of(store))


def _in_line(store: Store, after: Corrections, touched: Collection[str]) -> bool:
    return not touched and _notes(after) == list(store.edits())


def _revised(
    store: Store,
    entries: Sequence[Entry],
    fresh: Collection[str],
    waiting: set[str],
    merge: bool,
) -> Revision:
    before = in_force(store)
    first = before
    rewritten: set[str] = set()
    for _ in range(_ROUNDS):
        after = _wanted(store, entries, merge)
        touched = waiting | _touched(store, before, after)
        if _in_line(store, after, touched):
            break
        rewritten |= _rewrite(store, touched, after, fresh)
        waiting = set()
        rewritten |= _own(store, before, after)
        fresh = ()
        store.set_edits(_notes(after))
        before = after
    return Revision(
        len(rewritten),
        tuple(
            (name, now.id, now.reason)
            for name, now in sorted(before.same.items())
            if first.same.get(name) != now
        ),
        tuple(sorted(first.same.keys() - before.same.keys())),
        idle(store, before),
    )


def bearers_of(store: Store) -> list[Bearer]:
    """Every actor of a graph as it was read, its wordings counted."""
    wordings: dict[str, list[tuple[Actor, int]]] = {}
    for actor, count in store.wordings():
        read = actor.read_as or actor
        wordings.setdefault(read.id, []).append((read, count))
    return [Bearer.of(rows) for _, rows in sorted(wordings.items())]


def merged_actors(bearers: Sequence[Bearer], entries: Iterable[Entry]) -> dict[str, Same]:
    """The actors that are surely another one, edits that keep two apart obeyed."""
    apart = {
        frozenset((entry.edit.actor.id, entry.edit.other.id))
        for entry in entries
        if isinstance(entry.edit, Apart)
    }
    return {
        found.other.id: Same(
            found.actor.id, found.actor.name, found.actor.kind, found.actor.country, found.reason
        )
        for found in find_same(bearers, apart)
    }


def _touched(store: Store, before: Corrections, after: Corrections) -> set[str]:
    """Documents whose statements may come out otherwise."""
    changed = set(before.entries) ^ set(after.entries)
    documents = (None, *sorted(before.split_documents | after.split_documents))
    moved = _unmerged(store, after, documents)
    if before.same != after.same or any(
        isinstance(entry.edit, Merge | Rename | Split) for entry in changed
    ):
        for actor, _ in store.wordings():
            read = actor.read_as or actor
            for document in documents:
                was, now = before.seen(read, document).actor, after.seen(read, document).actor
                if (was, was.aliases) != (now, now.aliases):
                    moved.add(actor.id)
    found = set(store.find_documents(actors=moved)) if moved else set()
    claims = [entry for entry in changed if isinstance(entry.edit, Reject | Confirm)]
    if claims:
        found |= _documents_of_claims(store, claims, before)
    return {name for name in found if not name.startswith(OWN) or name in before.own()}


def _unmerged(store: Store, after: Corrections, documents: Collection[str | None]) -> set[str]:
    """Ids of merged actors that a writer stored as read, not knowing that they were merged."""
    if not after.same:
        return set()
    return {
        actor.id
        for actor, _ in store.wordings()
        if actor.read_as is None
        and actor.id in after.same
        and all(after.seen(actor, document).actor.id != actor.id for document in documents)
    }


def _documents_of_claims(store: Store, claims: Sequence[Entry], before: Corrections) -> set[str]:
    ids = {entry.id for entry in claims}
    found = {row.id for row in store.documents() if ids & edits_of(row.set_aside)}
    sources: set[str] = set()
    for entry in claims:
        if not isinstance(entry.edit, Reject | Confirm):
            continue
        claim = entry.edit.claim
        if claim.document is not None:
            found.add(claim.document)
        else:
            sources |= {claim.source.id, claim.target.id}
    if sources:
        current = {
            actor.id
            for actor, _ in store.wordings()
            if before.seen(actor.read_as or actor, None).ids & sources or actor.id in sources
        }
        found |= set(store.find_documents(actors=current))
    return found


def _rewrite(
    store: Store, documents: Collection[str], after: Corrections, fresh: Collection[str]
) -> set[str]:
    known = {row.id: row for row in store.documents() if row.id in documents}
    own = after.own()
    symmetric = symmetric_of(store)
    names = sorted(known)
    rewritten: set[str] = set()
    for at in range(0, len(names), _PART):
        part = names[at : at + _PART]
        held = _by_document(store, part)
        infos: list[Document] = []
        statements: list[Statement] = []
        for name in part:
            info = known[name]
            # What was set aside belongs to the reading before.
            aside = () if name in fresh else info.set_aside
            kept = restored(held.get(name, ()), aside)
            corrected = after.document([own[name][1]] if name in own else kept)
            infos.append(replace(info.document(), set_aside=corrected.set_aside))
            statements += corrected.statements
        report = store.load(statements, documents=infos, unnamed=True, symmetric=symmetric)
        if report.added or report.removed:
            rewritten.update(part)
    return rewritten


def _by_document(store: Store, names: Sequence[str]) -> Mapping[str, list[Statement]]:
    rows = store.statements(names)
    return {name: list(group) for name, group in groupby(rows, key=lambda s: s.document)}


def _own(store: Store, before: Corrections, after: Corrections) -> set[str]:
    """Load the statements of one's own that are new, take out those that are gone."""
    wanted = after.own()
    held = {row.id for row in store.documents() if row.id.startswith(OWN)}
    gone = sorted((held & before.own().keys()) - wanted.keys())
    if gone:
        store.retract(gone)
    new = sorted(wanted.keys() - held)
    symmetric = symmetric_of(store) | _symmetric_relations()
    for name in new:
        document, statement = wanted[name]
        corrected = after.document([statement])
        store.load(
            corrected.statements,
            documents=[replace(document, set_aside=corrected.set_aside)],
            unnamed=True,
            symmetric=symmetric,
        )
    return {*gone, *new}


def _symmetric_relations() -> frozenset[str]:
    from graphkit.ontology import load_relations

    return load_relations().symmetric


def idle(store: Store, corrections: Corrections) -> tuple[Entry, ...]:
    """Edits that fit nothing in the graph."""
    if not corrections.entries:
        return ()
    fit: set[str] = set()
    documents: set[str] = set()
    for row in store.documents():
        documents.add(row.id)
        fit |= edits_of(row.set_aside)
    ids: set[str] = set()
    for actor, _ in store.wordings():
        read = actor.read_as or actor
        for document in (None, *sorted(corrections.split_documents & documents)):
            seen = corrections.seen(read, document)
            if seen.actor.id == actor.id:
                fit.update(seen.edits)
                ids |= seen.ids
    for entry in corrections.entries:
        if isinstance(entry.edit, Relate) or (
            not isinstance(entry.edit, Merge | Rename | Split | Reject | Confirm)
            and {entry.edit.actor.id, entry.edit.other.id} <= ids
        ):
            fit.add(entry.id)
    return tuple(entry for entry in corrections.entries if entry.id not in fit)


def raw_statements(store: Store) -> Iterator[Statement]:
    """Every statement as it was read, before any correction, in the order of `Store.statements`."""
    from graphkit.stores.order import statement_key

    rows = groupby(store.statements(), key=lambda s: s.document)
    name, group = next(rows, (None, iter(())))
    for document in store.documents():
        held: list[Statement] = []
        if name == document.id:
            held = list(group)
            name, group = next(rows, (None, iter(())))
        if not document.id.startswith(OWN):
            yield from sorted(restored(held, document.set_aside), key=statement_key)
