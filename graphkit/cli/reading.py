"""How inputs are read: the options of every command that reads texts, and a tally of the rest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import wraps
from typing import TYPE_CHECKING, Any

import click

from graphkit.cli.output import say

if TYPE_CHECKING:
    from graphkit.model import Document
    from graphkit.reading import Note, ReadFailure

_FIELDS = ("text", "id", "title", "date", "url", "author")
_TOLD_OF_A_KIND = 10


@dataclass(frozen=True, slots=True)
class ReadingOptions:
    """What a user says of the inputs; see `graphkit.reading.read`.

    Attributes:
        fields: for each field the name of its column or key, or None.
        date, day_first, any_language, prefix, dedupe: as there.
    """

    fields: tuple[tuple[str, str | None], ...] = ()
    date: str | None = None
    day_first: bool = False
    any_language: bool = False
    prefix: str = ""
    dedupe: bool = False

    def documents(self, inputs: Sequence[str], tally: Tally) -> Iterator[Document | ReadFailure]:
        """The documents of these inputs.

        Raises:
            UsageError: the date is none.
        """
        from graphkit.reading import FieldNames, read

        return read(
            inputs,
            date=self.date,
            day_first=self.day_first,
            names=FieldNames.given(dict(self.fields)),
            any_language=self.any_language,
            prefix=self.prefix,
            dedupe=self.dedupe,
            told=tally.note,
        )


@dataclass(slots=True)
class Tally:
    """What is skipped, left out or doubtful: told at once while it is little, and counted."""

    counts: Counter[tuple[str, str]] = field(default_factory=Counter)

    def note(self, note: Note) -> None:
        """Take one note."""
        self.counts[note.action, note.kind] += 1
        if note.action != "skipped" and self.counts[note.action, note.kind] <= _TOLD_OF_A_KIND:
            say(f"{note.action}: {note}", err=True)

    def tell(self) -> None:
        """Sum up, on standard error; nothing if there is nothing to tell."""
        for action, what in (
            ("skipped", "no documents"),
            ("left out", "documents not used"),
            ("note", "remarks"),
        ):
            kinds = sorted((kind, n) for (a, kind), n in self.counts.items() if a == action)
            if kinds:
                told = ", ".join(f"{kind}: {n:,}" for kind, n in kinds)
                say(f"{action} ({what}): {told}", err=True)


def reading_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """`--date`, `--text-field` and the others; given to the command as `reading`."""

    @wraps(command)
    def wrapped(
        *args: Any,
        date: str | None,
        day_first: bool,
        any_language: bool,
        prefix: str,
        dedupe: bool,
        **more: Any,
    ) -> Any:
        names = tuple((name, more.pop(f"{name}_field")) for name in _FIELDS)
        given = names if any(value for _, value in names) else ()
        return command(
            *args,
            reading=ReadingOptions(given, date, day_first, any_language, prefix, dedupe),
            **more,
        )

    options = [
        click.option("--date", metavar="DATE", help="Date of documents that have none."),
        click.option("--day-first", is_flag=True, help="5/6/2024 is the fifth of June."),
        *(
            click.option(
                f"--{name}-field",
                metavar="NAME",
                help=f"Column or key that holds the {name if name != 'url' else 'URL'}.",
            )
            for name in _FIELDS
        ),
        click.option(
            "--any-language", is_flag=True, help="Read texts in other languages than English too."
        ),
        click.option(
            "--prefix",
            default="",
            metavar="TEXT",
            help="Put this before all document ids, to tell files with the same ids apart.",
        ),
        click.option("--dedupe", is_flag=True, help="Count copies of one story once."),
    ]
    for option in reversed(options):
        wrapped = option(wrapped)
    return wrapped
