"""Table, JSON or CSV: the one place that decides, and that keeps text from steering a terminal."""

from __future__ import annotations

import os
import re
import sys
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from typing import Any

import click

from graphkit.controls import as_json, escaped
from graphkit.errors import UsageError


def clean(text: str, *, lines: bool = False) -> str:
    r"""Text that is safe to show on one line: controls as escapes (\u001b), tabs and line ends as
    blanks.

    Args:
        text: any text.
        lines: keep line feeds.
    """
    blanks = re.sub(r"[\t\r]" if lines else r"[\t\n\r]", " ", _BRUSHES.sub("", text))
    return escaped(blanks, keep="\n" if lines else "")


def say(text: str = "", *, err: bool = False, nl: bool = True) -> None:
    """Print text, line ends and tabs as they are, other controls as escapes.

    Every command prints with this (or with `emit`), so that no text of a stranger steers a
    terminal.

    Args:
        text: what to print.
        err: to standard error: what is no result.
        nl: end the line.
    """
    click.echo(escaped(text, keep="\n\t"), err=err, nl=nl)


def say_json(value: Any) -> None:
    """Print a value as one line of JSON."""
    say(_json(value, None))


def redraw(line: str, *, last: bool = False) -> None:
    """Show the state of work in the same line of the terminal, over what stood there.

    Args:
        line: one line.
        last: go on below it.
    """
    click.echo(f"\r\x1b[K{clean(line)}", err=True, nl=last)


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
    return as_json(plain(value), ascii_only=ascii_only, indent=indent)


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
        say(_json(value, 2))
        return
    if wants_csv():
        from graphkit.cli.csvrows import csv_lines, written

        for line in csv_lines(value) if rows is None else written(rows()):
            say(line, nl=False)
        return
    for line in render():
        _show(line)


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
            say(_json(row, None))
        return
    if wants_csv():
        from graphkit.cli.csvrows import written

        for line in written([head, *(cells(row) for row in rows)]):
            say(line, nl=False)
        return
    for line in table(head, (cells(row) for row in rows)):
        _show(line)


_CSV = "graphkit.cli.csv"
# Codes that no text may hold stand for colours until a line is printed; `clean` takes them out of
# all that others wrote.
_STYLES = {
    "head": ("\ufdd0", "\x1b[1m"),
    "cooperative": ("\ufdd1", "\x1b[1;32m"),
    "hostile": ("\ufdd2", "\x1b[1;31m"),
    "neutral": ("\ufdd3", "\x1b[1m"),
}
_END = ("\ufdd4", "\x1b[0m")
_BRUSHES = re.compile("[\ufdd0-\ufdd4]")


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


def painted(text: str, style: str | None) -> str:
    """Text in a style of `_STYLES` where the terminal has colours and nobody said NO_COLOR
    (no-color.org).
    """
    if style is None or not colours():
        return text
    return f"{_STYLES[style][0]}{text}{_END[0]}"


def _show(line: str) -> None:
    """Print a line of an answer; of all that steers a terminal only our own colours are let by."""
    text = escaped(line, keep="\n\t")
    for brush, code in (*_STYLES.values(), _END):
        text = text.replace(brush, code)
    click.echo(text)


def colours() -> bool:
    """Whether the output is a terminal that has colours and whose user wants them."""
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return False
    return sys.stdout.isatty()


def terminal_width() -> int | None:
    """Columns of the terminal; None when the output goes elsewhere."""
    if not sys.stdout.isatty():
        return None
    import shutil  # brings every compression with it

    return shutil.get_terminal_size().columns


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
        yield painted(line, "head") if number == 0 else line


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
