"""XML of strangers to a tree: no entity, no DTD, nothing fetched; depth and size bounded."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NoReturn
from xml.parsers import expat  # its tree builders are not used: they take what is refused here

from graphkit.errors import InputError
from graphkit.reading.limits import MAX_TREE_BYTES, MAX_XML_DEPTH, MAX_XML_NODES

_ENTITY = re.compile(rb"&(#?[A-Za-z0-9]{1,32});|&")
_XML_ENTITIES = frozenset((b"amp", b"lt", b"gt", b"quot", b"apos"))
_DOCTYPE = re.compile(rb"<!DOCTYPE[^>\[]{0,4000}>", re.IGNORECASE)
_FORBIDDEN = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]")


@dataclass(slots=True, eq=False)
class Element:
    """An element: name without its namespace, attributes likewise, children and texts in order."""

    name: str
    attributes: dict[str, str]
    children: list[Element | str] = field(default_factory=list)
    space: str = ""

    def elements(self, *names: str) -> Iterator[Element]:
        """Children that are elements, of these names if any are given."""
        for child in self.children:
            if isinstance(child, Element) and (not names or child.name in names):
                yield child

    def first(self, *names: str) -> Element | None:
        """The first child of the first of these names that has one."""
        for name in names:
            for child in self.elements(name):
                return child
        return None

    def walk(self) -> Iterator[Element]:
        """This element and all below, in the document's order."""
        stack = [self]
        while stack:
            node = stack.pop()
            yield node
            stack.extend(reversed(list(node.elements())))

    def find(self, *names: str) -> Element | None:
        """The first element of one of these names, this one or below."""
        return next((node for node in self.walk() if node.name in names), None)

    @property
    def text(self) -> str:
        """All text inside, as it stands."""
        parts: list[str] = []
        stack: list[Element | str] = [self]
        while stack:
            node = stack.pop()
            if isinstance(node, str):
                parts.append(node)
            else:
                stack.extend(reversed(node.children))
        return "".join(parts)

    def markup(self) -> str:
        """The content as HTML source: tags without namespaces, attributes that readers need."""
        parts: list[str] = []
        stack: list[Element | str | tuple[str]] = list(reversed(self.children))
        while stack:
            node = stack.pop()
            if isinstance(node, tuple):
                parts.append(node[0])
            elif isinstance(node, str):
                parts.append(html.escape(node, quote=False))
            else:
                kept = "".join(
                    f' {name}="{html.escape(value)}"'
                    for name, value in node.attributes.items()
                    if name in ("class", "id", "href", "hidden", "role")
                )
                parts.append(f"<{node.name}{kept}>")
                if node.name not in ("br", "img", "hr", "wbr"):
                    stack.append((f"</{node.name}>",))
                    stack.extend(reversed(node.children))
        return "".join(parts)


def xml_tree(data: bytes) -> Element:
    """The root element.

    What feeds get wrong most (bare ampersands, HTML's entities, control characters) is mended first
    if the file does not parse as it stands.

    Args:
        data: the file; its encoding is the one it declares, else UTF-8.

    Raises:
        InputError: not well-formed even so, too deep, too long, or it defines entities.
    """
    if len(data) > MAX_TREE_BYTES:
        raise InputError(f"more than {MAX_TREE_BYTES >> 20} MB of XML in one file: split it.")
    try:
        return _Builder().parsed(data)
    except expat.ExpatError as error:
        first = error
    try:
        return _Builder().parsed(_mended(data))
    except expat.ExpatError:
        raise InputError(
            f"broken XML: {expat.errors.messages.get(first.code, 'an error')} at line"
            f" {first.lineno}, column {first.offset + 1}. Mend it, or save the article as text."
        ) from None


class _Builder:
    def __init__(self) -> None:
        self._open: list[Element] = []
        self._root: Element | None = None
        self._nodes = 0

    def parsed(self, data: bytes) -> Element:
        parser = expat.ParserCreate(namespace_separator="}")
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.EntityDeclHandler = self._entity
        try:
            parser.Parse(data, True)
        except LookupError as error:  # an encoding that Python does not know
            raise InputError(f"XML in an unknown encoding ({error}): save it as UTF-8.") from None
        except ValueError as error:  # an encoding of several bytes, which expat cannot ask for
            raise InputError(f"XML in an unfit encoding ({error}): save it as UTF-8.") from None
        if self._root is None:
            raise InputError("broken XML: there is no element in it.")
        return self._root

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._nodes += 1
        if len(self._open) >= MAX_XML_DEPTH:
            raise InputError(
                f"XML elements nested more than {MAX_XML_DEPTH} deep: save it as text."
            )
        if self._nodes > MAX_XML_NODES:
            raise InputError(f"more than {MAX_XML_NODES} XML elements in one file: split it.")
        space, _, local = name.rpartition("}")
        plain = {key.rpartition("}")[2]: value for key, value in attributes.items()}
        element = Element(local, plain, space=space)
        if self._open:
            self._open[-1].children.append(element)
        else:
            self._root = element
        self._open.append(element)

    def _end(self, _: str) -> None:
        self._open.pop()

    def _text(self, data: str) -> None:
        if self._open:
            self._open[-1].children.append(data)

    @staticmethod
    def _entity(name: str, *_: object) -> NoReturn:
        raise InputError(
            f"XML that defines its own entities (&{name[:40]};): such files can grow without end."
            " Save it without its DTD, or as text."
        )


def _mended(data: bytes) -> bytes:
    def entity(match: re.Match[bytes]) -> bytes:
        name = match[1]
        if name is None:
            return b"&amp;"
        if name in _XML_ENTITIES:
            return match[0]
        if name.startswith(b"#"):
            code = html.unescape(match[0].decode("ascii"))
            return f"&#{ord(code)};".encode() if len(code) == 1 and code.isprintable() else b" "
        known = html.unescape(match[0].decode("ascii"))
        if known == match[0].decode("ascii"):
            return b"&amp;" + match[0][1:]
        return "".join(f"&#{ord(char)};" for char in known).encode("ascii")

    return _FORBIDDEN.sub(b"", _ENTITY.sub(entity, _DOCTYPE.sub(b"", data, count=1)))
