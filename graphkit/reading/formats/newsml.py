"""What news agencies send: NewsML-G2, NewsML 1 and NITF."""

from __future__ import annotations

from collections.abc import Iterator

from graphkit.errors import InputError
from graphkit.reading.content import Content, Options
from graphkit.reading.draft import Draft
from graphkit.reading.formats.htmltext import fragment_text
from graphkit.reading.formats.xmltree import Element, xml_tree
from graphkit.reading.limits import MAX_TREE_BYTES

_ITEMS = ("newsItem", "NewsItem", "nitf")


def newsml_drafts(content: Content, options: Options) -> Iterator[Draft]:
    """The news items of a file that have text; pictures and packages have none.

    Raises:
        InputError: broken XML, or no item with a text.
    """
    root = xml_tree(content.whole(max(options.limit, MAX_TREE_BYTES)))
    items = [root] if root.name in _ITEMS else list(_outermost(root))
    empty = True
    for number, item in enumerate(items, 1):
        draft = _draft(item, number)
        if draft.text:
            empty = False
            yield draft if len(items) > 1 else _alone(draft)
    if empty:
        raise InputError("no news item with a text in it: pictures and packages are not read.")


def _outermost(root: Element) -> Iterator[Element]:
    stack = [root]
    while stack:
        node = stack.pop()
        if node.name in _ITEMS:
            yield node
        else:
            stack.extend(reversed(list(node.elements())))


def _draft(item: Element, number: int) -> Draft:
    body = _body(item)
    headline = item.find("headline", "hl1", "HeadLine", "HeadLine1")
    title = " ".join(headline.text.split()) if headline else _text(item, "title")
    return Draft(
        text=fragment_text(body) if body else "",
        key=item.attributes.get("guid") or _doc_id(item) or str(number),
        title=title,
        date=_date(item),
        url=item.attributes.get("uri"),
        author=_text(item, "by", "byline", "creditline", "ByLine", "bytag"),
    )


def _alone(draft: Draft) -> Draft:
    """The one item of a file bears the file's own id."""
    return Draft(
        text=draft.text, title=draft.title, date=draft.date, url=draft.url, author=draft.author
    )


def _body(item: Element) -> str:
    """HTML source of the story."""
    for name in ("body.content", "body", "inlineXML", "DataContent", "inlineData"):
        node = item.find(name)
        if node is None:
            continue
        inner = node.find("body.content") or node
        found = inner.markup() if any(True for _ in inner.elements()) else inner.text
        if found.strip():
            return found
    return ""


def _date(item: Element) -> str | None:
    for name in ("contentCreated", "firstCreated", "versionCreated", "embargoed",
                 "FirstCreated", "ThisRevisionCreated"):  # fmt: skip
        if found := _text(item, name):
            return found
    for node in item.walk():
        if node.name in ("date.issue", "date.release", "story.date"):
            return node.attributes.get("norm") or node.text.strip() or None
        if node.name == "pubdata" and node.attributes.get("date.publication"):
            return node.attributes["date.publication"]
    return None


def _doc_id(item: Element) -> str | None:
    node = item.find("doc-id")
    if node is not None:
        return node.attributes.get("id-string")
    return _text(item, "NewsItemId", "PublicIdentifier")


def _text(item: Element, *names: str) -> str | None:
    for name in names:
        node = item.find(name)
        if node is not None and (found := " ".join(node.text.split())):
            return found
    return None
