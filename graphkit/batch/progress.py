"""How far a batch is, how fast, and how long it will take: a line for people."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from threading import Thread

from graphkit.batch.extracting import Extracted
from graphkit.model import Document

_EVERY_TERMINAL_S = 0.5
_EVERY_LOG_S = 30.0
_AT_LEAST_S = 3.0


class Progress:
    """Counts documents and says now and then how it goes.

    How much there is to read is known by the bytes of the input files, which are looked up beside
    the work; what has been read of a file is known when the next one begins, and before that by the
    text that came out of it.

    Args:
        inputs: what the user named.
        say: gets each line, and whether it is the last.
        terminal: lines come often, over one another; else seldom.
        clock: seconds that only grow.
    """

    def __init__(
        self,
        inputs: Sequence[str],
        say: Callable[[str, bool], None],
        *,
        terminal: bool,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._say = say
        self._clock = clock
        self._every = _EVERY_TERMINAL_S if terminal else _EVERY_LOG_S
        self._began = self._last = clock()
        self._total: int | None = None
        self._file = ""
        self._limit: int | None = None
        self._passed = self._in_file = self._skipped = 0
        self.documents = self.failed = self.before = 0
        Thread(target=self._measure, args=(list(inputs),), daemon=True).start()

    def _measure(self, inputs: list[str]) -> None:
        total = 0
        for name in inputs:
            size = size_of(name)
            if size is None:
                return
            total += size
        self._total = total

    def read(self, document: Document, *, known: bool = False) -> None:
        """Note a document that was read; `known`: it was done before."""
        place = document.path or ""
        same = self._file and place.startswith((f"{self._file}:", f"{self._file}#"))
        file = self._file if same else _file_of(place)
        size = len(document.text.encode("utf-8", "surrogatepass"))
        if file != self._file:
            self._passed += max(self._in_file, self._limit or 0)
            self._file, self._in_file = file, 0
            self._limit = _bytes_of(file)
        limit = self._limit
        self._in_file = self._in_file + size if limit is None else min(self._in_file + size, limit)
        if known:
            self.before += 1
            self._skipped = self._passed + self._in_file
            self._began = self._clock()

    def reading(self, sources: Iterable[Document | Extracted]) -> Iterator[Document | Extracted]:
        """Pass sources on, each document noted."""
        for source in sources:
            if isinstance(source, Document):
                self.read(source)
            yield source

    def done(self, *, failed: bool = False) -> None:
        """Note a finished document."""
        self.documents += 1
        self.failed += failed
        now = self._clock()
        if now - self._last >= self._every:
            self._last = now
            self._say(self.line(), False)

    def end(self) -> None:
        """Say it a last time, when it was said before or took long."""
        if self._clock() - self._began > _AT_LEAST_S:
            self._say(self.line(ended=True), True)

    def line(self, *, ended: bool = False) -> str:
        """Documents, share, rate, time left, failures; no share of what has ended."""
        took = max(self._clock() - self._began, 1e-6)
        read = self._passed + self._in_file
        fresh = read - self._skipped
        count = self.documents + self.before
        parts = [f"{count:,} document{'s' * (count != 1)}"]
        if self._total and fresh > 0 and not ended:
            share = min(1.0, read / self._total)
            parts[0] += f" ({share:.0%})"
        rate = self.documents / took
        parts.append(f"{rate:,.1f} a second" if rate < 100 else f"{rate:,.0f} a second")
        if self._total and fresh > 0 and took > _AT_LEAST_S and not ended:
            left = max(0, self._total - read) * took / fresh
            parts.append(f"about {duration(left)} left")
        if self.failed:
            parts.append(f"{self.failed:,} failed")
        return ", ".join(parts)


def duration(seconds: float) -> str:
    """A time for people: "40 s", "12 min", "3 h 20 min", "2 days 4 h"."""
    if seconds < 100:
        return f"{seconds:.0f} s"
    minutes = round(seconds / 60)
    if minutes < 100:
        return f"{minutes} min"
    hours, minutes = divmod(minutes, 60)
    if hours < 48:
        return f"{hours} h {minutes} min"
    days, hours = divmod(hours, 24)
    return f"{days} days {hours} h"


def size_of(name: str) -> int | None:
    """Bytes of a file, or of all files below a folder; None where that cannot be known."""
    if name == "-":
        return None
    total = 0
    stack = [name]
    try:
        while stack:
            path = stack.pop()
            if not Path(path).is_dir():
                total += Path(path).stat().st_size
                continue
            with os.scandir(path) as entries:
                for entry in entries:
                    if entry.name.startswith("."):
                        continue
                    if entry.is_dir(follow_symlinks=False):
                        stack.append(entry.path)
                    elif entry.is_file():
                        total += entry.stat().st_size
    except OSError:
        return None
    return total


def _file_of(place: str) -> str:
    """The file of a place: "news/a.jsonl" of "news/a.jsonl:17" and of "news/a.jsonl#x"."""
    if Path(place).exists():
        return place
    for mark in (":", "#"):
        file = place.partition(mark)[0]
        if file != place and Path(file).is_file():
            return file
    return place


def _bytes_of(file: str) -> int | None:
    try:
        return Path(file).stat().st_size if file else None
    except (OSError, ValueError):
        return None
