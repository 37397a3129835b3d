"""HTML to the article's text: no scripts, no menus, a blank line between blocks.

Offsets of statements count this text.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from graphkit.errors import InputError
from graphkit.reading.dates import iso_date
from graphkit.reading.draft import Draft
from graphkit.reading.markup import check_markup

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

_CHARSET = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{2,40})", re.IGNORECASE
)
_CHARSET_WITHIN = 2048
MAX_PAGE_BYTES = 8 << 20
"""The most bytes of a page: a parsed page takes many times its own size."""

_LEFT_OUT = frozenset(
    "aside button canvas datalist dialog footer form head header iframe input math menu nav"
    " noscript object script select style svg template textarea title".split()
)
_BLOCKS = frozenset(
    "address article blockquote body caption center dd details div dl dt fieldset figcaption figure"
    " h1 h2 h3 h4 h5 h6 hr html li main ol p pre section summary table tbody td tfoot th thead tr"
    " ul".split()
)
_DATES = (
    ('meta[property="article:published_time"]', "content"),
    ('meta[itemprop="datePublished"]', "content"),
    ('meta[name="date"]', "content"),
    ('meta[name="dc.date"]', "content"),
    ("article time[datetime]", "datetime"),
)


def declared_charset(data: bytes) -> str | None:
    """The encoding that a page names in its first bytes, or None."""
    match = _CHARSET.search(data[:_CHARSET_WITHIN])
    return match[1].decode("ascii") if match else None


def webpage_draft(source: str, stem: str = "") -> Draft:
    """The text, title, date and address of a page.

    The text is that of the only `<article>`, else of `<main>`, else of the body.

    Args:
        source: the page, decoded.
        stem: the file's name without folder and suffix.

    Raises:
        InputError: markup that would hold a parser (see `check_markup`).
    """
    check_markup(source)
    from selectolax.lexbor import LexborHTMLParser

    page = LexborHTMLParser(source)
    articles = page.css("article")
    root = articles[0] if len(articles) == 1 else page.css_first("main") or page.body
    title = _attribute(page, 'meta[property="og:title"]', "content")
    if title is None and (node := page.css_first("title")):
        title = node.text()
    return Draft(
        text=_text(root) if root else "",
        title=title,
        date=_date(page),
        url=_address(page),
        stem=stem,
    )


def _text(root: LexborNode) -> str:
    """Blocks of running text below `root`, in reading order.

    An explicit stack, not recursion: pages nest as deep as a stranger likes.
    """
    blocks: list[str] = []
    words: list[str] = []

    def close_block() -> None:
        lines = ("".join(words)).split("\x00")
        block = "\n".join(filter(None, (" ".join(line.split()) for line in lines)))
        words.clear()
        if block:
            blocks.append(block)

    stack: list[LexborNode | None] = [root]
    while stack:
        node = stack.pop()
        if node is None:
            close_block()
            continue
        tag = node.tag
        if tag == "-text":
            # A null character cannot stand in parsed HTML, so it can mark a line break here.
            words.append((node.text_content or "").replace("\x00", ""))
        elif tag == "br":
            words.append("\x00")
        elif tag not in _LEFT_OUT or (tag == "header" and _in_article(node, root)):
            if tag in _BLOCKS or tag == "header":
                close_block()
                stack.append(None)
            stack.extend(reversed(list(node.iter(include_text=True))))
    close_block()
    return "\n\n".join(blocks)


def _in_article(node: LexborNode, root: LexborNode) -> bool:
    """An article's own header holds its headline; a page's holds its menu."""
    parent = node.parent
    return parent is not None and parent == root and root.tag == "article"


def _date(page: LexborHTMLParser) -> str | None:
    """The first date that is one: pages also hold empty and broken ones."""
    for selector, attribute in _DATES:
        written = _attribute(page, selector, attribute)
        if written:
            try:
                return iso_date(written)
            except InputError:
                continue
    return None


def _address(page: LexborHTMLParser) -> str | None:
    address = _attribute(page, 'link[rel="canonical"]', "href")
    return address if address and address.startswith(("https://", "http://")) else None


def _attribute(page: LexborHTMLParser, selector: str, attribute: str) -> str | None:
    node = page.css_first(selector)
    return node.attributes.get(attribute) if node else None
