"""`graphkit`: finds the command, runs it, and turns whatever goes wrong into a message and a code.

Commands are imported when they are used: `graphkit path` must not pay for the parser.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Any, NoReturn

import click

from graphkit.cli.output import clean, say
from graphkit.errors import GraphkitError

COMMANDS: dict[str, tuple[str, str]] = {
    "build": ("graphkit.cli.build:build", "Build a graph from texts."),
    "extract": ("graphkit.cli.extract:extract", "Write who does what to whom as JSON lines."),
    "load": ("graphkit.cli.change:load", "Load statements (JSON lines) into a graph."),
    "documents": ("graphkit.cli.documents:documents", "List the documents of a graph."),
    "retract": ("graphkit.cli.change:retract", "Take documents and all they said out of a graph."),
    "path": ("graphkit.cli.questions:path", "Show how two actors are connected."),
    "neighbors": ("graphkit.cli.questions:neighbors", "Show the actors around one."),
    "show": ("graphkit.cli.questions:show", "Show what a graph knows of an actor."),
    "evidence": ("graphkit.cli.questions:evidence", "Show what is said between two actors."),
    "edges": ("graphkit.cli.asking:edges", "List edges: who mediates at all, for example."),
    "search": ("graphkit.cli.asking:search", "Find words in sentences and names."),
    "timeline": ("graphkit.cli.asking:timeline", "Show what is told of one or two, by date."),
    "compare": ("graphkit.cli.asking:compare", "Show what is new, gone, turned between times."),
    "central": ("graphkit.cli.asking:central", "Show who stands in the middle."),
    "actors": ("graphkit.cli.lists:actors", "List actors, those with most evidence first."),
    "relations": ("graphkit.cli.lists:relations", "List the relations there are."),
    "stats": ("graphkit.cli.lists:stats", "Show a graph in numbers."),
    "export": ("graphkit.cli.export:export", "Write a graph to a file for other programs."),
    "view": ("graphkit.cli.view:view", "Show a graph in a browser."),
    "copy": ("graphkit.cli.copy:copy", "Copy a graph into another one, Neo4j or file."),
    "migrate": ("graphkit.cli.migrate:migrate", "Bring a graph of an older graphkit up to date."),
    "check": ("graphkit.cli.check:check", "Verify a graph file."),
    "text": ("graphkit.cli.text:text", "Show the text of documents as graphkit reads it."),
    "merge": ("graphkit.cli.corrections:merge", "Make actors one."),
    "split": ("graphkit.cli.corrections:split", "Part two actors of one name."),
    "rename": ("graphkit.cli.corrections:rename", "Call an actor otherwise."),
    "reject": ("graphkit.cli.corrections:reject", "Keep wrong statements out for good."),
    "confirm": ("graphkit.cli.corrections:confirm", "Say that statements are right."),
    "relate": ("graphkit.cli.corrections:relate", "Add a statement of your own."),
    "undo": ("graphkit.cli.corrections:undo", "Take corrections back."),
    "edits": ("graphkit.cli.corrections:edits", "List corrections."),
    "duplicates": ("graphkit.cli.duplicates:duplicates", "List actors that may be one."),
    "parse": ("graphkit.cli.parse:parse", "Show how English text is parsed."),
    "explain": ("graphkit.cli.explain:explain", "Show why a sentence tells what it tells."),
    "evaluate": ("graphkit.cli.evaluate:evaluate", "Score statements against a gold set."),
}
"""Name: (module:function, what it does). The texts stand here so that help imports nothing."""

REPORT = "please report this with the command you ran (GRAPHKIT_DEBUG=1 shows where it happened)"
_SECRET = re.compile(r"\b(neo4j|bolt)(?:\+s|\+ssc)?[:;/]\S*@", re.IGNORECASE)
_INTERRUPTED = 1
_BROKEN_PIPE = 1  # as click itself does


class Commands(click.Group):
    """A group whose commands are imported when used, and the one place that handles errors."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """All names, in the order of `COMMANDS`."""
        return list(COMMANDS)

    def get_command(
        self,
        ctx: click.Context,  # noqa: ARG002 - click's signature
        cmd_name: str,
    ) -> click.Command | None:
        """Import a command."""
        if cmd_name not in COMMANDS:
            return None
        module, function = COMMANDS[cmd_name][0].split(":")
        command = getattr(import_module(module), function)
        if not isinstance(command, click.Command):
            raise TypeError(f"{COMMANDS[cmd_name][0]} is no command")
        _keep_paragraphs(command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click does, with the nearest names when there is no such command."""
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            from difflib import get_close_matches

            near = get_close_matches(args[0], COMMANDS, n=3, cutoff=0.5)
            hint = f" Did you mean {', '.join(near)}?" if near else ""
            ctx.fail(f"No command {args[0]!r}.{hint}")
        return super().resolve_command(ctx, args)

    def format_commands(
        self,
        ctx: click.Context,  # noqa: ARG002 - click's signature
        formatter: click.HelpFormatter,
    ) -> None:
        """List the commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, summary) for name, (_, summary) in COMMANDS.items()])

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        **extra: Any,
    ) -> Any:
        """Run, and leave with 0, 2 for wrong usage, 1 for what failed."""
        if not standalone_mode:
            return super().main(args, prog_name, complete_var, False, **extra)
        sys.exit(_guarded(super().main, args, prog_name or "graphkit", complete_var, extra))


def _keep_paragraphs(command: click.Command) -> None:
    r"""Let `\b` in a raw docstring do what click does for the character it stands for.

    It keeps the lines of a paragraph, here an example, as they are.
    """
    if command.help:
        command.help = command.help.replace("\\b\n", "\b\n")


def _guarded(
    run: Any,
    args: Sequence[str] | None,
    prog_name: str,
    complete_var: str | None,
    extra: dict[str, Any],
) -> int:
    debug = os.environ.get("GRAPHKIT_DEBUG", "") not in ("", "0")
    try:
        result = run(args, prog_name, complete_var, False, **extra)
        sys.stdout.flush()
        return result if isinstance(result, int) else 0
    except click.ClickException as error:
        if isinstance(error, click.UsageError) and error.ctx is not None:
            say(error.ctx.get_usage(), err=True)
            say(f"Try '{error.ctx.command_path} --help' for help.", err=True)
        _complain(error.format_message())
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        _complain("stopped; what was stored before is intact, run the same command to go on")
        return _INTERRUPTED
    except BrokenPipeError:
        _drop_output()
        return _BROKEN_PIPE
    except GraphkitError as error:
        if debug:
            raise
        _complain(str(error))
        return error.exit_code
    except OSError as error:
        if debug:
            raise
        named = f"{os.fsdecode(error.filename)}: " if error.filename else ""
        _complain(f"{named}{error.strerror or error}; check the name, its rights and the disk")
        return 1
    except MemoryError:
        _complain("not enough memory; give fewer or smaller inputs at a time")
        return 1
    except Exception as error:
        if debug:
            raise
        _complain(f"unexpected {type(error).__name__}: {error}; {REPORT}")
        return 1


def _complain(message: str) -> None:
    try:
        sys.stdout.flush()
    except OSError:
        _drop_output()
    # Whatever a message quotes (an argument in the wrong place), it never shows a password.
    shown = _SECRET.sub(r"\1://***@", clean(message, lines=True))
    say(f"graphkit: {shown}", err=True)


def _drop_output() -> None:
    """Nobody reads on: let Python's own flush at exit go nowhere instead of complaining."""
    devnull = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(devnull, sys.stdout.fileno())
    except (OSError, ValueError):
        pass  # not a real file (a test's): nothing will complain
    finally:
        os.close(devnull)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="graphkit", prog_name="graphkit")
def cli() -> None:
    r"""Who does what to whom, with the sentences that say so.

    \b
    Examples:
      graphkit build seeds/ --graph graph.db
      graphkit path "United States" Azerbaijan
    """


_keep_paragraphs(cli)


def main() -> NoReturn:
    """Entry point of the `graphkit` command."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            # A terminal of another encoding shows an escape for what it cannot show.
            reconfigure(errors="backslashreplace")
    cli.main()
    raise AssertionError("cli.main leaves by sys.exit")
