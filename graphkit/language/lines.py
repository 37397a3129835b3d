"""Which line breaks end a paragraph: blank lines do, wraps at a text's width do not.

A text may be wrapped at 70 or 80 columns, have one paragraph a line, or be a list of headlines.
A break is a wrap where the next line's first word would not have fitted on the line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

#: Nobody wraps text wider or narrower than this many characters.
WIDEST, NARROWEST = 110, 45
#: Wrapped lines may end this much short of where the next word would have fitted.
SLACK = 2
#: Lines from which a text's width is judged.
LINES_JUDGED = 2_000

_LINE = re.compile(r"[^\n\r]*(?:\r\n|\n|\r|\Z)")
#: Characters that part paragraphs wherever they stand.
_PARTS = re.compile(r"[\f\v\x1c-\x1e\x85\u2028\u2029]")
#: "- ", "* ", "• ", "1. ", "(a) ", "# " before an entry of a list or a heading.
_ENTRY = re.compile(r"(?:[-*+•·▪◦‣–—]|#{1,6}|\(?(?:\d{1,3}|[a-zA-Z])[.)])\s+\S|[•▪◦‣]\S")
_CLOSED = re.compile(r"[.!?:;…][\"'”’)\]]*$")
_VISIBLE = re.compile(r"\S")
_FIRST_WORD = re.compile(r"\S{1,150}")


class Line(NamedTuple):
    """A line of text.

    Attributes:
        start, end: offsets of what stands between its first and last visible character.
        indent: characters before the first visible one.
    """

    start: int
    end: int
    indent: int


def paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Offsets of paragraphs, headings and list entries, in order, none empty."""
    width = _width(text)
    before: Line | None = None
    begin = 0
    for line in _lines(text):
        if line is None:
            if before:
                yield begin, before.end
            before = None
            continue
        if before is None:
            begin = line.start
        elif _ends(text, before, line, width):
            yield begin, before.end
            begin = line.start
        before = line
    if before:
        yield begin, before.end


def _lines(text: str) -> Iterator[Line | None]:
    """Lines in order; None for a blank one."""
    for match in _LINE.finditer(text):
        first, last = match.span()
        at = first
        for part in _PARTS.finditer(text, first, last):
            yield _line(text, at, part.start())
            yield None
            at = part.end()
        yield _line(text, at, last)


def _line(text: str, first: int, last: int) -> Line | None:
    visible = _VISIBLE.search(text, first, last)  # no copy: a line may be the whole of a large text
    if visible is None:
        return None
    end = last
    while text[end - 1].isspace():
        end -= 1
    return Line(visible.start(), end, visible.start() - first)


def _width(text: str) -> int | None:
    """Column at which a text is wrapped, or None where it is not."""
    lengths: list[int] = []
    before: Line | None = None
    for count, line in enumerate(_lines(text)):
        if line and before:
            length = before.indent + before.end - before.start
            if length > WIDEST:
                return None
            lengths.append(length)
        before = line
        if count >= LINES_JUDGED:
            break
    if not lengths:
        return None
    lengths.sort()
    width = lengths[int(0.9 * (len(lengths) - 1))]
    return width if width >= NARROWEST else None


def _ends(text: str, line: Line, after: Line, width: int | None) -> bool:
    """Whether a paragraph ends between two lines that follow each other."""
    if _ENTRY.match(text, after.start, after.end):
        return True
    if width is not None and after.indent <= line.indent + 1:
        word = _FIRST_WORD.match(text, after.start)
        length = line.indent + line.end - line.start + 1 + (len(word.group()) if word else 0)
        if length > width - SLACK:
            return False
    open_end = not _CLOSED.search(text, max(line.start, line.end - 5), line.end)
    return not (open_end and text[after.start].islower())
