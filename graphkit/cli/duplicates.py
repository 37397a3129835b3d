"""`graphkit duplicates`: actors that may be one, to accept or to refuse."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from graphkit.cli.corrections import make
from graphkit.cli.options import edits_file, edits_option, graph_option, json_option
from graphkit.cli.output import emit_rows, say
from graphkit.errors import UsageError
from graphkit.stores import open_store

if TYPE_CHECKING:
    from graphkit.corrections.edits import Edit
    from graphkit.stores import Store


@dataclass(frozen=True, slots=True)
class _Row:
    score: float
    actor: str
    other: str
    actor_name: str
    other_name: str
    evidence: str


@click.command()
@graph_option
@click.option("--min-score", default=0.75, show_default=True, help="No pair below this.")
@click.option("--limit", default=50, show_default=True, help="Most pairs to list; 0 for all.")
@click.option("--accept", nargs=2, metavar="A B", help="The two are one: B is A.")
@click.option("--refuse", nargs=2, metavar="A B", help="The two are not one.")
@click.option(
    "--write",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Write the pairs to a CSV file, to fill in its column `same` (yes or no).",
)
@click.option(
    "--read",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Do what a file of --write says.",
)
@edits_option
@json_option
def duplicates(
    graph: str,
    min_score: float,
    limit: int,
    accept: tuple[str, str] | None,
    refuse: tuple[str, str] | None,
    write: Path | None,
    read: Path | None,
    edits: Path | None,
    as_json: bool,
) -> None:
    r"""List actors that may be one, the likeliest first, with what speaks for it.

    What is surely one is merged by every build; here stands the rest, to accept or to refuse.

    \b
    Examples:
      graphkit duplicates
      graphkit duplicates --accept "Emmanuel Macron" macron
      graphkit duplicates --write pairs.csv
      graphkit duplicates --read pairs.csv
    """
    from graphkit.corrections import making

    if sum(option is not None for option in (accept, refuse, write, read)) > 1:
        raise UsageError("give one of --accept, --refuse, --write and --read")
    if accept:
        make(graph, edits, lambda store: making.merge(store, accept[0], accept[1:]))
        return
    if refuse:
        make(graph, edits, lambda store: [making.apart(store, refuse[0], refuse[1])])
        return
    if read is not None:
        answers = _answers(read)
        make(graph, edits, lambda store: _edits(store, answers, read))
        return
    rows = _found(graph, edits, min_score)
    if write is not None:
        _write(write, rows)
        say(f"{write}: {len(rows)} pairs; fill in `same` and give it to --read")
        return
    emit_rows(
        rows[:limit] if limit else rows,
        as_json,
        ("score", "actor", "other", "id", "id of other", "evidence"),
        lambda row: (
            f"{row.score:.2f}", row.actor_name, row.other_name, row.actor, row.other, row.evidence,
        ),
    )  # fmt: skip


def _found(graph: str, edits: Path | None, least: float) -> list[_Row]:
    from graphkit.corrections.duplicates import duplicates_of
    from graphkit.corrections.loading import entries_of

    with open_store(graph) as store:
        found = duplicates_of(store, entries_of(store, edits_file(edits, graph)), least)
    return [
        _Row(
            row.score, row.actor.id, row.other.id, row.actor.name, row.other.name,
            ", ".join(row.evidence),
        )
        for row in found
    ]  # fmt: skip


_COLUMNS = ("same", "score", "actor", "other", "actor_name", "other_name", "evidence")


def _write(path: Path, rows: Sequence[_Row]) -> None:
    import csv

    from graphkit.errors import InputError
    from graphkit.export.spreadsheet import cell

    try:
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(_COLUMNS)
            for row in rows:
                values = ["", *(getattr(row, name) for name in _COLUMNS[1:])]
                writer.writerow([cell(value) for value in values])
    except OSError as error:
        raise InputError(f"{path} cannot be written: {error.strerror or error}") from error


def _answers(path: Path) -> list[tuple[bool, str, str]]:
    """The rows answered: whether the two are one, and who they are."""
    import csv

    found = []
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        missing = {"same", "actor", "other"} - set(reader.fieldnames or ())
        if missing:
            raise UsageError(f"{path} has no column {min(missing)!r}; `--write` makes such a file")
        for number, row in enumerate(reader, start=2):
            answer = (row["same"] or "").strip().casefold()
            if not answer:
                continue
            if answer not in ("yes", "no"):
                raise UsageError(f"{path}, line {number}: `same` is {answer!r}; write yes or no")
            found.append((answer == "yes", row["actor"], row["other"]))
    return found


def _edits(store: Store, answers: Sequence[tuple[bool, str, str]], path: Path) -> list[Edit]:
    from graphkit.corrections import making
    from graphkit.errors import UnknownActorError

    edits: list[Edit] = []
    for same, actor, other in answers:
        try:
            edits += (
                making.merge(store, actor, [other]) if same else [making.apart(store, actor, other)]
            )
        except UnknownActorError as error:
            raise UsageError(f"{path}: {error}") from error
    if not edits:
        raise UsageError(f"{path}: no row says yes or no in its column `same`")
    return edits
