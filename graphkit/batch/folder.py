"""Statements of many documents in a folder; a run that was ended, however, goes on where it was.

What lies in the folder when a run is done:

- `statements-000000.jsonl`, ...: statements, those of `SHARD` documents of the input to a file
- `documents-000000.jsonl`, ...: these documents (id, title, date, url), in the same order
- `failures.jsonl`: what could not be used (see `graphkit.batch.failures`)
- `run.json`: what the run was asked for

While it runs, finished documents stand in `journal.bin`; when those of a shard are complete its
files are written and renamed into place. So a file of statements is always whole, and what is in it
depends on the input alone, not on workers or interruptions.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from graphkit.batch.extracting import Extracted, mark_of
from graphkit.batch.failures import failure_line, head_line
from graphkit.batch.journal import Journal
from graphkit.errors import InputError

SHARD = 1000
"""Documents of the input to a file."""
_RUN = "run.json"
_FORMAT = 1


class OutFolder:
    """The folder of a run; locked for others until it is closed.

    Args:
        path: of the folder; made when there is none.
        asked: what the run is asked for (JSON values): a folder of another run is refused.
        inputs: what the user named, for the report of failures.

    Attributes:
        failed: how many documents failed in all, once `finish` was called.

    Raises:
        InputError: the folder holds something else, or another process writes to it.
    """

    def __init__(self, path: Path, asked: dict[str, Any], inputs: Sequence[str]) -> None:
        self.path = path
        self._inputs = inputs
        with _told(path):
            self._run = _begin(path, {"format": _FORMAT, **asked})
            self._journal = Journal(path / "journal.bin")
            for left in path.glob("*.new"):  # half a file of a run that was ended
                left.unlink()
        self._shards = 0
        while self._file("documents", self._shards).exists():
            self._shards += 1
        self._journal.keep(lambda number: number // SHARD >= self._shards)
        self._marks: tuple[int, dict[int, str]] = (-1, {})
        self.failed = 0

    def __enter__(self) -> OutFolder:
        return self

    def __exit__(self, *_: object) -> None:
        with _told(self.path):
            self._journal.close()
        os.close(self._run)

    def _file(self, what: str, shard: int) -> Path:
        return self.path / f"{what}-{shard:06}.jsonl"

    def mark(self, number: int) -> str | None:
        """The mark of what stands in the folder as this number (see `mark_of`), None if nothing."""
        shard = number // SHARD
        if shard >= self._shards:
            return _head(self._journal.read(number))["mark"] if number in self._journal else None
        if self._marks[0] != shard:
            rows = _rows(self._file("documents", shard)) + _rows(self._file("failures", shard))
            self._marks = (shard, {row["number"]: row["mark"] for row in rows})
        return self._marks[1].get(number)

    def put(self, number: int, result: Extracted, statements: bytes) -> None:
        """Store what came of a document; it is safe when this returns.

        Args:
            number: its place in the input, from 0.
            result: without statements.
            statements: as JSON lines.
        """
        document = result.document
        row: dict[str, Any] = {"number": number, "mark": mark_of(document) if document else ""}
        if result.failure is not None:
            row |= {"place": result.place, "document": document.id if document else None}
            row["error"] = result.failure
        elif document is not None:
            row |= {"id": document.id, "title": document.title, "date": document.date}
            row |= {"url": document.url, "statements": statements.count(b"\n")}
        with _told(self.path):
            self._reopen(number // SHARD)
            head = json.dumps(row, ensure_ascii=False).encode("utf-8", "backslashreplace")
            self._journal.add(number, head + b"\n" + statements)
            self._write_whole_shards()

    def _reopen(self, shard: int) -> None:
        """Take a last, shorter shard back: the input has grown since."""
        while shard < self._shards:
            self._shards -= 1
            last = self._shards
            lines = iter(self._file("statements", last).read_bytes().splitlines(keepends=True))
            for row in _rows(self._file("documents", last)):
                data = b"".join(next(lines) for _ in range(row["statements"]))
                self._journal.add(row["number"], _encoded(row) + b"\n" + data)
            for row in _rows(self._file("failures", last)):
                self._journal.add(row["number"], _encoded(row) + b"\n")
            self._journal.sync()
            for what in ("documents", "statements", "failures"):
                self._file(what, last).unlink(missing_ok=True)

    def _write_whole_shards(self) -> None:
        if len(self._journal) < SHARD:
            return
        numbers = range(self._shards * SHARD, (self._shards + 1) * SHARD)
        while all(number in self._journal for number in numbers):
            self._write_shard(numbers)
            numbers = range(self._shards * SHARD, (self._shards + 1) * SHARD)

    def _write_shard(self, numbers: range) -> None:
        shard = self._shards
        documents: list[bytes] = []
        failures: list[bytes] = []
        statements: list[bytes] = []
        for number in numbers:
            head, _, lines = self._journal.read(number).partition(b"\n")
            (
                failures if b'"error": ' in head and "error" in json.loads(head) else documents
            ).append(head + b"\n")
            statements.append(lines)
        if failures:
            _replace(self._file("failures", shard), b"".join(failures))
        _replace(self._file("statements", shard), b"".join(statements))
        # Last: where it stands the shard is whole.
        _replace(self._file("documents", shard), b"".join(documents))
        self._shards += 1
        self._journal.keep(lambda number: number // SHARD > shard)

    def finish(self, total: int) -> None:
        """Write what is left, and the report of failures: the input has ended.

        Args:
            total: how many documents and failures the input had.
        """
        with _told(self.path):
            first = self._shards * SHARD
            if first < total:
                self._write_shard(range(first, total))
            report = [head_line(self._inputs)]
            for shard in range(self._shards):
                report += [
                    failure_line(row["place"], row["document"], row["error"])
                    for row in _rows(self._file("failures", shard))
                ]
            self.failed = len(report) - 1
            path = self.path / "failures.jsonl"
            if len(report) > 1:
                _replace(path, "".join(report).encode())
            else:
                path.unlink(missing_ok=True)
            run = json.loads((self.path / _RUN).read_bytes())
            _replace(self.path / _RUN, _encoded({**run, "complete": total}) + b"\n")


def is_out_folder(path: Path) -> bool:
    """Whether a folder is one that `extract --out` wrote."""
    return (path / _RUN).is_file()


def shards_of(path: Path) -> Iterator[tuple[Path, Path]]:
    """Files of statements and of documents that are whole, in order."""
    for documents in sorted(path.glob("documents-*.jsonl")):
        yield documents.with_name(documents.name.replace("documents", "statements")), documents


def is_complete(path: Path) -> bool:
    """Whether the run that wrote this folder came to its end."""
    return "complete" in json.loads((path / _RUN).read_bytes())


def _begin(path: Path, asked: dict[str, Any]) -> int:
    """Make the folder, or see that it is the same run's; returns the lock."""
    path.mkdir(parents=True, exist_ok=True)
    run = path / _RUN
    if not run.exists():
        others = sorted(item.name for item in path.iterdir() if not item.name.startswith("."))
        if [name for name in others if name != "run.json.new"]:
            raise InputError(
                f"{path} is not empty (it holds {others[0]}); give --out a new or empty folder"
            )
        _replace(run, _encoded(asked) + b"\n")
    handle = os.open(run, os.O_RDWR)
    try:
        _lock(handle, path)
        before = json.loads(run.read_bytes())
        for key, value in asked.items():
            if before.get(key) != value:
                raise InputError(
                    f"{path} holds another run: its {key} is {json.dumps(before.get(key))}, asked "
                    f"for is {json.dumps(value)}; give --out another folder"
                )
    except (ValueError, AttributeError):
        os.close(handle)
        raise InputError(f"{run} is damaged; give --out another folder") from None
    except BaseException:
        os.close(handle)
        raise
    return handle


def _lock(handle: int, path: Path) -> None:
    try:
        import fcntl
    except ImportError:  # not on Windows: there two runs into one folder are the user's own care
        return
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise InputError(
            f"another run writes to {path}; wait for its end, or give --out another folder"
        ) from None


def _replace(path: Path, data: bytes) -> None:
    """A whole file or none, on the disk when this returns."""
    fresh = path.with_name(path.name + ".new")
    with fresh.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)


def _encoded(row: dict[str, Any]) -> bytes:
    return json.dumps(row, ensure_ascii=False).encode("utf-8", "backslashreplace")


def _head(record: bytes) -> dict[str, Any]:
    value: dict[str, Any] = json.loads(record.partition(b"\n")[0])
    return value


def _rows(path: Path) -> list[dict[str, Any]]:
    if not path.exists():
        return []
    return [json.loads(line) for line in path.read_bytes().splitlines()]


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """Turn what the file system refuses into a message with the next step."""
    try:
        yield
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise InputError(
            f"{path} cannot be written ({reason}); what is finished is safe: mend that, then run "
            "the same command again to go on"
        ) from error
