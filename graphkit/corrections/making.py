"""New edits out of what a person typed: names resolved, statements looked up."""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from graphkit.corrections.edits import (
    Apart,
    Claim,
    Edit,
    Entry,
    Merge,
    Named,
    Relate,
    Rename,
    Split,
)
from graphkit.errors import GraphkitError, UsageError
from graphkit.model import Actor

if TYPE_CHECKING:
    from graphkit.stores.contract import Store

USER = "GRAPHKIT_USER"


def entry(edit: Edit) -> Entry:
    """An edit made now, by `GRAPHKIT_USER` or the user logged in."""
    return Entry(edit, _user(), datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"))


def _user() -> str:
    given = os.environ.get(USER)
    if given:
        return given
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "unknown"


def _named(actor: Actor) -> Named:
    return Named(actor.id, actor.name)


def _two(store: Store, first: str, second: str) -> tuple[Actor, Actor]:
    a, b = store.resolve(first), store.resolve(second)
    if a.id == b.id:
        raise UsageError(f"{first!r} and {second!r} are one actor already: {a.name} ({a.id})")
    return a, b


def merge(store: Store, actor: str, others: Sequence[str]) -> list[Edit]:
    """Edits that make others the actor."""
    edits: list[Edit] = []
    for other in others:
        a, b = _two(store, actor, other)
        edits.append(Merge(_named(a), _named(b), a.kind, a.country))
    return edits


def apart(store: Store, first: str, second: str) -> Edit:
    """The edit that keeps two actors apart."""
    a, b = _two(store, first, second)
    return Apart(_named(a), _named(b))


def rename(store: Store, actor: str, name: str) -> Edit:
    """The edit that calls an actor otherwise."""
    if not name.strip():
        raise UsageError("the new name is empty; give the name to show")
    return Rename(_named(store.resolve(actor)), name.strip())


def split(store: Store, actor: str, documents: Sequence[str], name: str | None) -> Edit:
    """The edit that makes some documents' bearer of a name an actor of its own.

    Raises:
        UsageError: a document does not tell of the actor, or no other does.
    """
    from graphkit.ontology.actors import slugify

    found = store.resolve(actor)
    told = store.find_documents(actors=[found.id])
    wanted = find(told, documents, f"that tell of {found.name}")
    if len(wanted) == len(told):
        raise UsageError(
            f"all documents that tell of {found.name} are named; `graphkit rename` calls it "
            "otherwise"
        )
    base = slugify(name) if name else found.id
    held = {summary.actor.id for summary in store.actors(order="id")}
    new, number = base, 2
    while new in held:
        new, number = f"{base}-{number}", number + 1
    return Split(_named(found), tuple(wanted), Named(new, name or found.name))


def find(known: Sequence[str], wanted: Sequence[str], which: str) -> list[str]:
    """Documents by id, path, folder or pattern, sorted.

    Args:
        known: ids to look among.
        wanted: ids, paths (`./a.txt`), folders that end in `/`, patterns with `*`, `?` or `[]`.
        which: what the known ones are, for the message.

    Raises:
        UsageError: one of them fits nothing; the nearest ids are named.
    """
    from fnmatch import fnmatchcase

    found: set[str] = set()
    for name in wanted:
        plain = _plain(name)
        fitting = [id_ for id_ in known if id_ in (name, plain)]
        if not fitting and name.endswith("/"):
            fitting = [id_ for id_ in known if id_.startswith(f"{plain}/")]
        if not fitting:
            fitting = [id_ for id_ in known if fnmatchcase(id_, name) or fnmatchcase(id_, plain)]
        if not fitting:
            fitting = [id_ for id_ in known if id_.startswith(f"{plain}#")]
        if not fitting:
            from difflib import get_close_matches

            near = get_close_matches(name, known, n=3, cutoff=0.5)
            hint = f"did you mean {', '.join(near)}?" if near else "`graphkit documents` lists them"
            raise UsageError(f"no document {name!r} among those {which}; {hint}")
        found.update(fitting)
    return sorted(found)


def _plain(path: str) -> str:
    parts = [part for part in path.replace("\\", "/").split("/") if part not in ("", ".")]
    return ("/" if path.startswith("/") else "") + "/".join(parts) or "."


def claim(store: Store, words: Sequence[str], document: str | None) -> Claim:
    """What `STATEMENT` or `A RELATION B` means.

    Raises:
        UsageError: neither one word nor three; no such relation.
        GraphkitError: no such statement.
    """
    from graphkit.stores.values import Filters

    if len(words) == 1:
        return _claim_of(store, words[0])
    if len(words) != 3:
        raise UsageError(
            "give the id of a statement (`graphkit evidence A B --ids` shows them), or A RELATION B"
        )
    source, target = store.resolve(words[0]), store.resolve(words[2])
    relation = words[1]
    edges = store.evidence(source.id, target.id, filters=Filters(open=True)).edges
    there = {edge.relation for edge in edges}
    if relation not in there:
        held = ", ".join(sorted(there)) or "nothing"
        raise UsageError(
            f"no {relation!r} between {source.name} and {target.name}; there is: {held}"
        )
    where = None if document is None else find(_ids(store), [document], "in the graph")[0]
    return Claim(_named(source), relation, _named(target), where)


def _ids(store: Store) -> list[str]:
    return [row.id for row in store.documents()]


def _claim_of(store: Store, statement: str) -> Claim:
    documents = store.find_documents(statement=statement)
    for found in store.statements(documents):
        if found.id == statement:
            return Claim(
                _named(found.source),
                found.relation,
                _named(found.target),
                found.document,
                found.sentence,
            )
    raise GraphkitError(
        f"no statement {statement!r} in {store.location}; `graphkit evidence A B --ids` shows ids"
    )


def relate(
    store: Store,
    words: tuple[str, str, str],
    *,
    sentence: str,
    where: str,
    date: str | None,
    negated: bool,
    ended: bool,
) -> Edit:
    """A statement of one's own.

    Raises:
        UsageError: no such relation, or a text that is empty.
    """
    from graphkit.ontology import load_relations
    from graphkit.stores.names import check_relations
    from graphkit.stores.values import check_date

    source, target = store.resolve(words[0]), store.resolve(words[2])
    for option, text in (("--sentence", sentence), ("--source", where)):
        if not text.strip():
            raise UsageError(f"{option} is empty; say what tells it, and where")
    if date is not None:
        check_date("--date", date)
    held = {row.name: row for row in store.relations()}
    check_relations([words[1]], held.keys(), store.location)
    known = load_relations().by_name.get(words[1])
    kind = known.kind if known else held[words[1]].kind if words[1] in held else "open"
    return Relate(
        _bare(source),
        words[1],
        _bare(target),
        kind,
        sentence.strip(),
        where.strip(),
        known.cameo if known else None,
        known.plover if known else None,
        known.goldstein if known else None,
        date,
        negated,
        ended,
    )


def _bare(actor: Actor) -> Actor:
    return Actor(actor.id, actor.name, actor.kind, actor.country, actor.role)
