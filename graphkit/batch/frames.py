"""Values through a pipe between a process and the workers that it started itself."""

from __future__ import annotations

import pickle
from typing import IO, Any

_LENGTH = 8


def send(stream: IO[bytes], value: object) -> None:
    """Write one value.

    Raises:
        OSError: nobody reads any more.
    """
    data = pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
    stream.write(len(data).to_bytes(_LENGTH, "little"))
    stream.write(data)
    stream.flush()


def receive(stream: IO[bytes]) -> Any:
    """Read one value.

    Raises:
        EOFError: the other side has ended.
    """
    data = _exactly(stream, int.from_bytes(_exactly(stream, _LENGTH), "little"))
    return pickle.loads(data)  # noqa: S301 - the other end is our own process, by a private pipe


def _exactly(stream: IO[bytes], count: int) -> bytes:
    data = stream.read(count)
    if len(data) < count:
        raise EOFError
    return data
