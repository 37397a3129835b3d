"""The report of what could not be used: one JSON object a line, which a later run takes again.

The first line says what the inputs were, so that `--retry REPORT` needs nothing else:

    {"inputs": ["news/"]}
    {"place": "news/a.jsonl:17", "document": "a-17", "error": "..."}
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from graphkit.controls import as_json
from graphkit.errors import InputError


@dataclass(frozen=True, slots=True)
class Report:
    """A report that was read again.

    Attributes:
        inputs: what the run that wrote it was given.
        places: what failed, as messages name it.
    """

    inputs: tuple[str, ...]
    places: frozenset[str]


def failure_line(place: str, document: str | None, error: str) -> str:
    """One failure as a line of the report."""
    return _line({"place": place, "document": document, "error": error})


def head_line(inputs: Sequence[str]) -> str:
    """The first line of a report."""
    return _line({"inputs": list(inputs)})


def _line(value: dict[str, object]) -> str:
    return as_json(value) + "\n"


class FailureLog:
    """A report that is written while a batch runs: each failure stands in the file at once.

    Args:
        path: of the file; what it held before is lost.
        inputs: what the user named.

    Raises:
        InputError: the file cannot be written.
    """

    def __init__(self, path: Path, inputs: Sequence[str]) -> None:
        try:
            self._file = path.open("w", encoding="utf-8", errors="backslashreplace")
            self._file.write(head_line(inputs))
            self._file.flush()
        except OSError as error:
            raise InputError(f"{path} cannot be written: {error.strerror or error}") from error

    def add(self, place: str, document: str | None, error: str) -> None:
        """Note one failure."""
        self._file.write(failure_line(place, document, error))
        self._file.flush()

    def close(self) -> None:
        """End the report."""
        self._file.close()


def read_report(path: Path) -> Report:
    """Read a report.

    Raises:
        InputError: it cannot be read or is none; the message names the line.
    """
    inputs: list[str] = []
    places: set[str] = set()
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, ValueError) as error:
        raise InputError(f"{path} cannot be read: {error}; give a report of failures") from error
    for number, line in enumerate(lines, start=1):
        try:
            value = json.loads(line)
            if number == 1:
                inputs = [str(item) for item in value["inputs"]]
            else:
                places.add(str(value["place"]))
        except (ValueError, KeyError, TypeError):
            raise InputError(
                f"{path}:{number}: is no line of a report of failures; give the file that "
                "--failures wrote, or failures.jsonl of the folder of --out"
            ) from None
    if not inputs:
        raise InputError(f"{path} is empty; give a report of failures")
    return Report(tuple(inputs), frozenset(places))
