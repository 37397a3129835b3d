"""From words with their places on pages to running text: columns, heads and feet, paragraphs.

The method is that of recursive cuts (Nagy and Seth 1984) with a gutter found row by row, so that a
headline over the columns does not hide them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

_MARGIN = 0.12
"""Share of a page's height at its top and bottom where running heads and feet stand."""
_GUTTER_EM = 0.9
_MIN_ROWS = 3
_PARAGRAPH_GAP = 1.45
_INDENT_EM = 0.9
_DEEPEST = 6
_PAGE_NUMBER = re.compile(
    r"(?:page|p\.|seite)?\s*+(?:[-–—|]\s*+)?(?:\d{1,4}|[ivxlc]{1,7})\s*+"
    r"[-–—|]?(?:\s*+(?:of|/|von)\s*+\d{1,4})?",
    re.IGNORECASE,
)
_ENDED = re.compile(r"[.!?:;…]['\"”’»)\]]*$")
_BROKEN_WORD = re.compile(r"(?<=[A-Za-z]{2})[-\u00ad\u2010]$")


class Segment(NamedTuple):
    """Characters that stand side by side on one line; y grows downwards, in points."""

    left: float
    top: float
    right: float
    bottom: float
    text: str

    @property
    def size(self) -> float:
        """Height, about the font's size."""
        return self.bottom - self.top


class Page(NamedTuple):
    """The segments of a page and its height in points."""

    segments: Sequence[Segment]
    height: float


class _Line(NamedTuple):
    left: float
    top: float
    right: float
    bottom: float
    text: str


def text_of(pages: Sequence[Page]) -> str:
    """Running text of pages in reading order; a blank line between paragraphs."""
    blocks: list[str] = []
    for page in _without_margins(pages):
        for column in _columns(_rows(page), 0):
            for number, paragraph in enumerate(_paragraphs(column)):
                if number == 0 and blocks and _goes_on(blocks[-1], paragraph):
                    blocks[-1] = _joined((blocks[-1], paragraph))
                else:
                    blocks.append(paragraph)
    return "\n\n".join(blocks)


def _rows(segments: Iterable[Segment]) -> list[list[Segment]]:
    """Segments that stand beside each other, from the top down, each row from left to right."""
    rows: list[list[Segment]] = []
    bottom = middle = float("-inf")
    for segment in sorted(segments, key=lambda s: ((s.top + s.bottom) / 2, s.left)):
        center = (segment.top + segment.bottom) / 2
        if rows and (segment.top < middle or center < bottom - 0.3 * segment.size):
            rows[-1].append(segment)
            continue
        rows.append([segment])
        bottom, middle = segment.bottom, center
    return [sorted(row) for row in rows]


def _columns(rows: list[list[Segment]], depth: int) -> list[list[_Line]]:
    """Lines of each column in reading order."""
    gutter = _gutter(rows) if depth < _DEEPEST else None
    if gutter is None:
        return [[_line(row) for row in rows]] if rows else []
    found: list[list[_Line]] = []
    block: list[list[Segment]] = []
    whole: list[list[Segment]] = []

    def close_block() -> None:
        left = [side for row in block if (side := [s for s in row if s.right <= gutter])]
        right = [side for row in block if (side := [s for s in row if s.right > gutter])]
        if left and right:
            close_whole()
            found.extend(_columns(left, depth + 1))
            found.extend(_columns(right, depth + 1))
        else:
            whole.extend(block)
        block.clear()

    def close_whole() -> None:
        if whole:
            found.append([_line(row) for row in whole])
        whole.clear()

    for row in rows:
        if any(s.left < gutter < s.right for s in row):
            close_block()
            whole.append(row)
        else:
            block.append(row)
    close_block()
    close_whole()
    return found


def _gutter(rows: list[list[Segment]]) -> float | None:
    """Where a column ends and the next begins: the x that most rows leave free, if enough do."""
    edges: list[tuple[float, int]] = []
    for row in rows:
        for left, right in pairwise(row):
            need = max(_GUTTER_EM * max(left.size, right.size), 6.0)
            if right.left - left.right >= need:
                edges.append((left.right + need / 4, 1))
                edges.append((right.left - need / 4, -1))
    best, count, place = 0, 0, None
    edges.sort(key=lambda edge: (edge[0], -edge[1]))
    for number, (x, step) in enumerate(edges):
        count += step
        if count > best and step > 0:
            best, place = count, (x + edges[number + 1][0]) / 2
    if place is None or best < _MIN_ROWS:
        return None
    crossing = sum(any(s.left < place < s.right for s in row) for row in rows)
    return place if best >= 0.4 * crossing else None


def _line(row: list[Segment]) -> _Line:
    return _Line(
        min(s.left for s in row),
        min(s.top for s in row),
        max(s.right for s in row),
        max(s.bottom for s in row),
        " ".join(" ".join(s.text for s in row).split()),
    )


def _paragraphs(lines: list[_Line]) -> list[str]:
    if not lines:
        return []
    steps = [after.top - before.top for before, after in pairwise(lines) if after.top > before.top]
    step = median(steps) if steps else 0.0
    edge = min(line.left for line in lines)
    found: list[list[str]] = []
    before: _Line | None = None
    for line in lines:
        if not line.text:
            continue
        if before is None or _begins(before, line, step, edge):
            found.append([])
        found[-1].append(line.text)
        before = line
    return [_joined(paragraph) for paragraph in found]


def _begins(before: _Line, line: _Line, step: float, edge: float) -> bool:
    """Whether a line begins a paragraph: space above, an indent, another size of letters."""
    size, size_before = line.bottom - line.top, before.bottom - before.top
    if step and line.top - before.top > _PARAGRAPH_GAP * step:
        return True
    if max(size, size_before) > 1.25 * min(size, size_before):
        return True
    indent = _INDENT_EM * size
    return line.left > edge + indent and before.left <= edge + indent / 2 and bool(
        _ENDED.search(before.text)
    )  # fmt: skip


def _joined(lines: Iterable[str]) -> str:
    """Lines as one, words broken at a line's end mended."""
    text = ""
    for line in lines:
        if text and _BROKEN_WORD.search(text) and line[:1].islower():
            text = text[:-1] + line
        else:
            text = f"{text} {line}" if text else line
    return text


def _goes_on(before: str, after: str) -> bool:
    """Whether a paragraph goes on in the next column or on the next page."""
    if _ENDED.search(before):
        return False
    return after[:1].islower() or bool(_BROKEN_WORD.search(before)) or len(before.split()) > 3


def _without_margins(pages: Sequence[Page]) -> list[list[Segment]]:
    """Pages without running heads and feet and page numbers."""
    marked: list[dict[str, list[Segment]]] = []
    seen: Counter[str] = Counter()
    for page in pages:
        here: dict[str, list[Segment]] = {}
        for row in _rows(page.segments):
            line = _line(row)
            top = line.bottom < _MARGIN * page.height
            if top or line.top > (1 - _MARGIN) * page.height:
                here.setdefault(f"{top}{re.sub(r'[0-9]+', '#', line.text)}", []).extend(row)
        marked.append(here)
        seen.update(here.keys())
    need = max(2, min(len(pages), 3) if len(pages) > 3 else 2)
    kept = []
    for page, here in zip(pages, marked, strict=True):
        gone = {
            segment
            for key, segments in here.items()
            if seen[key] >= need or _PAGE_NUMBER.fullmatch(_line(segments).text)
            for segment in segments
        }
        kept.append([segment for segment in page.segments if segment not in gone])
    return kept
