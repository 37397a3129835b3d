"""`graphkit copy`: a graph from one store into another."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from graphkit.cli.options import edits_file, edits_option
from graphkit.cli.output import emit, redraw, say
from graphkit.cli.render import count
from graphkit.errors import UsageError
from graphkit.stores import open_store
from graphkit.stores.values import LoadReport


@click.command()
@click.argument("source", metavar="FROM")
@click.argument("target", metavar="TO")
@edits_option
@click.option("--json", "as_json", is_flag=True, help="JSON for programs, not a table.")
def copy(source: str, target: str, edits: Path | None, as_json: bool) -> None:
    r"""Copy a graph into another one: a file or a bolt:// or neo4j:// URL each.

    All statements and documents of FROM go into TO, which keeps what else it has; a document that
    both have is replaced. Corrections of FROM hold in TO too. Copying again changes nothing.

    \b
    Examples:
      graphkit copy graph.db neo4j://localhost
      graphkit copy neo4j://localhost backup.db
    """
    if source == target:
        raise UsageError(f"FROM and TO are both {source}; name two graphs")
    from graphkit.corrections.editsfile import write_edits
    from graphkit.corrections.loading import entries_of
    from graphkit.corrections.revise import in_force, revise

    with open_store(source) as old, open_store(target, write=True) as new:
        path = edits_file(edits, target)
        entries = list(entries_of(new, path))
        known = {entry.id for entry in entries}
        brought = [entry for entry in in_force(old).entries if entry.id not in known]
        report = new.load(
            old.statements(),
            documents=[row.document() for row in old.documents()],
            unnamed=True,
            symmetric={relation.name for relation in old.relations() if relation.symmetric},
            progress=_progress,
        )
        if brought:
            write_edits(path, [*entries, *brought])
        # A copy went through the corrections of FROM; where TO has others, all of it is reworked
        # from how it was read.
        ours, theirs = in_force(new), in_force(old)
        other = (ours.entries, ours.same) != (theirs.entries, theirs.same)
        if ours.none and other:
            new.set_edits(old.edits())
            other = False
        copied = [row.id for row in old.documents()] if other else ()
        revise(new, [*entries, *brought], rework=copied)
        location = new.location
    if sys.stderr.isatty():
        say(err=True)
    emit(
        report,
        as_json,
        lambda: [
            f"{location}: {count(report.documents, 'document')}, "
            f"{count(report.added, 'statement')} added, {report.unchanged:,} unchanged, "
            f"{report.removed:,} removed"
        ],
    )


def _progress(report: LoadReport) -> None:
    if sys.stderr.isatty():
        redraw(count(report.added + report.unchanged, "statement"))
