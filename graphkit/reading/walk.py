"""Paths to the files behind them: folders walked in a fixed order, once, safe from loops."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from graphkit.reading.content import Note, Told
from graphkit.reading.failure import ReadFailure, shown


@dataclass(frozen=True, slots=True)
class Source:
    """One file to read.

    Attributes:
        path: where it is.
        label: its name fit to print.
        named: the user named this very file; else it stands in a folder.
    """

    path: Path
    label: str
    named: bool


def sources(path: Path, told: Told) -> Iterator[Source | ReadFailure]:
    """The files behind one path that the user names.

    A folder is walked in the order of its names, without hidden files and folders, which are told.
    Links are followed, but no folder is walked twice.
    """
    label = shown(path)
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        yield ReadFailure(label, "no such file or folder. Check the name.")
    except (OSError, ValueError) as error:
        yield ReadFailure(label, cannot_read(error))
    else:
        if not stat.S_ISDIR(mode):
            yield Source(path, label, named=True)
            return
        empty = True
        for item in _walked(path, set(), told):
            empty = False
            yield item if isinstance(item, ReadFailure) else Source(item, shown(item), named=False)
        if empty:
            yield ReadFailure(label, "no files in this folder. Check the name.")


def cannot_read(error: OSError | ValueError) -> str:
    """Words for an error of the file system."""
    if isinstance(error, PermissionError):
        return "no permission to read it. Change its permissions (chmod u+r) or ask its owner."
    reason = error.strerror if isinstance(error, OSError) else str(error)
    return f"cannot be read ({(reason or type(error).__name__).lower()})."


def _walked(folder: Path, seen: set[tuple[int, int]], told: Told) -> Iterator[Path | ReadFailure]:
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
            found = sorted(path.iterdir())
        except OSError as error:
            yield ReadFailure(shown(path), cannot_read(error))
            continue
        for item in found:
            if item.name.startswith("."):
                told(Note(shown(item), "skipped", "hidden", "hidden: its name begins with a dot."))
        stack.extend(item for item in reversed(found) if not item.name.startswith("."))
