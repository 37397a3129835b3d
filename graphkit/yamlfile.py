"""Reads YAML data files strictly, so that every complaint names the file and the line.

The files are composed into nodes, not loaded into objects: nodes know their line, plain words such
as `on` and
`no` stay words, and nothing in a stranger's file can build a Python object.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

from graphkit.errors import OntologyError
from graphkit.gate import MAX_FILE, LimitError, Nesting, check_text

NULL = "tag:yaml.org,2002:null"
_NOTHING = frozenset(("", "~", "null", "Null", "NULL"))


def nearest(word: str, known: Iterable[str], count: int = 3) -> str:
    """A ready sentence that offers the known words nearest to `word`, or an empty string."""
    import difflib

    found = difflib.get_close_matches(word, list(known), n=count, cutoff=0.6)
    return f" Did you mean: {', '.join(found)}?" if found else ""


@dataclass(frozen=True, slots=True)
class Item:
    """One value in a YAML file, with its place.

    Attributes:
        node: the YAML node, or None for an empty file.
        place: the file's name as the user gave it.
    """

    node: Any
    place: str

    @property
    def line(self) -> int:
        """Line of the value, counted from 1."""
        return int(self.node.start_mark.line) + 1 if self.node is not None else 1

    @property
    def kind(self) -> str:
        """What stands here: "mapping", "list", "text" or "nothing"."""
        if self.node is None or self.node.tag == NULL:
            return "nothing"
        return {"mapping": "mapping", "sequence": "list"}.get(self.node.id, "text")

    def fail(self, message: str) -> NoReturn:
        """Refuse the file because of this value.

        Raises:
            OntologyError: always; the message starts with file and line.
        """
        raise OntologyError(f"{self.place}, line {self.line}: {message}")

    def mapping(self, allowed: Iterable[str] | None = None, what: str = "key") -> dict[str, Item]:
        """The mapping that must stand here, in file order.

        Args:
            allowed: the keys it may have; None for any.
            what: what a key is called in a message.

        Raises:
            OntologyError: not a mapping, a key twice, or an unknown key (with the nearest known
                ones).
        """
        if self.kind != "mapping":
            self.fail(f"expected a mapping (key: value), found {self.kind}.")
        known = None if allowed is None else tuple(allowed)
        found: dict[str, Item] = {}
        for key_node, value_node in self.node.value:
            key_item = Item(key_node, self.place)
            key = key_item.text()
            if known is not None and key not in known:
                near = nearest(key, known) or f" Known: {', '.join(known)}."
                key_item.fail(f"unknown {what} {key!r}.{near}")
            if key in found:
                key_item.fail(f"{what} {key!r} stands here a second time; merge the two.")
            found[key] = Item(value_node, self.place)
        return found

    def sequence(self) -> list[Item]:
        """The list that must stand here.

        Raises:
            OntologyError: not a list.
        """
        if self.kind != "list":
            self.fail(f"expected a list, found {self.kind}.")
        return [Item(node, self.place) for node in self.node.value]

    def text(self) -> str:
        """The word or text that must stand here, as written.

        Raises:
            OntologyError: not a text, or an empty file.
        """
        if self.kind != "text":
            self.fail(f"expected a text, found {self.kind}; put it in quotes if it is a word.")
        text = str(self.node.value)
        try:
            check_text("the text", text)
        except LimitError as error:
            self.fail(f"{error}.")
        return text

    def word(self) -> str:
        """As `text`, trimmed and not blank."""
        word = self.text().strip()
        if not word:
            self.fail("expected a word, found an empty text.")
        return word

    def words(self, *, blank: bool = False) -> tuple[str, ...]:
        """One word, or a list of words.

        Args:
            blank: whether an empty text is a word too.
        """
        if self.kind == "text":
            return (self.text().strip() if blank else self.word(),)
        return tuple(item.text().strip() if blank else item.word() for item in self.sequence())

    def flag(self) -> bool:
        """The true or false that must stand here."""
        word = self.text().lower()
        if word not in ("true", "false", "yes", "no"):
            self.fail(f"expected true or false, found {word!r}.")
        return word in ("true", "yes")


def read_yaml(path: Path, place: str | None = None) -> Item:
    """Compose a YAML file into its root value.

    Args:
        path: the file.
        place: how messages call it; the path when None.

    Raises:
        OntologyError: it cannot be read, is not UTF-8 or not YAML; the message has the line where
            there is one.
    """
    name = place or str(path)
    return parse_yaml(read_bounded(path, name), name)


def read_bounded(path: Path, name: str) -> bytes:
    """The bytes of a file of actors or relations.

    Raises:
        OntologyError: it cannot be read, or has more than `graphkit.gate.MAX_FILE` bytes.
    """
    try:
        with path.open("rb") as file:
            data = file.read(MAX_FILE + 1)
    except OSError as error:
        raise OntologyError(
            f"{name}, line 1: cannot be read ({error.strerror}). Check path and permissions."
        ) from error
    if len(data) > MAX_FILE:
        raise OntologyError(
            f"{name}, line 1: more than {MAX_FILE:,} bytes, at most so many are taken; split it."
        )
    return data


def parse_yaml(data: bytes, place: str) -> Item:
    """Compose YAML bytes; see `read_yaml`."""
    import yaml

    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise OntologyError(
            f"{place}, line {line}: not UTF-8 (byte {error.start}). Save the file as UTF-8."
        ) from error
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        node = _composed(yaml.parse(text, Loader=loader), place)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or getattr(error, "reason", None) or "not YAML"
        line = mark.line + 1 if mark is not None else 1
        raise OntologyError(f"{place}, line {line}: broken YAML: {problem}.") from error
    except (RecursionError, ValueError) as error:
        raise OntologyError(f"{place}, line 1: broken YAML: {error}.") from error
    return Item(node, place)


class _Node:
    """A value as it was written; the loader's own nodes are composed by recursion without a bound.

    Attributes:
        id: "mapping", "sequence" or "scalar".
        tag: that of YAML's null for nothing; else empty.
        value: a text, a list of nodes, or a list of pairs of nodes.
        start_mark: where it begins; `line` counts from 0.
    """

    __slots__ = ("id", "start_mark", "tag", "value")

    def __init__(self, kind: str, value: Any, mark: Any, tag: str = "") -> None:
        self.id = kind
        self.value = value
        self.start_mark = mark
        self.tag = tag


def _composed(events: Iterable[Any], place: str) -> _Node | None:
    """The root value of a stream of parsing events, put together without recursion.

    Raises:
        OntologyError: deeper or more than `graphkit.gate` lets in, an alias of nothing, or a second
            document.
    """
    import yaml

    nesting = Nesting()
    anchors: dict[str, _Node] = {}
    inside: list[_Node] = []
    root: _Node | None = None
    for event in events:
        made: _Node | None = None
        try:
            if isinstance(event, yaml.ScalarEvent):
                nesting.value(event.anchor)
                nothing = event.implicit[0] and event.value in _NOTHING
                made = _Node("scalar", event.value, event.start_mark, NULL if nothing else "")
            elif isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
                nesting.begin(event.anchor)
                kind = "mapping" if isinstance(event, yaml.MappingStartEvent) else "sequence"
                made = _Node(kind, [], event.start_mark)
            elif isinstance(event, yaml.CollectionEndEvent):
                nesting.end()
                node = inside.pop()
                if node.id == "mapping":
                    node.value = list(zip(node.value[::2], node.value[1::2], strict=True))
                continue
            elif isinstance(event, yaml.AliasEvent):
                name = str(event.anchor)
                nesting.alias(name)
                made = anchors.get(name)
                if made is None:
                    raise LimitError(f"*{name} stands for nothing: there is no &{name}")
            else:
                continue
        except LimitError as error:
            line = event.start_mark.line + 1
            raise OntologyError(f"{place}, line {line}: {error}.") from None
        if event.anchor is not None and not isinstance(event, yaml.AliasEvent):
            anchors[event.anchor] = made
        if inside:
            inside[-1].value.append(made)
        elif root is None:
            root = made
        else:
            raise OntologyError(
                f"{place}, line {event.start_mark.line + 1}: a second document; leave one."
            )
        if made.id != "scalar" and not isinstance(event, yaml.AliasEvent):
            inside.append(made)
    return root
