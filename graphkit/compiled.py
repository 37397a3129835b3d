"""Checked data kept ready: YAML is read and checked when the package is built, not at every start.

A built copy holds the values and a digest of everything they were made from: the data files and the
code that checks them. Where the digest does not fit (somebody edits a file in a checkout), the
values are made anew and, if the folder can be written, kept. `hatch_build.py` makes all of them for
the wheel, so a broken data file stops the build.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import os
from collections.abc import Callable, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any, TypeVar

T = TypeVar("T")

#: Where the built copies lie: not in version control, in the wheel.
FOLDER = Path(__file__).parent / "compiled_data"
#: Classes that a built copy may name beside our own.
_PLAIN = {("builtins", "frozenset"), ("builtins", "set")}


def load(name: str, sources: Sequence[Path | ModuleType], make: Callable[[], T]) -> T:
    """The value of `make`, from its built copy where that is up to date.

    Args:
        name: the copy's name.
        sources: the files that the value depends on, and the modules that check them.
        make: reads and checks the data.

    Raises:
        OntologyError: the data are broken; the message has file and line.
    """
    path = FOLDER / f"{name}.bin"
    digest = _digest(sources)
    import pickle

    class Reader(pickle.Unpickler):
        """Builds graphkit's own values and plain collections, nothing else."""

        def find_class(self, module: str, name: str) -> Any:
            if module.startswith("graphkit.") or (module, name) in _PLAIN:
                return super().find_class(module, name)
            raise pickle.UnpicklingError(f"{module}.{name} has no place in built data")

    # A copy that is torn or foreign is none.
    with contextlib.suppress(OSError, pickle.UnpicklingError, EOFError, ValueError, AttributeError):
        kept = path.read_bytes()
        if kept.startswith(digest):
            value: T = Reader(io.BytesIO(memoryview(kept)[len(digest) :])).load()
            return value
    value = make()
    with contextlib.suppress(OSError):  # a folder that only others may write
        _write(path, digest + pickle.dumps(value, protocol=5))
    return value


def _digest(sources: Sequence[Path | ModuleType]) -> bytes:
    digest = hashlib.sha256()
    for source in sources:
        path = source if isinstance(source, Path) else Path(str(source.__file__))
        data = path.read_bytes()
        digest.update(f"{path.name} {len(data)} ".encode())
        digest.update(data)
    return digest.digest()


def _write(path: Path, data: bytes) -> None:
    """All or nothing, whoever else writes at the same time."""
    import tempfile

    path.parent.mkdir(exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=path.name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(temporary).chmod(0o644)
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
