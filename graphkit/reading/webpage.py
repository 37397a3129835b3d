"""HTML to the article's text, with what the page says of itself.

Offsets of statements count this text.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from graphkit.reading.draft import Draft
from graphkit.reading.formats.htmltext import running_text
from graphkit.reading.formats.pagemeta import day_in_lines, page_meta
from graphkit.reading.formats.pruning import prune
from graphkit.reading.markup import check_markup

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

_CHARSET = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{2,40})", re.IGNORECASE
)
_XML_CHARSET = re.compile(rb"\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9_:.-]{2,40})")
_CHARSET_WITHIN = 2048
_SMALL = 600
"""A page with so few characters left is too small for the extractor's statistics."""
_TINY = 200
"""The same where the page does not say itself where its story stands."""
_LARGE = 1 << 20
"""No story is longer; a page that is has no statistics that tell its story."""
_ENOUGH = 0.6
"""The extractor must give so much of what the page's one `<article>` or `<main>` holds."""


def declared_charset(data: bytes) -> str | None:
    """The encoding that a page names in its first bytes, or None."""
    match = _CHARSET.search(data[:_CHARSET_WITHIN]) or _XML_CHARSET.match(data[:_CHARSET_WITHIN])
    return match[1].decode("ascii") if match else None


def webpage_draft(source: str, stem: str = "") -> Draft:
    """The text, title, date, author and address of a page.

    What is certainly not the story is taken out first; what is left goes to resiliparse. Where that
    finds too little, the text is that of the page's one `<article>`, of `<main>`, or of the body.

    Args:
        source: the page, decoded.
        stem: the file's name without folder and suffix.

    Raises:
        InputError: markup that would hold a parser (see `check_markup`).
    """
    check_markup(source)
    from selectolax.lexbor import LexborHTMLParser

    page = LexborHTMLParser(source)
    meta = page_meta(page)
    prune(page)
    whole = running_text(page.body) if page.body is not None else ""
    text = _story(page)
    if meta.body is not None and len(text) < len(meta.body) / 2:
        text = meta.body
    return Draft(
        text=text,
        title=meta.title,
        date=meta.date or day_in_lines(whole),
        url=meta.url,
        author=meta.author,
        site=meta.site,
        language=meta.language,
        stem=stem,
    )


def _story(page: LexborHTMLParser) -> str:
    root, certain = _root(page)
    if root is None:
        return ""
    whole = running_text(root)
    source = page.html or ""
    if len(whole) < (_SMALL if certain else _TINY) or len(source) > _LARGE:
        return whole
    found = _extracted(source)
    return found if found and (not certain or len(found) > _ENOUGH * len(whole)) else whole


def _root(page: LexborHTMLParser) -> tuple[LexborNode | None, bool]:
    """Where the story must be, and whether the page itself says so."""
    for selector in ("[itemprop=articleBody]", "article", "main,[role=main]"):
        found = page.css(selector)
        if len(found) == 1 and len(found[0].text().strip()) > 100:
            return found[0], True
    return page.css_first("main,[role=main]") or page.body, False


def _extracted(source: str) -> str:
    """The main text as resiliparse finds it; a blank line between blocks."""
    from resiliparse.extract.html2text import extract_plain_text
    from selectolax.lexbor import LexborHTMLParser

    # Paragraphs, headings and lists come back as such, so that they stay apart.
    story = extract_plain_text(
        source,
        main_content=True,
        preserve_formatting="minimal_html",
        list_bullets=False,
        alt_texts=False,
    )
    body = LexborHTMLParser(story).body
    return running_text(body) if body is not None else ""
