"""`graphkit extract`: texts to statements, one JSON record a line."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from graphkit.cli.inputs import BatchOptions, batch_options, outcome, progress, sources
from graphkit.cli.output import say, say_json
from graphkit.cli.reading import ReadingOptions
from graphkit.errors import UsageError


@click.command()
@batch_options
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="FOLDER",
    help="Write files of statements there, document by document; the same command goes on after "
    "any interruption.",
)
def extract(batch: BatchOptions, out: Path | None) -> None:
    r"""Extract statements: who does what to whom, with the sentence that says so.

    INPUT is a file, a folder, or - for standard input. The kind of a file is told by its content:
    text, pages, feeds, tables, JSON, mail, subtitles, PDF, office documents, archives of these
    (docs/inputs.md). Writes one JSON record a line to standard output, or with --out files that
    `graphkit load FOLDER` takes.

    \b
    Examples:
      graphkit extract article.txt > statements.jsonl
      graphkit extract news/ --workers 2 | graphkit load - --graph graph.db
      graphkit extract archive/ --workers all --out statements/
      echo "France accused Iran of lying." | graphkit extract -
    """
    if out is not None:
        _to_folder(batch, out)
        return
    from graphkit.api import extract_all

    with outcome(batch) as told:
        for result in extract_all(
            sources(batch), workers=batch.workers, actors=batch.actors, relations=batch.relations
        ):
            told.note(result)
            for statement in result.statements:
                say_json(statement.to_dict())
    told.finish(batch.failures)


def _to_folder(batch: BatchOptions, out: Path) -> None:
    from graphkit import __version__
    from graphkit.batch.extracting import Setup, extractor
    from graphkit.batch.folder import OutFolder
    from graphkit.batch.run import asked, extract_to_folder

    if "-" in batch.inputs:
        raise UsageError("--out reads its inputs again to go on: give files or folders, not -")
    setup = Setup(batch.actors, batch.relations)
    extractor(setup)  # a broken file is told before any work
    wanted = asked(batch.inputs, setup, __version__)
    if batch.only is not None:
        wanted["only"] = sorted(batch.only)
    if batch.reading != ReadingOptions():
        wanted["reading"] = asdict(batch.reading)
    with outcome(batch) as told, OutFolder(out, wanted, batch.inputs) as folder:
        shown = progress(batch)
        total = extract_to_folder(
            sources(batch), folder, setup, workers=batch.workers, told=told.note, progress=shown
        )
        shown.end()
        failed = folder.failed
    done = f"{total - failed:,} document{'s' * (total - failed != 1)}"
    before = f", {shown.before:,} of them before" if shown.before else ""
    say(f"{out}: statements of {done}{before}.", err=True)
    told.failed = failed
    told.finish(out / "failures.jsonl")
