"""`graphkit merge`, `split`, `rename`, `reject`, `confirm`, `relate`, `undo`, `edits`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from graphkit.cli.options import edits_file, edits_option, graph_option, json_option
from graphkit.cli.output import emit_rows, say
from graphkit.cli.render import count
from graphkit.cli.revised import idle_lines, revised_lines
from graphkit.errors import UsageError
from graphkit.stores import open_store

if TYPE_CHECKING:
    from graphkit.corrections.edits import Edit, Entry
    from graphkit.stores import Store

Made = Callable[["Store"], "Sequence[Edit]"]


@contextmanager
def writable(graph: str) -> Iterator[Store]:
    """A graph that is there already, open for writing."""
    with open_store(graph) as reader:
        location = reader.location  # a graph that is not there is a mistake, not one to be made
    with open_store(location, write=True) as store:
        yield store


def make(graph: str, edits: Path | None, made: Made) -> None:
    """Add edits to the file and bring the graph in line, one after the other."""
    from graphkit.corrections.edits import described
    from graphkit.corrections.loading import entries_of
    from graphkit.corrections.making import entry

    path = edits_file(edits, graph)
    with writable(graph) as store:
        entries = list(entries_of(store, path))
        known = {item.id for item in entries}
        new = [entry(edit) for edit in made(store)]
        fresh = [item for item in new if item.id not in known]
        for item in new:
            if item.id in known:
                say(f"edit {item.id} is there already: {described(item.edit)}")
        if not fresh:
            return
        _put(store, path, [*entries, *fresh])
        for item in fresh:
            say(f"edit {item.id}: {described(item.edit)}")


def _put(store: Store, path: Path, entries: Sequence[Entry]) -> None:
    from graphkit.corrections.editsfile import write_edits
    from graphkit.corrections.revise import revise

    write_edits(path, entries)
    revision = revise(store, entries)
    for line in (*revised_lines(revision), *idle_lines(revision)):
        say(line, err=True)
    say(
        f"{path}: {count(len(entries), 'edit')}; {count(revision.documents, 'document')} "
        "changed in the graph",
        err=True,
    )


@click.command()
@click.argument("actor")
@click.argument("others", metavar="OTHER...", nargs=-1, required=True)
@graph_option
@edits_option
def merge(actor: str, others: tuple[str, ...], graph: str, edits: Path | None) -> None:
    r"""Make actors one: OTHER is ACTOR.

    All that is told of OTHER is told of ACTOR from now on, also in texts read later. Undo parts
    them again.

    \b
    Example:
      graphkit merge "Volodymyr Zelenskyy" zelenski
    """
    from graphkit.corrections import making

    make(graph, edits, lambda store: making.merge(store, actor, others))


@click.command()
@click.argument("actor")
@click.option(
    "--document",
    "documents",
    multiple=True,
    required=True,
    metavar="ID",
    help="Documents that tell of somebody else by that name: id, path or pattern.",
)
@click.option("--name", help="What the new actor is called.  [default: the same]")
@graph_option
@edits_option
def split(
    actor: str, documents: tuple[str, ...], name: str | None, graph: str, edits: Path | None
) -> None:
    r"""Make the bearer of a name in some documents an actor of its own.

    \b
    Example:
      graphkit split "John Smith" --document news/monday.txt --name "John Smith (banker)"
    """
    from graphkit.corrections import making

    make(graph, edits, lambda store: [making.split(store, actor, documents, name)])


@click.command()
@click.argument("actor")
@click.argument("name")
@graph_option
@edits_option
def rename(actor: str, name: str, graph: str, edits: Path | None) -> None:
    r"""Call an actor NAME; the names it had still find it.

    \b
    Example:
      graphkit rename pashinian "Nikol Pashinyan"
    """
    from graphkit.corrections import making

    make(graph, edits, lambda store: [making.rename(store, actor, name)])


def _claims(command: Callable[..., Any]) -> Callable[..., Any]:
    for option in (
        edits_option,
        graph_option,
        click.option("--document", metavar="ID", help="Only what this document says."),
        click.argument("words", metavar="STATEMENT | A RELATION B", nargs=-1, required=True),
    ):
        command = option(command)
    return command


@click.command()
@_claims
def reject(words: tuple[str, ...], document: str | None, graph: str, edits: Path | None) -> None:
    r"""Keep wrong statements out of the graph, now and after every build.

    STATEMENT is an id (`graphkit evidence A B --ids` shows them); A RELATION B is all that is told
    so of the two.

    \b
    Examples:
      graphkit reject s-0f3a12bc
      graphkit reject France attacks Mali --document news/monday.txt
    """
    from graphkit.corrections import making
    from graphkit.corrections.edits import Reject

    make(graph, edits, lambda store: [Reject(making.claim(store, words, document))])


@click.command()
@_claims
def confirm(words: tuple[str, ...], document: str | None, graph: str, edits: Path | None) -> None:
    r"""Say that statements are right: their confidence is 1 from now on.

    \b
    Example:
      graphkit confirm "United States" urges Azerbaijan
    """
    from graphkit.corrections import making
    from graphkit.corrections.edits import Confirm

    make(graph, edits, lambda store: [Confirm(making.claim(store, words, document))])


@click.command()
@click.argument("source_actor", metavar="A")
@click.argument("relation")
@click.argument("target_actor", metavar="B")
@click.option("--sentence", required=True, help="What says so.")
@click.option("--source", required=True, help="Where it is known from: an address, a book.")
@click.option("--date", help="Day, month or year of it.")
@click.option("--negated", is_flag=True, help='It says that it is not so ("did not attack").')
@click.option("--ended", is_flag=True, help="The tie is over.")
@graph_option
@edits_option
def relate(
    source_actor: str,
    relation: str,
    target_actor: str,
    sentence: str,
    source: str,
    date: str | None,
    negated: bool,
    ended: bool,
    graph: str,
    edits: Path | None,
) -> None:
    r"""Add a statement of your own, with where you know it from.

    \b
    Example:
      graphkit relate Armenia allies-with Russia --source "treaty of 1997" --sentence "..."
    """
    from graphkit.corrections import making

    words = (source_actor, relation, target_actor)
    make(
        graph,
        edits,
        lambda store: [
            making.relate(
                store,
                words,
                sentence=sentence,
                where=source,
                date=date,
                negated=negated,
                ended=ended,
            )
        ],
    )


@click.command()
@click.argument("ids", metavar="[EDIT]...", nargs=-1)
@graph_option
@edits_option
def undo(ids: tuple[str, ...], graph: str, edits: Path | None) -> None:
    r"""Take edits back: the graph is as it was without them.

    EDIT is an id that `graphkit edits` lists; none takes back the last edit.

    \b
    Examples:
      graphkit undo
      graphkit undo 3f21a0c4
    """
    from graphkit.corrections.edits import described
    from graphkit.corrections.loading import entries_of

    path = edits_file(edits, graph)
    with writable(graph) as store:
        entries = entries_of(store, path)
        if not entries:
            raise UsageError(f"there is no edit in {path} to undo")
        wanted = set(ids or [entries[-1].id])
        unknown = sorted(wanted - {entry.id for entry in entries})
        if unknown:
            raise UsageError(f"no edit {unknown[0]!r} in {path}; `graphkit edits` lists them")
        _put(store, path, [entry for entry in entries if entry.id not in wanted])
        for entry in entries:
            if entry.id in wanted:
                say(f"undone {entry.id}: {described(entry.edit)}")


@click.command()
@graph_option
@edits_option
@json_option
def edits(graph: str, edits: Path | None, as_json: bool) -> None:
    r"""List your corrections, the oldest first, and those that fit nothing now.

    \b
    Example:
      graphkit edits
    """
    from graphkit.corrections.edits import described
    from graphkit.corrections.editsfile import record_of
    from graphkit.corrections.loading import entries_of
    from graphkit.corrections.revise import idle, in_force

    path = edits_file(edits, graph)
    with open_store(graph) as store:
        entries = entries_of(store, path)
        applied = in_force(store)
        resting = {entry.id for entry in idle(store, applied)}
    known = {entry.id for entry in applied.entries}

    def state(entry: Entry) -> str:
        if entry.id not in known:
            return "not applied yet"
        return "fits nothing" if entry.id in resting else "applied"

    if as_json:
        emit_rows([record_of(e) | {"state": state(e)} for e in entries], True, (), lambda _: ())
        return
    emit_rows(
        entries,
        False,
        ("edit", "when", "who", "state", "what"),
        lambda e: (e.id, e.at, e.by, state(e), f"{record_of(e)['do']}: {described(e.edit)}"),
    )
