"""Statements out of GraphML that `graphkit export --statements` wrote.

Read as a stream by expat; a document type declaration (which could define entities without end) is
refused, so nothing in a file expands or is fetched.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, BinaryIO
from xml.parsers import expat

from graphkit.errors import InputError
from graphkit.model import OFFSETS, Statement
from graphkit.stores.records import statement_of

_CHUNK = 1 << 16
_MOST = 1 << 24
"""No text in a file of ours is longer (characters)."""
_AGAIN = "only files of `graphkit export graph.graphml --statements` can be loaded"
_TEXTS = (
    "document", "predicate", "modality", "date", "sentence", "date_of", "kind", "cameo", "plover",
)  # fmt: skip


def read_graphml(file: BinaryIO, name: str) -> Iterator[Statement]:
    """Statements of a GraphML file.

    Args:
        file: the file, for reading.
        name: of the file, for messages.

    Raises:
        InputError: it is no XML, no GraphML of ours, or an edge is no statement; the message names
            the file, the line, and what is wrong.
    """
    reader = _Reader(name)
    try:
        while chunk := file.read(_CHUNK):
            reader.parser.Parse(chunk, False)
            yield from reader.taken()
        reader.parser.Parse(b"", True)
        yield from reader.taken()
    except expat.ExpatError as error:
        raise InputError(
            f"{name}:{error.lineno}: is not XML ({expat.ErrorString(error.code)}); {_AGAIN}"
        ) from None
    if not reader.graph:
        raise InputError(f"{name}: holds no graph; {_AGAIN}")


class _Reader:
    """What was met so far: keys, actors, and the statements not yet taken."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.graph = False
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.StartDoctypeDeclHandler = self._doctype
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self._keys: dict[str, tuple[str, str]] = {}
        self._actors: dict[str, dict[str, Any]] = {}
        self._waiting: list[dict[str, Any]] = []
        self._item: dict[str, Any] | None = None
        self._key: str | None = None
        self._parts: list[str] = []
        self._length = 0
        self._lines: list[int] = []

    def taken(self) -> Iterator[Statement]:
        """The statements met since the last time."""
        found, self._waiting = self._waiting, []
        lines, self._lines = self._lines, []
        for edge, line in zip(found, lines, strict=True):
            yield statement_of(self._record(edge, line), f"{self.name}:{line}", _AGAIN)

    def _doctype(self, *_: object) -> None:
        raise InputError(f"{self.name}: has a document type declaration, which is not read")

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        kind = tag.rpartition(" ")[2]
        if kind == "key" and "attr.name" in attributes:
            name, form = attributes["attr.name"], attributes.get("attr.type", "string")
            self._keys[attributes.get("id", "")] = (name, form)
        elif kind == "graph":
            self.graph = True
        elif kind in ("node", "edge"):
            self._item = {"": attributes}
        elif kind == "data" and self._item is not None:
            self._key, self._parts, self._length = attributes.get("key", ""), [], 0

    def _text(self, text: str) -> None:
        if self._key is None:
            return
        self._length += len(text)
        if self._length > _MOST:
            line = self.parser.CurrentLineNumber
            raise InputError(f"{self.name}:{line}: a text is too long for a file of graphkit's")
        self._parts.append(text)

    def _end(self, tag: str) -> None:
        kind = tag.rpartition(" ")[2]
        item = self._item
        if kind == "data" and item is not None and self._key is not None:
            name, form = self._keys.get(self._key, (self._key, "string"))
            item[name] = self._value("".join(self._parts), form)
            self._key = None
        elif kind == "node" and item is not None:
            self._actors[item[""].get("id", "")] = item
            self._item = None
        elif kind == "edge" and item is not None:
            self._waiting.append(item)
            self._lines.append(self.parser.CurrentLineNumber)
            self._item = None

    def _value(self, text: str, form: str) -> object:
        try:
            if form == "boolean":
                return {"true": True, "false": False}[text]
            if form in ("long", "int"):
                return int(text)
            if form in ("double", "float"):
                return float(text)
        except (KeyError, ValueError):
            line = self.parser.CurrentLineNumber
            raise InputError(f"{self.name}:{line}: {text[:40]!r} is no {form}") from None
        return text

    def _record(self, edge: dict[str, Any], line: int) -> dict[str, Any]:
        """An edge as a statement record."""
        if "statement" not in edge:
            raise InputError(f"{self.name}:{line}: an edge is no single statement; {_AGAIN}")
        ends = edge[""]
        said_by = edge.get("attributed_to")
        record: dict[str, Any] = {name: edge.get(name) for name in _TEXTS}
        record |= {
            "id": edge["statement"],
            "source": self._actor(ends.get("source", ""), line),
            "target": self._actor(ends.get("target", ""), line),
            "attributed_to": None if said_by is None else self._actor(said_by, line),
            "relation": edge.get("interaction"),
            "goldstein": edge.get("goldstein"),
            "negated": edge.get("negated", False),
            "ended": edge.get("ended", False),
            "confidence": edge.get("confidence"),
            "rule": edge.get("rule", ""),
            "predicate": edge.get("predicate", ""),
            "sentence": edge.get("sentence", ""),
        }
        record |= {name: edge.get(name) for name in OFFSETS}
        if all(edge.get(name) is None for name in OFFSETS):
            record["origin"] = "edit"
        return record

    def _actor(self, name: str, line: int) -> dict[str, Any]:
        held = self._actors.get(name)
        if held is None:
            raise InputError(
                f"{self.name}:{line}: the file does not hold the actor {name!r} that an edge "
                "names; export it again without filters"
            )
        try:
            aliases = json.loads(held.get("aliases") or "[]")
        except json.JSONDecodeError:
            raise InputError(f"{self.name}: aliases of {name!r} are no list") from None
        return {
            "id": name,
            "name": held.get("name"),
            "kind": held.get("kind"),
            "country": held.get("country"),
            "role": held.get("role"),
            "named": held.get("named", True),
            "aliases": aliases,
        }
