"""Markdown to the text that a reader sees: paragraphs, headings and list items, without the marks.

Offsets of statements count this text. Code and raw HTML are left out: they are not news.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from graphkit.reading.draft import Draft

if TYPE_CHECKING:
    from markdown_it.token import Token

_FRONT_MATTER = re.compile(r"---[ \t]*\n(.*?\n)(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_FRONT_FIELD = re.compile(r"(id|title|date|url)[ \t]*:[ \t]*(\S.*)", re.IGNORECASE)
_FRONT_LIMIT = 20_000
_BREAKS = {"softbreak": "\n", "hardbreak": "\n"}
_WORDS = {"text", "code_inline", "text_special"}


def markdown_draft(source: str, stem: str = "") -> Draft:
    r"""The text of a Markdown file, blocks separated by a blank line.

    The id, title, date and url are taken from front matter ("---" lines at the top), the title else
    from the first heading.

    Args:
        source: the file's text, line ends as `\n`.
        stem: the file's name without folder and suffix.
    """
    from markdown_it import MarkdownIt

    front = _FRONT_MATTER.match(source[:_FRONT_LIMIT])
    fields = _front_fields(front[1]) if front else {}
    body = source[front.end() :] if front else source
    tokens = MarkdownIt("commonmark").enable("table").parse(body)
    blocks = [
        (tokens[i - 1].tag, _words(token.children or ()).strip())
        for i, token in enumerate(tokens)
        if token.type == "inline"
    ]
    heading = next((text for tag, text in blocks if tag in ("h1", "h2") and text), None)
    return Draft(
        text="\n\n".join(text for _, text in blocks if text),
        id=fields.get("id"),
        title=fields.get("title", heading),
        date=fields.get("date"),
        url=fields.get("url"),
        stem=stem,
    )


def _words(tokens: Sequence[Token]) -> str:
    parts = []
    for token in tokens:
        if token.type in _WORDS:
            parts.append(token.content)
        elif token.type == "image":
            # The alternative text is the picture's caption at best, a file's name at worst.
            continue
        else:
            parts.append(_BREAKS.get(token.type, ""))
    return "".join(parts)


def _front_fields(lines: str) -> dict[str, str]:
    fields: dict[str, str] = {}
    for line in lines.splitlines():
        match = _FRONT_FIELD.fullmatch(line.strip())
        if match:
            value = match[2].strip()
            quoted = len(value) > 1 and value[0] == value[-1] and value[0] in "\"'"
            fields[match[1].lower()] = value[1:-1] if quoted else value
    return fields
