"""What could not be read, as a value: in a batch the other documents go on."""

from __future__ import annotations

import os
from dataclasses import dataclass

from graphkit.errors import InputError


@dataclass(frozen=True, slots=True)
class ReadFailure:
    """One input that was skipped.

    Attributes:
        path: where, fit to print: "news/a.txt", "news.jsonl:3:17" (line, column), "-".
        message: what is wrong with it and what to do about it.
    """

    path: str
    message: str

    def __str__(self) -> str:
        return f"{self.path}: {self.message}"


class RowError(InputError):
    """A row of a file is broken.

    Attributes:
        line: its first line in the file, from 1.
        column: where in that line, from 1, when known.
    """

    def __init__(self, message: str, line: int, column: int | None = None) -> None:
        super().__init__(message)
        self.line = line
        self.column = column

    def failure(self, label: str) -> ReadFailure:
        """This error as a value, its place in the file `label`."""
        place = (
            f"{label}:{self.line}" if self.column is None else f"{label}:{self.line}:{self.column}"
        )
        return ReadFailure(place, str(self))


def broken(error: Exception) -> str:
    """Words for a failure that nobody foresaw: the file is named, the others are read."""
    reason = clipped(str(error), 100) if str(error) else "no reason given"
    return (
        f"cannot be read ({type(error).__name__}: {reason}). If other programs open it, please"
        " report this with the file; saved as plain text it can be read."
    )


def shown(name: str | os.PathLike[str]) -> str:
    """A file's name fit for a terminal, a log and a UTF-8 file.

    Names come from strangers: bytes that are no UTF-8 and control characters (an escape sequence
    in a name could repaint the terminal) are written as escapes.
    """
    text = os.fsencode(name).decode("utf-8", "backslashreplace")
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)


def clipped(value: object, limit: int = 60) -> str:
    """A value from the input, quoted and short enough for a message."""
    text = repr(value)
    return text if len(text) <= limit else f"{text[: limit - 3]}..."
