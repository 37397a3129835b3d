"""Table, JSON or CSV: the one place that decides, and that keeps text from steering a terminal."""

from __future__ import annotations

import json
import os
import re
import shutil
import sys
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from typing import Any

import click

from graphkit.errors import UsageError

# Control characters (escape sequences begin with one), line and paragraph separators, and the marks
# that turn the direction of writing.
_UNSAFE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"
)
_UNSAFE_IN_JSON = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")


def clean(text: str, *, lines: bool = False) -> str:
    r"""Text that is safe to show: controls as escapes (\x1b), tabs and line ends as blanks.

    Args:
        text: any text.
        lines: keep line feeds.
    """

    def show(match: re.Match[str]) -> str:
        char = match.group()
        if char == "\n" and lines:
            return char
        if char in "\t\n\r":
            return " "
        code = ord(char)
        return f"\\x{code:02x}" if code < 256 else f"\\u{code:04x}"

    return _UNSAFE.sub(show, text)


def plain(value: Any) -> Any:
    """A value as JSON knows it: frozen values become objects of their fields."""
    if is_dataclass(value) and not isinstance(value, type):
        shown = (item.name for item in fields(value) if item.metadata.get("shown", True))
        return {name: plain(getattr(value, name)) for name in shown}
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    return value


def _json(value: Any, indent: int | None) -> str:
    ascii_only = "utf" not in (getattr(sys.stdout, "encoding", None) or "").casefold()
    text = json.dumps(plain(value), ensure_ascii=ascii_only, indent=indent)
    return _UNSAFE_IN_JSON.sub(lambda match: f"\\u{ord(match.group()):04x}", text)


def emit(
    value: Any,
    as_json: bool,
    render: Callable[[], Iterable[str]],
    rows: Callable[[], Iterable[Sequence[object]]] | None = None,
) -> None:
    """Print one answer: a JSON object or CSV (`--csv`) for programs, lines for people.

    Args:
        value: the answer.
        as_json: `--json` was given.
        render: its lines.
        rows: its rows as CSV, header first; None leaves them to `graphkit.cli.csvrows`.
    """
    _only_one(as_json)
    if as_json:
        click.echo(_json(value, 2))
        return
    if wants_csv():
        from graphkit.cli.csvrows import csv_lines, written

        for line in csv_lines(value) if rows is None else written(rows()):
            click.echo(line, nl=False)
        return
    for line in render():
        click.echo(line)


def emit_rows(
    rows: Iterable[Any],
    as_json: bool,
    head: Sequence[str],
    cells: Callable[[Any], Sequence[object]],
) -> None:
    """Print a list: a JSON object a line or CSV for programs, a table for people."""
    _only_one(as_json)
    if as_json:
        for row in rows:
            click.echo(_json(row, None))
        return
    if wants_csv():
        from graphkit.cli.csvrows import written

        for line in written([head, *(cells(row) for row in rows)]):
            click.echo(line, nl=False)
        return
    for line in table(head, (cells(row) for row in rows)):
        click.echo(line)


_CSV = "graphkit.cli.csv"


def ask_csv(ctx: click.Context, _parameter: click.Parameter, value: bool) -> None:
    """Callback of `--csv`: whatever the command prints is CSV."""
    if value:
        ctx.meta[_CSV] = True


def _only_one(as_json: bool) -> None:
    if as_json and wants_csv():
        raise UsageError("--csv and --json exclude each other; name one")


def wants_csv() -> bool:
    """Whether the command under way was asked for CSV."""
    ctx = click.get_current_context(silent=True)
    return bool(ctx and ctx.meta.get(_CSV))


def painted(text: str, **style: Any) -> str:
    """Text in colour where the terminal has colours and nobody said NO_COLOR (no-color.org)."""
    return click.style(text, **style) if _colours() else text


def _colours() -> bool:
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return False
    return sys.stdout.isatty()


def terminal_width() -> int | None:
    """Columns of the terminal; None when the output goes elsewhere."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else None


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    """Lines of aligned columns; numbers stand right, None is blank.

    In a terminal the widest columns give way until a line fits; what is cut ends in an ellipsis.
    """
    shown = [[clean("" if cell is None else str(cell)) for cell in row] for row in rows]
    raw_right = [True] * len(head)
    for row in shown:
        for column, cell in enumerate(row):
            if cell and not re.fullmatch(r"-?[\d.]+", cell):
                raw_right[column] = False
    widths = [
        max([_width(name), *(_width(row[column]) for row in shown)])
        for column, name in enumerate(head)
    ]
    room = terminal_width()
    if room is not None:
        widths = fitted(widths, room)
    for number, row in enumerate((list(head), *shown)):
        padded = []
        for column, cell in enumerate(row):
            kept = _cut(cell, widths[column])
            gap = " " * (widths[column] - _width(kept))
            padded.append(gap + kept if raw_right[column] and shown else kept + gap)
        line = "  ".join(padded).rstrip()
        yield painted(line, bold=True) if number == 0 else line


_LEAST = 12


def fitted(widths: list[int], room: int) -> list[int]:
    """Column widths that fit into a line: the widest give way first, none below a readable rest."""
    widths = list(widths)
    over = sum(widths) + 2 * (len(widths) - 1) - room
    while over > 0:
        widest = max(range(len(widths)), key=widths.__getitem__)
        if widths[widest] <= _LEAST:
            break
        others = [width for column, width in enumerate(widths) if column != widest]
        step = min(over, max(1, widths[widest] - max([_LEAST, *others])))
        widths[widest] -= step
        over -= step
    return widths


def _cut(text: str, width: int) -> str:
    if _width(text) <= width:
        return text
    kept = text
    while kept and _width(kept) > width - 1:
        kept = kept[:-1]
    return f"{kept.rstrip()}…"


def _width(text: str) -> int:
    """Columns that a terminal gives a text."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1
        for char in text
    )
