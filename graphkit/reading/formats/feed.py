"""RSS 0.9 to 2.0, RSS 1.0 (RDF) and Atom: one document an item."""

from __future__ import annotations

from collections.abc import Iterator

from graphkit.errors import InputError
from graphkit.reading.content import Content, Options
from graphkit.reading.draft import Draft
from graphkit.reading.formats.htmltext import fragment_text
from graphkit.reading.formats.xmltree import Element, xml_tree
from graphkit.reading.limits import MAX_TREE_BYTES

_TEXTS = ("encoded", "content", "description", "summary", "subtitle")
_DATES = ("pubDate", "published", "date", "issued", "updated", "modified")


def feed_drafts(content: Content, options: Options) -> Iterator[Draft]:
    """The items of a feed.

    An item's text is the longest of its `content:encoded`, `content`, `description` and `summary`,
    its HTML taken off.

    Raises:
        InputError: broken XML, or a feed without items.
    """
    root = xml_tree(content.whole(max(options.limit, MAX_TREE_BYTES)))
    items = [root] if root.name == "entry" else [
        node for node in root.walk() if node.name in ("item", "entry") and node is not root
    ]  # fmt: skip
    if not items:
        raise InputError("a feed without items: there is nothing to read in it.")
    for number, item in enumerate(items, 1):
        yield _draft(item, number)


def _draft(item: Element, number: int) -> Draft:
    texts = [
        fragment_text(_source(node)) for node in item.elements(*_TEXTS)
    ] + [fragment_text(_source(node)) for group in item.elements("group")
         for node in group.elements("description")]  # fmt: skip
    title = item.first("title")
    heading = fragment_text(_source(title)) if title else None
    # Some feeds carry nothing but headlines: then the headline is all there is to read.
    text = max(texts, key=len, default="") or heading or ""
    key = _text(item, "guid", "id") or item.attributes.get("about")
    return Draft(
        text=text,
        key=key or str(number),
        title=heading,
        date=_text(item, *_DATES),
        url=_link(item),
        author=_author(item),
    )


def _source(node: Element) -> str:
    """Its HTML: escaped or in CDATA (RSS, Atom type html), or as elements (Atom type xhtml)."""
    if any(True for _ in node.elements()):
        return node.markup()
    if node.attributes.get("type") == "text":
        return node.text.replace("&", "&amp;").replace("<", "&lt;")
    return node.text


def _text(item: Element, *names: str) -> str | None:
    for name in names:
        for node in item.elements(name):
            if found := " ".join(node.text.split()):
                return found
    return None


def _link(item: Element) -> str | None:
    links = [node for node in item.elements("link") if node.attributes.get("href")]
    for node in links:
        if node.attributes.get("rel", "alternate") == "alternate":
            return node.attributes["href"]
    if written := _text(item, "link"):
        return written
    guid = item.first("guid")
    if guid is not None and guid.attributes.get("isPermaLink", "true") != "false":
        address = guid.text.strip()
        return address if address.startswith(("http://", "https://")) else None
    return None


def _author(item: Element) -> str | None:
    names = []
    for node in item.elements("author", "creator", "contributor"):
        name = node.first("name")
        if found := " ".join((name or node).text.split()):
            names.append(found)
    return "; ".join(dict.fromkeys(names)) or None
