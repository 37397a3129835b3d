"""Markup inside a field or a line of text, taken off: HTML, entities, Markdown.

Feeds, APIs and exports keep stories as HTML or Markdown in a column of text. A text without any
comes back as it is, character by character.
"""

from __future__ import annotations

import html
import re

from graphkit.reading.formats.htmltext import fragment_text

_INLINE_TAG = re.compile(
    r"</?(?:p|br|div|span|a|b|i|u|em|strong|h[1-6]|ul|ol|li|table|tr|td|th|tbody|img|font|blockquote"
    r"|figure|figcaption|section|article|html|body|head|script|style|sup|sub|pre|code|small|center"
    r"|hr|iframe|video|strike|del|ins|cite|q|abbr|time|mark|aside|header|footer|main|nav|form)"
    r"(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_BLOCK_TAG = re.compile(r"<(?:p|br|div|li|h[1-6]|tr|blockquote|section)[\s/>]", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
# Marks that a writer of plain text does not make by chance.
_LINK = re.compile(r"!?\[([^\[\]\n]{0,500})\]\((?:https?://|/|#|mailto:|www\.)[^()\s]{0,2000}\)")
_STRONG = re.compile(r"(?<![\w*])\*\*(?=[^\s*])([^*\n]{1,500}?)(?<=[^\s*])\*\*(?![\w*])")
_STRONG_LINE = re.compile(r"(?<![\w_])__(?=[^\s_])([^_\n]{1,500}?)(?<=[^\s_])__(?![\w_])")
_EMPHASIS = re.compile(r"(?<![\w*])\*(?=[^\s*])([^*\n]{1,500}?)(?<=[^\s*])\*(?![\w*])")
_HEADING = re.compile(r"^#{1,6}[ \t]+(?=\S)", re.MULTILINE)
_TRUNCATED = re.compile(r"(?:(?:…|\.\.\.)\s*+)?\[\+\d{1,9} chars\]\s*+\Z")


def plain(text: str) -> str:
    """The words of a field, without markup.

    Args:
        text: as the field has it.

    Raises:
        InputError: HTML that would hold a parser.
    """
    text, cut = _TRUNCATED.subn("", text)
    if cut:
        text = text.rstrip()
    if _INLINE_TAG.search(text):
        if not _BLOCK_TAG.search(text):
            # Tags inside running lines: the line ends are the writer's own.
            text = text.replace("\n", "<br>")
        return fragment_text(text)
    if _ENTITY.search(text):
        text = html.unescape(text)
        if _INLINE_TAG.search(text):  # escaped twice, as feeds of feeds are
            return fragment_text(text)
    return without_markdown(text)


def without_markdown(text: str) -> str:
    """Links to their words, marks of emphasis and headings off; all else as it stands."""
    if "](" not in text and "**" not in text and "__" not in text and not text.startswith("#"):
        return text
    unlinked = _LINK.sub(lambda m: "" if m[0].startswith("!") else m[1], text)
    found = _STRONG_LINE.sub(r"\1", _STRONG.sub(r"\1", unlinked))
    if found == text and not _HEADING.match(text):
        return text
    return _HEADING.sub("", _EMPHASIS.sub(r"\1", found))
