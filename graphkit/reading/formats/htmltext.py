"""HTML to running text: a blank line between blocks, no scripts.

Offsets of statements count this text.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from graphkit.reading.markup import check_markup

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_LEFT_OUT = frozenset(
    "button canvas datalist dialog figcaption head iframe input math menu nav noscript object"
    " script select style svg template textarea title -comment".split()
)
_BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details div dl dt fieldset figcaption"
    " figure footer form h1 h2 h3 h4 h5 h6 header hr html li main ol p pre section summary table"
    " tbody td tfoot th thead tr ul".split()
)
# A null character cannot stand in parsed HTML, so it can mark a line break here.
_BREAK = "\x00"


def fragment_text(source: str) -> str:
    """The text of a piece of HTML: a feed's description, a mail's body, a row's field.

    Args:
        source: the HTML; text without tags is fine.

    Raises:
        InputError: markup that would hold a parser (see `check_markup`).
    """
    if "<" not in source and "&" not in source:
        return " ".join(source.split())
    check_markup(source)
    from selectolax.lexbor import LexborHTMLParser

    page = LexborHTMLParser(source)
    return running_text(page.body) if page.body is not None else ""


def running_text(root: LexborNode) -> str:
    """Blocks of text below `root`, in reading order, with a blank line between.

    An explicit stack, not recursion: pages nest as deep as a stranger likes.
    """
    blocks: list[str] = []
    words: list[str] = []

    def close_block() -> None:
        block = tidy("".join(words))
        words.clear()
        if block:
            blocks.append(block)

    stack: list[LexborNode | None] = [root]
    while stack:
        node = stack.pop()
        if node is None:
            close_block()
            continue
        tag = node.tag or ""
        if tag == "-text":
            words.append((node.text_content or "").replace(_BREAK, ""))
        elif tag == "br":
            words.append(_BREAK)
        elif tag not in _LEFT_OUT:
            if tag in _BLOCKS:
                close_block()
                stack.append(None)
            stack.extend(reversed(list(node.iter(include_text=True))))
    close_block()
    return "\n\n".join(blocks)


def tidy(block: str) -> str:
    """White space of a block as a browser shows it; two line breaks in a row part paragraphs."""
    parts = re.split(r"\x00[\s\x00]*\x00", block)
    lines = (
        "\n".join(filter(None, (" ".join(line.split()) for line in part.split(_BREAK))))
        for part in parts
    )
    return "\n\n".join(filter(None, lines))
