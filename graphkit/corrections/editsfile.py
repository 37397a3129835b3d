"""The file of edits: YAML that people read, write and put under version control."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from graphkit.corrections.edits import (
    KINDS,
    Apart,
    Claim,
    Confirm,
    Edit,
    Entry,
    Merge,
    Named,
    Reject,
    Relate,
    Rename,
    Split,
    word_of,
)
from graphkit.errors import GraphkitError, StoreError
from graphkit.model import ACTOR_KINDS, STATEMENT_KINDS, Actor
from graphkit.yamlfile import Item, read_yaml

_HEAD = (
    "# Corrections of a graphkit graph, applied whenever it is built, loaded or copied.\n"
    "# One entry an edit, the oldest first; written by graphkit, and safe to edit by hand.\n"
)
_CLAIM = ("source", "relation", "target", "document", "sentence")
_KEYS: dict[str, tuple[str, ...]] = {
    "merge": ("actor", "other", "kind", "country"),
    "split": ("actor", "documents", "into"),
    "rename": ("actor", "name"),
    "apart": ("actor", "other"),
    "reject": _CLAIM,
    "confirm": _CLAIM,
    "relate": (
        "source", "relation", "target", "kind", "sentence", "where", "cameo", "plover",
        "goldstein", "date", "negated", "ended",
    ),
}  # fmt: skip


def read_edits(path: Path) -> tuple[Entry, ...]:
    """The entries of a file; none when there is no file.

    Raises:
        OntologyError: it is not what it should be; the message has file and line.
    """
    if not path.exists():
        return ()
    return _entries(read_yaml(path, str(path)))


def _entries(root: Item) -> tuple[Entry, ...]:
    if root.kind == "nothing":
        return ()
    top = root.mapping(("edits",))
    if "edits" not in top or top["edits"].kind == "nothing":
        return ()
    found: dict[str, Entry] = {}
    for item in top["edits"].sequence():
        entry = _entry(item)
        if entry.id in found:
            item.fail("the same edit stands here a second time; take one of them out.")
        found[entry.id] = entry
    return tuple(found.values())


def _entry(item: Item) -> Entry:
    fields = item.mapping()
    if "do" not in fields:
        item.fail(f"an entry needs `do`: one of {', '.join(KINDS)}.")
    word = fields["do"].word()
    if word not in KINDS:
        fields["do"].fail(f"no edit {word!r}; known: {', '.join(KINDS)}.")
    fields = item.mapping(("id", "do", "by", "at", *_KEYS[word]))
    by = fields["by"].text() if "by" in fields else ""
    at = fields["at"].text() if "at" in fields else ""
    return Entry(_edit(word, fields, item), by, at)


def _edit(word: str, fields: dict[str, Item], item: Item) -> Edit:
    def text(name: str) -> str:
        if name not in fields:
            item.fail(f"a {word} needs `{name}`.")
        return fields[name].word()

    def maybe(name: str) -> str | None:
        return fields[name].word() if name in fields and fields[name].kind != "nothing" else None

    def named(name: str) -> Named:
        if name not in fields:
            item.fail(f"a {word} needs `{name}`.")
        return _named(fields[name])

    if word == "merge":
        kind = maybe("kind") or "other"
        if kind not in ACTOR_KINDS:
            fields["kind"].fail(f"no kind {kind!r}; known: {', '.join(ACTOR_KINDS)}.")
        return Merge(named("actor"), named("other"), kind, maybe("country"))
    if word == "apart":
        return Apart(named("actor"), named("other"))
    if word == "rename":
        return Rename(named("actor"), text("name"))
    if word == "split":
        if "documents" not in fields:
            item.fail("a split needs `documents`.")
        return Split(named("actor"), fields["documents"].words(), named("into"))
    if word == "relate":
        return _relate(text, maybe, fields, item)
    claim = Claim(
        named("source"), text("relation"), named("target"), maybe("document"), maybe("sentence")
    )
    return Reject(claim) if word == "reject" else Confirm(claim)


def _relate(text: Any, maybe: Any, fields: dict[str, Item], item: Item) -> Relate:
    kind = text("kind")
    if kind not in STATEMENT_KINDS:
        fields["kind"].fail(f"no kind {kind!r}; known: {', '.join(STATEMENT_KINDS)}.")
    for side in ("source", "target"):
        if side not in fields:
            item.fail(f"a relate needs `{side}`.")
    score = maybe("goldstein")
    try:
        goldstein = None if score is None else float(score)
    except ValueError:
        fields["goldstein"].fail(f"expected a number, found {score!r}.")
    return Relate(
        _actor(fields["source"]),
        text("relation"),
        _actor(fields["target"]),
        kind,
        text("sentence"),
        text("where"),
        maybe("cameo"),
        maybe("plover"),
        goldstein,
        maybe("date"),
        "negated" in fields and fields["negated"].flag(),
        "ended" in fields and fields["ended"].flag(),
    )


def _named(item: Item) -> Named:
    if item.kind == "text":
        return Named(item.word(), item.word())
    fields = item.mapping(("id", "name"))
    if "id" not in fields:
        item.fail("an actor needs its `id`.")
    return Named(fields["id"].word(), fields["name"].word() if "name" in fields else "")


def _actor(item: Item) -> Actor:
    fields = item.mapping(("id", "name", "kind", "country", "role"))
    for name in ("id", "name", "kind"):
        if name not in fields:
            item.fail(f"an actor needs its `{name}`.")
    kind = fields["kind"].word()
    if kind not in ACTOR_KINDS:
        fields["kind"].fail(f"no kind {kind!r}; known: {', '.join(ACTOR_KINDS)}.")
    country = fields["country"].word() if "country" in fields else None
    role = fields["role"].word() if "role" in fields else None
    return Actor(fields["id"].word(), fields["name"].word(), kind, country, role)


# -- writing ---------------------------------------------------------------------------------------


def record_of(entry: Entry) -> dict[str, Any]:
    """An entry as plain values, in the order in which the file has them."""
    edit = entry.edit
    record: dict[str, Any] = {"id": entry.id, "do": word_of(edit)}
    values: Any = edit.claim if isinstance(edit, Reject | Confirm) else edit
    for key in _KEYS[record["do"]]:
        value = getattr(values, key)
        if isinstance(value, Named):
            value = {"id": value.id, "name": value.name}
        elif isinstance(value, Actor):
            shown = {name: part for name, part in value.to_dict().items() if name != "named"}
            value = {name: part for name, part in shown.items() if part is not None}
        elif isinstance(value, tuple):
            value = list(value)
        if value is not None and value is not False:
            record[key] = value
    return record | {"by": entry.by, "at": entry.at}


def write_edits(path: Path, entries: Sequence[Entry]) -> None:
    """Write the file anew, whole or not at all.

    Raises:
        StoreError: it cannot be written.
    """
    import yaml

    rows = [record_of(entry) for entry in entries]
    text = _HEAD + yaml.safe_dump(
        {"edits": rows}, sort_keys=False, allow_unicode=True, width=100, default_flow_style=False
    )
    waiting = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        waiting.write_text(text, encoding="utf-8")
        waiting.replace(path)
    except OSError as error:
        waiting.unlink(missing_ok=True)
        raise StoreError(
            f"{path} cannot be written: {error.strerror or error}; name another with --edits"
        ) from error


def note_of(entry: Entry) -> str:
    """An entry as a graph keeps it."""
    return json.dumps({"edit": record_of(entry)}, ensure_ascii=False, sort_keys=True)


def entry_of(record: object) -> Entry:
    """The entry of a graph's note.

    Raises:
        GraphkitError: it is none.
    """
    import yaml

    text = json.dumps({"edits": [record]}, ensure_ascii=False)
    (entry,) = _entries(Item(yaml.compose(text, Loader=yaml.SafeLoader), "the graph's edits"))
    if not isinstance(entry, Entry):
        raise GraphkitError("a note of the graph is no edit")
    return entry
