"""Files that are there whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from graphkit.errors import GraphkitError

_SUFFIX = ".partial"


@contextmanager
def replacing(path: Path) -> Iterator[TextIO]:
    """A UTF-8 text file that takes the place of `path` when the block ends without an error.

    Line ends are written as they are.

    Raises:
        GraphkitError: it cannot be written; the message names it and the reason.
    """
    with (
        replacing_path(path) as temporary,
        open(temporary, "w", encoding="utf-8", newline="", buffering=1 << 20) as file,  # noqa: PTH123
    ):
        yield file
        file.flush()
        os.fsync(file.fileno())


@contextmanager
def replacing_path(path: Path) -> Iterator[Path]:
    """The path of an empty file that takes the place of `path` when the block ends without error.

    For writers that open files themselves.

    Raises:
        GraphkitError: it cannot be written; the message names it and the reason.
    """
    temporary: Path | None = None
    try:
        if path.is_dir():
            raise GraphkitError(f"{path} is a folder; give the name of a file in it")
        _clear_abandoned(path)
        prefix = f"{_prefix(path)}{os.getpid()}."
        handle, name = tempfile.mkstemp(prefix=prefix, suffix=_SUFFIX, dir=path.parent)
        os.close(handle)
        temporary = Path(name)
        yield temporary
        temporary.chmod(usual_mode(0o666))
        temporary.replace(path)
        temporary = None
    except OSError as error:
        raise GraphkitError(
            f"{path} cannot be written: {error.strerror or error}; check that its folder is there, "
            "may be written to and has space"
        ) from error
    finally:
        if temporary is not None:
            temporary.unlink(missing_ok=True)


def _prefix(path: Path) -> str:
    return f".{path.name[:40]}."


def _clear_abandoned(path: Path) -> None:
    """Remove what writers of this file that were killed left behind."""
    if os.name != "posix":  # elsewhere asking for a process would end it
        return
    for item in path.parent.iterdir():
        if not (item.name.startswith(_prefix(path)) and item.name.endswith(_SUFFIX)):
            continue
        process = item.name.removeprefix(_prefix(path)).partition(".")[0]
        if process.isdigit() and not _alive(int(process)):
            item.unlink(missing_ok=True)


def _alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        pass
    return True


def usual_mode(most: int) -> int:
    """Rights of a file (0o666) or folder (0o777) made the usual way; temporary ones are closed to
    others.
    """
    mask = os.umask(0)
    os.umask(mask)
    return most & ~mask
