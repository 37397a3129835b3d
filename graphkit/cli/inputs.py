"""What `build` and `extract` share: their options, their inputs, what failed, how far they are."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from graphkit.cli.output import redraw, say
from graphkit.cli.reading import ReadingOptions, Tally, reading_options
from graphkit.errors import InputError, UsageError

if TYPE_CHECKING:
    from graphkit.batch.extracting import Extracted
    from graphkit.batch.failures import FailureLog
    from graphkit.batch.progress import Progress
    from graphkit.model import Document

_MOST_WORKERS = 256


@dataclass(frozen=True, slots=True)
class BatchOptions:
    """Inputs of a batch and how to work on them.

    Attributes:
        inputs: what the user named, or what the report of `retry` says.
        only: of these only the places in this set; None: all.
        failures: where the report of what failed goes, if anywhere.
        reading: how the inputs are read.
        tally: counts what is skipped or left out while they are read.
    """

    inputs: tuple[str, ...]
    workers: int
    actors: tuple[Path, ...]
    relations: tuple[Path, ...]
    only: frozenset[str] | None = None
    failures: Path | None = None
    reading: ReadingOptions = ReadingOptions()  # noqa: RUF009 - frozen
    tally: Tally = field(default_factory=Tally)


def _workers(ctx: click.Context, param: click.Parameter, value: str) -> int:
    """A number of processes; "all" is one for each core."""
    if value == "all":
        return cores()
    number = int(value) if value.isascii() and value.isdigit() and len(value) < 9 else 0
    if not 1 <= number <= _MOST_WORKERS:
        raise click.BadParameter(
            f"{value!r} is not a number from 1 to {_MOST_WORKERS}, or all.", ctx, param
        )
    return number


def cores() -> int:
    """Cores that this process may use."""
    affinity = getattr(os, "sched_getaffinity", None)
    count = len(affinity(0)) if affinity else os.cpu_count() or 1
    return min(count, _MOST_WORKERS)


def batch_options(command: Callable[..., None]) -> Callable[..., None]:
    """INPUT..., --workers, --actors, --ontology, --retry, --failures; given as `batch`."""

    @click.argument("inputs", metavar="INPUT...", nargs=-1)
    @click.option(
        "--workers",
        callback=_workers,
        default="1",
        metavar="N|all",
        show_default=True,
        help="Documents worked on at the same time; all: one for each core. The result is the same "
        "for any number.",
    )
    @click.option(
        "--actors",
        type=click.Path(exists=True, dir_okay=False, path_type=Path),
        multiple=True,
        help="Your own actors: CSV or YAML with name, aliases, kind, country. Repeatable.",
    )
    @click.option(
        "--ontology",
        "relations",
        type=click.Path(exists=True, dir_okay=False, path_type=Path),
        multiple=True,
        help="Your own relations and triggers: YAML that extends the built-in ones. Repeatable.",
    )
    @click.option(
        "--failures",
        type=click.Path(dir_okay=False, path_type=Path),
        metavar="REPORT",
        help="Write what could not be used to this file, one JSON object a line.",
    )
    @click.option(
        "--retry",
        type=click.Path(exists=True, dir_okay=False, path_type=Path),
        metavar="REPORT",
        help="Read only what a report of --failures names; INPUT is what it was then.",
    )
    @reading_options
    @wraps(command)
    def wrapped(
        *args: Any,
        reading: ReadingOptions,
        inputs: tuple[str, ...],
        workers: int,
        actors: tuple[Path, ...],
        relations: tuple[Path, ...],
        failures: Path | None,
        retry: Path | None,
        **more: Any,
    ) -> None:
        only = None
        if retry is not None:
            from graphkit.batch.failures import read_report

            if inputs:
                raise UsageError("give INPUT or --retry, not both: the report names its inputs")
            report = read_report(retry)
            inputs, only = report.inputs, report.places
        elif not inputs:
            raise click.MissingParameter(
                ctx=click.get_current_context(), param_hint="'INPUT...'", param_type="argument"
            )
        batch = BatchOptions(inputs, workers, actors, relations, only, failures, reading)
        command(*args, batch=batch, **more)

    return wrapped


def sources(batch: BatchOptions) -> Iterator[Document | Extracted]:
    """The documents of a batch, and what could not be read."""
    from graphkit.batch.run import as_results, only

    found = as_results(batch.reading.documents(batch.inputs, batch.tally))
    return found if batch.only is None else only(found, batch.only)


@dataclass(slots=True)
class Outcome:
    """Tells failures as they come, in the terminal and in the report, and counts them.

    Use it in a `with` block: its end closes the report.
    """

    report: FailureLog | None = None
    failed: int = field(default=0)
    tally: Tally = field(default_factory=Tally)

    def __enter__(self) -> Outcome:
        return self

    def __exit__(self, *_: object) -> None:
        if self.report is not None:
            self.report.close()

    def note(self, result: Extracted) -> None:
        """Tell a result that failed; others are passed over."""
        if result.failure is None:
            return
        self.failed += 1
        if self.report is not None:
            document = result.document.id if result.document else None
            self.report.add(result.place, document, result.failure)
        message = f"skipped {result.failure}"
        if sys.stderr.isatty():
            redraw(message, last=True)  # over the line of progress
        else:
            say(message, err=True)

    def finish(self, report: Path | None = None) -> None:
        """End a batch: some document failed means exit code 1.

        Raises:
            InputError: at least one failed.
        """
        self.tally.tell()
        finish(self.failed, report)


def finish(failed: int, report: Path | None = None) -> None:
    """End a batch: some document failed means exit code 1.

    Args:
        failed: how many.
        report: where they are listed, if anywhere.

    Raises:
        InputError: at least one failed.
    """
    if failed:
        many = "1 document" if failed == 1 else f"{failed:,} documents"
        where = f"listed in {report}" if report else "named above"
        again = f" Once that is mended: --retry {report}" if report else ""
        raise InputError(f"{many} could not be used ({where}); all others are done.{again}")


def outcome(batch: BatchOptions) -> Outcome:
    """Where the failures of a batch go.

    Raises:
        InputError: the report cannot be written.
    """
    if batch.failures is None:
        return Outcome(tally=batch.tally)
    from graphkit.batch.failures import FailureLog

    return Outcome(FailureLog(batch.failures, batch.inputs), tally=batch.tally)


def progress(batch: BatchOptions) -> Progress:
    """Lines of progress on standard error: over one another in a terminal, else now and then."""
    from graphkit.batch.progress import Progress

    terminal = sys.stderr.isatty()

    def show(line: str, last: bool) -> None:
        if terminal:
            redraw(line, last=last)
        else:
            say(line, err=True)

    return Progress(batch.inputs, show, terminal=terminal)
