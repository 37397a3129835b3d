"""Paths to the files behind them: folders walked in a fixed order, once, safe from loops."""

from __future__ import annotations

import logging
import stat
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from graphkit.reading.failure import ReadFailure, shown

FORMATS = {
    ".txt": "text",
    ".text": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".jsonl": "json",
    ".ndjson": "json",
    ".csv": "csv",
    ".tsv": "csv",
    ".pdf": "pdf",
}
"""Suffix to format. A file that is named itself may have another suffix and is read as text."""

KNOWN = ", ".join(sorted(FORMATS))

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Source:
    """One file to read.

    Attributes:
        path: where it is.
        label: its name fit to print.
        format: a value of `FORMATS`.
    """

    path: Path
    label: str
    format: str


def sources(path: Path) -> Iterator[Source | ReadFailure]:
    """The files behind one path that the user names.

    A folder is walked in the order of its names, without hidden files and without files of other
    formats (how many, goes to the log). Links are followed, but no folder is walked twice.
    """
    label = shown(path)
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        yield ReadFailure(label, "no such file or folder. Check the name.")
    except (OSError, ValueError) as error:
        yield ReadFailure(label, cannot_read(error))
    else:
        if stat.S_ISDIR(mode):
            yield from _folder(path, label)
        else:
            yield _named(path, label)


def cannot_read(error: OSError | ValueError) -> str:
    """Words for an error of the file system."""
    if isinstance(error, PermissionError):
        return "no permission to read it. Change its permissions (chmod u+r) or ask its owner."
    reason = error.strerror if isinstance(error, OSError) else str(error)
    return f"cannot be read ({(reason or type(error).__name__).lower()})."


def _named(path: Path, label: str) -> Source | ReadFailure:
    suffix = path.suffix.lower()
    if suffix == ".json":
        return ReadFailure(
            label, "a .json file: write one object a line with id and text, and name it .jsonl."
        )
    return Source(path, label, FORMATS.get(suffix, "text"))


def _folder(top: Path, label: str) -> Iterator[Source | ReadFailure]:
    found = 0
    others: Counter[str] = Counter()
    for item in _walked(top, set()):
        if isinstance(item, ReadFailure):
            found += 1
            yield item
        elif item.suffix.lower() in FORMATS:
            found += 1
            yield Source(item, shown(item), FORMATS[item.suffix.lower()])
        else:
            others[item.suffix.lower() or "no suffix"] += 1
    if not found:
        yield ReadFailure(label, f"no readable files in this folder: graphkit reads {KNOWN}.")
    elif others:
        kinds = ", ".join(f"{shown(suffix)}: {n}" for suffix, n in others.most_common(5))
        _log.warning("%s: passed over %d files of other kinds (%s)", label, others.total(), kinds)


def _walked(folder: Path, seen: set[tuple[int, int]]) -> Iterator[Path | ReadFailure]:
    """Files below a folder; an explicit stack, since folders nest as deep as a stranger likes."""
    stack: list[Path] = [folder]
    while stack:
        path = stack.pop()
        try:
            status = path.stat()
            if stat.S_ISREG(status.st_mode):
                yield path
            if not stat.S_ISDIR(status.st_mode):
                continue
            if (status.st_dev, status.st_ino) in seen:
                continue
            seen.add((status.st_dev, status.st_ino))
            inside = sorted(item for item in path.iterdir() if not item.name.startswith("."))
        except OSError as error:
            yield ReadFailure(shown(path), cannot_read(error))
            continue
        stack.extend(reversed(inside))
