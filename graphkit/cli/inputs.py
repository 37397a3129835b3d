"""What `build` and `extract` share: their options, and reading their inputs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from graphkit.errors import InputError

if TYPE_CHECKING:
    from graphkit.api import Extracted


@dataclass(frozen=True, slots=True)
class BatchOptions:
    """Inputs of a batch and how to work on them."""

    inputs: tuple[str, ...]
    workers: int
    actors: tuple[Path, ...]
    relations: tuple[Path, ...]


def batch_options(command: Callable[..., None]) -> Callable[..., None]:
    """INPUT..., --workers, --actors, --ontology; the command gets them as its argument `batch`."""

    @click.argument("inputs", metavar="INPUT...", nargs=-1, required=True)
    @click.option(
        "--workers",
        type=click.IntRange(1, 64),
        default=1,
        show_default=True,
        help="Documents worked on at the same time. The output is the same for any number.",
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
    @wraps(command)
    def wrapped(
        *args: Any,
        inputs: tuple[str, ...],
        workers: int,
        actors: tuple[Path, ...],
        relations: tuple[Path, ...],
        **more: Any,
    ) -> None:
        command(*args, batch=BatchOptions(inputs, workers, actors, relations), **more)

    return wrapped


def extracted(batch: BatchOptions) -> Iterator[Extracted]:
    """Read the inputs and extract their statements."""
    from graphkit.api import extract_all
    from graphkit.reading import read

    return extract_all(
        read(list(batch.inputs)),
        workers=batch.workers,
        actors=batch.actors,
        relations=batch.relations,
    )


def finish(failures: list[str]) -> None:
    """End a batch: some document failed means exit code 1.

    Raises:
        InputError: at least one failed.
    """
    if failures:
        many = "1 document" if len(failures) == 1 else f"{len(failures)} documents"
        raise InputError(f"{many} could not be used (named above); all others are done.")
