"""Records that are safe the moment they are written: a file that only grows, each record checked.

A record cut off by the end of a process or of the power is found by its checksum and dropped.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from zlib import crc32

_HEAD = 12
_SYNC_S = 1.0


class Journal:
    """Numbered records in a file; memory holds only where each stands.

    Args:
        path: of the file; what sound records it holds are there again.

    Raises:
        OSError: it cannot be read or written.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        # "a" makes it where it is missing; reading and cutting need more.
        path.open("ab").close()
        self._file = path.open("r+b")
        self._where: dict[int, tuple[int, int]] = {}
        end = 0
        for number, at, size in self._scan():
            self._where[number] = (at, size)
            end = at + size
        self._file.truncate(end)
        self._file.seek(end)
        self._end = end
        self._synced = time.monotonic()

    def _scan(self) -> Iterator[tuple[int, int, int]]:
        at = 0
        while len(head := self._file.read(_HEAD)) == _HEAD:
            size = int.from_bytes(head[:8], "little")
            remains = self._file.seek(0, os.SEEK_END) - at - _HEAD
            self._file.seek(at + _HEAD)
            if size > remains:
                return
            data = self._file.read(size)
            if len(data) < size or crc32(data) != int.from_bytes(head[8:], "little"):
                return
            yield int.from_bytes(data[:8], "little"), at + _HEAD, size
            at += _HEAD + size

    def __contains__(self, number: int) -> bool:
        return number in self._where

    def __len__(self) -> int:
        return len(self._where)

    def add(self, number: int, data: bytes) -> None:
        """Append a record; the operating system has it when this returns, the disk soon after."""
        body = number.to_bytes(8, "little") + data
        head = len(body).to_bytes(8, "little") + crc32(body).to_bytes(4, "little")
        self._file.write(head + body)
        self._file.flush()
        self._where[number] = (self._end + _HEAD, len(body))
        self._end += _HEAD + len(body)
        if time.monotonic() - self._synced > _SYNC_S:
            self.sync()

    def read(self, number: int) -> bytes:
        """A record's data."""
        at, size = self._where[number]
        self._file.seek(at + 8)
        data = self._file.read(size - 8)
        self._file.seek(self._end)
        return data

    def sync(self) -> None:
        """Bring all of it to the disk."""
        self._file.flush()
        os.fsync(self._file.fileno())
        self._synced = time.monotonic()

    def keep(self, wanted: Callable[[int], bool]) -> None:
        """Drop all records but those wanted."""
        left = [number for number in self._where if wanted(number)]
        if len(left) == len(self._where):
            return
        records = {number: self.read(number) for number in left}
        fresh = self._path.with_suffix(".new")
        with fresh.open("wb"):
            pass
        old, self._file = self._file, fresh.open("r+b")
        old.close()
        self._where, self._end = {}, 0
        for number, data in records.items():
            self.add(number, data)
        self.sync()
        fresh.replace(self._path)

    def close(self) -> None:
        """Bring all of it to the disk; a journal without records is removed."""
        self.sync()
        self._file.close()
        if not self._where:
            self._path.unlink(missing_ok=True)
