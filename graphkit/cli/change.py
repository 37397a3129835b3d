"""`graphkit load`, `retract`: statements into a graph, documents out of it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import BinaryIO

import click

from graphkit.cli.options import edits_file, edits_option, graph_option, json_option
from graphkit.cli.output import emit, redraw, say
from graphkit.cli.pipes import heedful
from graphkit.cli.render import count
from graphkit.cli.revised import idle_lines, revised_lines
from graphkit.errors import GraphkitError, InputError, UsageError
from graphkit.model import Document, Statement
from graphkit.stores import open_store
from graphkit.stores.records import read_documents, read_statements
from graphkit.stores.values import LoadReport


@click.command()
@click.argument("files", metavar="FILE...", nargs=-1, required=True)
@graph_option
@click.option("--unnamed", is_flag=True, help="Take unnamed actors (two journalists) in too.")
@click.option(
    "--documents",
    metavar="FILE",
    help="JSON lines with id, title, date and url of the documents.",
)
@edits_option
@json_option
def load(
    files: tuple[str, ...],
    graph: str,
    unnamed: bool,
    documents: str | None,
    edits: Path | None,
    as_json: bool,
) -> None:
    r"""Load statements (JSON lines) into a graph.

    FILE holds statement records as `graphkit extract` writes them; - is standard input; the folder
    of `graphkit extract --out` brings its documents along. Each document replaces what the graph
    had of it; loading the same again changes nothing.

    \b
    Examples:
      graphkit load statements.jsonl --graph graph.db
      graphkit extract articles.jsonl | graphkit load -
      graphkit load statements/ --graph graph.db
    """
    folders = [name for name in files if name != "-" and Path(name).is_dir()]
    single = [name for name in files if name not in folders]
    shards = [shard for name in folders for shard in _shards(name)]
    listed = list(_documents(documents)) if documents else []
    report = LoadReport()
    from graphkit.corrections.loading import Watched, entries_of
    from graphkit.corrections.revise import in_force, revise

    with open_store(graph, write=True) as store:
        entries = entries_of(store, edits_file(edits, graph))
        revise(store, entries)
        watched = Watched(store, in_force(store))
        if single or listed:
            report = store.load(
                watched.of(chain.from_iterable(_statements(name) for name in single)),
                documents=listed,
                unnamed=unnamed,
                progress=_progress,
            )
        for statements, shard in shards:
            report += store.load(
                watched.of(_statements(statements)),
                documents=list(_documents(shard)),
                unnamed=unnamed,
            )
            _progress(report)
        revision = revise(store, entries, fresh=watched.touched)
    for line in (*revised_lines(revision), *idle_lines(revision)):
        say(line, err=True)
    if sys.stderr.isatty():
        say(err=True)
    emit(report, as_json, lambda: [_summary(report)])


def _shards(folder: str) -> list[tuple[str, str]]:
    """Files of statements and of documents in the folder of a run."""
    from graphkit.batch.folder import is_complete, is_out_folder, shards_of

    path = Path(folder)
    if not is_out_folder(path):
        raise InputError(
            f"{folder} cannot be read: it is a folder, but none that `graphkit extract --out` "
            "wrote; give files of statements, or `graphkit build` texts"
        )
    if not is_complete(path):
        say(
            f"{folder}: its run has not come to an end; what is whole is loaded, load it again "
            "after that",
            err=True,
        )
    return [(str(statements), str(documents)) for statements, documents in shards_of(path)]


def _summary(report: LoadReport) -> str:
    line = (
        f"{count(report.documents, 'document')}: {count(report.added, 'statement')} added, "
        f"{report.unchanged:,} unchanged, {report.removed:,} removed"
    )
    return f"{line}, {report.unnamed:,} of unnamed actors left out" if report.unnamed else line


def _progress(report: LoadReport) -> None:
    if sys.stderr.isatty():
        redraw(count(report.added + report.unchanged, "statement"))


def _statements(name: str) -> Iterator[Statement]:
    with _opened(name) as file:
        if name.casefold().endswith(".graphml"):
            from graphkit.stores.graphml import read_graphml

            yield from read_graphml(file, name)
            return
        yield from read_statements(file, "standard input" if name == "-" else name)


def _documents(name: str) -> Iterator[Document]:
    with _opened(name) as file:
        yield from read_documents(file, "standard input" if name == "-" else name)


def _opened(name: str) -> BinaryIO:
    try:
        file: BinaryIO = click.open_file(name, "rb")  # type: ignore[assignment]
    except OSError as error:
        raise InputError(
            f"{name} cannot be read: {error.strerror or error}; give a file of JSON lines, or -"
        ) from error
    return heedful(file, owned=name != "-")


@click.command()
@click.argument("documents", metavar="DOCUMENT...", nargs=-1, required=True)
@graph_option
@json_option
def retract(documents: tuple[str, ...], graph: str, as_json: bool) -> None:
    r"""Take documents and all they said out of a graph.

    DOCUMENT is an id (it stands in brackets under a sentence; `graphkit documents` lists them), a
    path, a folder that ends in /, or a pattern. Edges and actors go with their last evidence.

    \b
    Examples:
      graphkit retract article-17 news/monday.txt
      graphkit retract 'news/2023-*'
    """
    from graphkit.corrections.making import find
    from graphkit.corrections.revise import in_force, revise

    with open_store(graph) as reader:
        known = [row.id for row in reader.documents()]
    wanted: list[str] = []
    unknown: list[str] = []
    for name in documents:
        try:
            wanted += find(known, [name], f"of {graph}")
        except UsageError:
            unknown.append(name)
    with open_store(graph, write=True) as store:
        report = store.retract(wanted)
        revise(store, in_force(store).entries)
    emit(
        replace(report, unknown=tuple(unknown)),
        as_json,
        lambda: [
            f"{count(report.documents, 'document')} taken out with "
            f"{count(report.removed, 'statement')}"
        ],
    )
    if unknown:
        names = ", ".join(repr(name) for name in unknown)
        raise GraphkitError(f"not in {graph}: {names}; `graphkit documents` lists what is")
