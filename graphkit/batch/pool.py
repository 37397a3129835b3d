"""Worker processes: documents in, results out, each at once when it is finished.

Processes of our own and not `concurrent.futures`: there one worker that the system kills (it ran
out of memory, say) ends the whole batch, workers outlive a parent that was killed, and each would
import the user's own script again.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Any

from graphkit.batch.extracting import Extracted, Setup, place_of
from graphkit.batch.frames import receive, send
from graphkit.errors import GraphkitError
from graphkit.model import Document

_BOOT = "import sys; sys.path[:] = sys.argv[1:]; from graphkit.batch.worker import main; main()"
_AHEAD = 2
"""Documents handed out for each worker: the one it reads and the one it reads next."""
_TRIES = 2
_WAIT_S = 1.0
_END_S = 5.0
_MOST_WAITING = 64 << 20


class Pool:
    """Worker processes of one batch; they are started when the first document comes.

    Args:
        workers: how many.
        setup: what all documents are read with.
        lines: results as JSON lines (bytes), not as statements.
    """

    def __init__(self, workers: int, setup: Setup, *, lines: bool = False) -> None:
        self._setup = setup
        self._lines = lines
        self._tasks: SimpleQueue[tuple[int, Document] | None] = SimpleQueue()
        self._results: SimpleQueue[tuple[int, Any, str | None] | BaseException] = SimpleQueue()
        self._hands = [_Hand(self) for _ in range(workers)]
        self._closed = False

    def __enter__(self) -> Pool:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def room(self) -> int:
        """How many documents may be under way."""
        return len(self._hands) * _AHEAD

    def submit(self, number: int, document: Document) -> None:
        """Hand a document out; its result comes with the same number."""
        for hand in self._hands:
            hand.begin()
        self._tasks.put((number, document))

    def next(self) -> tuple[int, Any, str | None]:
        """The next result, in the order in which they are finished: number, result, failure.

        Raises:
            GraphkitError: workers cannot be started.
        """
        while True:
            try:
                # Not for ever: a wait without end cannot be interrupted on every system.
                result = self._results.get(timeout=_WAIT_S)
            except Empty:
                continue
            if isinstance(result, BaseException):
                raise result
            return result

    def close(self) -> None:
        """End the workers, whatever they are at."""
        self._closed = True
        for hand in self._hands:
            self._tasks.put(None)
            hand.end()


class _Hand:
    """One worker process and the thread that talks with it."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool
        self._process: subprocess.Popen[bytes] | None = None
        self._thread: Thread | None = None

    def begin(self) -> None:
        if self._thread is None:
            self._thread = Thread(target=self._run, daemon=True)
            self._thread.start()

    def _run(self) -> None:
        pool = self._pool
        while (task := pool._tasks.get()) is not None and not pool._closed:
            number, document = task
            try:
                value, failure = self._answer(document)
            except BaseException as error:  # noqa: BLE001 - raised where results are taken
                pool._results.put(error)
                return
            pool._results.put((number, value, failure))

    def _answer(self, document: Document) -> tuple[Any, str | None]:
        code = 0
        for _ in range(_TRIES):
            process = self._started()
            assert process.stdin is not None  # noqa: S101 - opened as a pipe
            assert process.stdout is not None  # noqa: S101
            try:
                send(process.stdin, (document, self._pool._lines))
                value, failure = receive(process.stdout)
            except (EOFError, OSError):
                code = self._gone(process)
                continue
            return value, failure
        how = f"signal {-code}" if code < 0 else f"exit code {code}"
        nothing: bytes | tuple[()] = b"" if self._pool._lines else ()
        return nothing, (
            f"{place_of(document)}: the worker that read it was ended twice ({how}); if memory is "
            "short, use fewer workers or split the document; skipped."
        )

    def _started(self) -> subprocess.Popen[bytes]:
        if self._process is not None:
            return self._process
        process = subprocess.Popen(  # noqa: S603 - this Python with our own module
            [sys.executable, "-P", "-c", _BOOT, *import_path()],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        self._process = process
        assert process.stdin is not None  # noqa: S101 - opened as a pipe
        assert process.stdout is not None  # noqa: S101
        try:
            send(process.stdin, self._pool._setup)
            error = receive(process.stdout)
        except (EOFError, OSError):
            code = self._gone(process)
            raise GraphkitError(
                f"a worker process ended before it began (exit code {code}); use --workers 1 to "
                "see why"
            ) from None
        if error is not None:
            self._gone(process)
            raise error
        return process

    def _gone(self, process: subprocess.Popen[bytes]) -> int:
        self._process = None
        for stream in (process.stdin, process.stdout):
            with suppress(OSError):
                if stream is not None:
                    stream.close()
        return process.wait()

    def end(self) -> None:
        process = self._process
        if process is not None:
            process.kill()
            with suppress(subprocess.TimeoutExpired):
                process.wait(_END_S)
        if self._thread is not None:
            self._thread.join(_END_S)
        if process is not None:
            for stream in (process.stdin, process.stdout):
                with suppress(OSError):
                    if stream is not None:
                        stream.close()


def import_path() -> list[str]:
    """Where a worker finds modules: as this process does, but never in the current folder.

    A corpus may hold a file called json.py.
    """
    here = os.path.realpath(os.curdir)
    package = str(Path(__file__).resolve().parents[2])
    path = [
        entry
        for entry in sys.path
        if entry and Path(entry).is_absolute() and os.path.realpath(entry) not in (here, package)
    ]
    return [*path, package]


def results(
    sources: Iterable[tuple[int, Document | Extracted]],
    pool: Pool,
    hold: Callable[[], bool] = lambda: False,
) -> Iterator[tuple[int, Extracted, Any]]:
    """Results as they are finished.

    Args:
        sources: numbered documents, or results that stand already (what could not be read).
        pool: the workers.
        hold: whether to finish what is under way before anything new is begun.

    Yields:
        the number, the result without statements, and the statements as `pool` gives them.
    """
    under_way: dict[int, Document] = {}

    def taken() -> tuple[int, Extracted, Any]:
        number, value, failure = pool.next()
        document = under_way.pop(number)
        return number, Extracted(document, (), failure, place_of(document)), value

    for number, source in sources:
        if isinstance(source, Extracted):
            yield number, source, None
            continue
        while under_way and (len(under_way) >= pool.room or hold()):
            yield taken()
        under_way[number] = source
        pool.submit(number, source)
    while under_way:
        yield taken()


def in_order(sources: Iterable[Document | Extracted], pool: Pool) -> Iterator[Extracted]:
    """Results in the order of `sources`, with their statements.

    Behind a document that takes long others are finished and wait in memory; when their texts come
    to `_MOST_WAITING` characters no further ones are begun.
    """
    waiting: dict[int, Extracted] = {}
    size = turn = 0

    def hold() -> bool:
        return size > _MOST_WAITING

    for number, result, statements in results(enumerate(sources), pool, hold):
        waiting[number] = replace(result, statements=statements or ())
        size += _size(result)
        while (ready := waiting.pop(turn, None)) is not None:
            size -= _size(ready)
            turn += 1
            yield ready


def _size(result: Extracted) -> int:
    return len(result.document.text) if result.document else 0
