"""Reading what may make one wait (a pipe, a terminal) so that Ctrl-C always ends the waiting."""

from __future__ import annotations

import io
import os
import select
import stat
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_DEAF_S = 0.2


class _Heedful(io.RawIOBase):
    """The bytes of a file that are read only once there are some.

    A signal only leaves a mark, which Python looks at between two of its own steps. One that comes
    while a buffered reader has already set out for the next blocking read would be heard when that
    read ends: with a pipe, perhaps never. Waiting here is cut into short pieces instead.
    """

    def __init__(self, file: BinaryIO, *, owned: bool) -> None:
        self._file = file
        self._number = file.fileno()
        self._owned = owned

    def readable(self) -> bool:
        return True

    def fileno(self) -> int:
        return self._number

    def readinto(self, buffer: WriteableBuffer) -> int:
        while not select.select([self._number], [], [], _DEAF_S)[0]:
            pass
        return os.readv(self._number, [buffer])

    def close(self) -> None:
        if self._owned and not self.closed:
            self._file.close()
        super().close()


def heedful(file: BinaryIO, *, owned: bool = True) -> BinaryIO:
    """The same bytes, read so that Ctrl-C is heard within a fifth of a second.

    Args:
        file: open for bytes, nothing read from it yet. A file on a disk, or none of the system's,
            is given back as it is: it keeps nobody waiting.
        owned: closing what is returned closes the file.
    """
    try:
        regular = stat.S_ISREG(os.fstat(file.fileno()).st_mode)
    except OSError:  # no file of the system
        return file
    if regular or os.name != "posix":  # elsewhere one can wait for sockets only
        return file
    return io.BufferedReader(_Heedful(file, owned=owned))
