"""Every command is there, documented, cheap to start, and fails with a message and a code."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
import time
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import BinaryIO

import click
import pytest

from graphkit.cli.main import COMMANDS, cli
from graphkit.cli.output import clean
from graphkit.stores import open_store
from tests.cli.conftest import Run
from tests.stores.sample import US, actor, statement

THERE = [name for name, (place, _) in COMMANDS.items() if find_spec(place.split(":")[0])]

LONGEST_S = 60


def test_help_lists_every_command(run: Run) -> None:
    result = run("--help")
    assert result.exit_code == 0
    for name, (_, summary) in COMMANDS.items():
        assert f"{name} " in result.output
        assert summary.split()[0] in result.output


@pytest.mark.parametrize("name", THERE)
def test_every_command_is_documented_with_an_example(run: Run, name: str) -> None:
    result = run(name, "--help")
    assert result.exit_code == 0
    assert "Example" in result.output
    # An example stands on a line of its own, so that it can be copied.
    assert any(
        line.strip().startswith(f"graphkit {name}") or f"| graphkit {name}" in line
        for line in result.output.splitlines()
    )
    assert "\\b" not in result.output
    module, function = COMMANDS[name][0].split(":")
    command = getattr(import_module(module), function)
    for option in command.params:
        if isinstance(option, click.Option):
            assert option.help, f"{name} {option.opts}"


def test_an_unknown_command_lists_the_nearest(run: Run) -> None:
    result = run("pth", "a", "b")
    assert result.exit_code == 2
    assert "No command 'pth'. Did you mean path" in result.output


def test_wrong_usage_is_2(run: Run) -> None:
    for words in (("path", "a"), ("path", "a", "b", "--max-hops", "x"), ("show", "a", "--nope")):
        assert run(*words).exit_code == 2


def test_an_unexpected_error_is_one_line_that_says_how_to_report(
    run: Run, graph: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ValueError("boom \x1b[31m")

    monkeypatch.setattr("graphkit.stores.embedded.EmbeddedStore.stats", broken)
    result = run("stats")
    assert result.exit_code == 1
    assert "unexpected ValueError: boom \\u001b[31m; please report this" in result.output
    assert "Traceback" not in result.output
    monkeypatch.setenv("GRAPHKIT_DEBUG", "1")
    assert isinstance(run("stats").exception, ValueError)


def test_ctrl_c_is_a_message(run: Run, graph: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("graphkit.stores.embedded.EmbeddedStore.stats", stop)
    result = run("stats")
    assert result.exit_code == 1
    assert "stopped; what was stored before is intact" in result.output


def _command(*words: str) -> list[str]:
    return [sys.executable, "-m", "graphkit", *words]


def _environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}


def _hear_interrupts() -> None:
    # A shell starts what runs in the background with Ctrl-C ignored.
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def _pipe_to(process: subprocess.Popen[bytes], pipe: Path) -> BinaryIO:
    """The pipe, once the process has opened it too; fails when it never does."""
    end = time.monotonic() + LONGEST_S
    while True:
        try:
            number = os.open(pipe, os.O_WRONLY | os.O_NONBLOCK)
        except OSError as error:
            if error.errno != errno.ENXIO:  # other than that nobody reads yet
                raise
            assert process.poll() is None, "it ended before it read the pipe"
            assert time.monotonic() < end, "it never read the pipe"
            time.sleep(0.001)
        else:
            return os.fdopen(number, "wb")


def test_a_real_ctrl_c_in_the_middle_of_a_load_leaves_no_traceback(graph: Path) -> None:
    pipe = graph.parent / "pipe"
    os.mkfifo(pipe)
    with subprocess.Popen(
        _command("load", "pipe"),
        stderr=subprocess.PIPE,
        cwd=graph.parent,
        env=_environment(),
        preexec_fn=_hear_interrupts,
    ) as process:
        try:
            with _pipe_to(process, pipe) as file:
                file.write((graph.parent / "statements.jsonl").read_bytes()[:700])
                file.flush()
                process.send_signal(signal.SIGINT)
                # The pipe stays open meanwhile: it is the signal that ends the load.
                message = process.communicate(timeout=LONGEST_S)[1].decode()
        finally:
            process.kill()  # one that hangs must not hang the tests
    assert process.returncode == 1
    assert "graphkit: stopped; what was stored before is intact" in message
    assert "Traceback" not in message


def test_a_reader_that_goes_away_is_no_error(graph: Path) -> None:
    with open_store(graph, write=True) as store:
        store.load([statement(US, "urges", actor(f"A{n}"), at=n) for n in range(2000)])
    with subprocess.Popen(
        _command("actors", "--limit", "0", "--json"),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=graph.parent,
        env=_environment(),
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.readline().startswith(b"{")
        process.stdout.close()
        message = process.stderr.read().decode()
    assert process.returncode == 1
    assert message == ""


def test_path_and_neighbors_start_without_heavy_libraries(graph: Path) -> None:
    code = (
        "import sys\n"
        "from graphkit.cli.main import cli\n"
        "try:\n    cli.main(sys.argv[1:])\n"
        "except SystemExit as error:\n    code = error.code\n"
        "heavy = 'networkx neo4j spacy onnxruntime yaml numpy rapidfuzz pickle graphkit.compiled "
        "graphkit.ontology.relations graphkit.ontology.actors graphkit.yamlfile "
        "graphkit.extraction graphkit.language'.split()\n"
        "print(code, [name for name in heavy if name in sys.modules])\n"
    )
    for words in (("path", "Russia", "US"), ("neighbors", "Armenia", "--relation", "urges")):
        done = subprocess.run(
            [sys.executable, "-c", code, *words],
            capture_output=True, text=True, check=True, cwd=graph.parent, env=_environment(),
        )  # fmt: skip
        assert done.stdout.splitlines()[-1] == "0 []"


def test_only_the_named_command_is_imported() -> None:
    code = (
        "import sys\nfrom graphkit.cli.main import cli\n"
        "try:\n    cli.main(['--help'])\nexcept SystemExit:\n    pass\n"
        "print([name for name in sys.modules if name.startswith('graphkit.cli.')])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=_environment()
    )
    assert done.stdout.splitlines()[-1] == "['graphkit.cli.output', 'graphkit.cli.main']"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31mred\x1b[0m", "\\u001b[31mred\\u001b[0m"),
        ("a\x9b1mb\x07", "a\\u009b1mb\\u0007"),
        ("line\nfeed\tand\rback", "line feed and back"),
        ("\u202egnp.exe", "\\u202egnp.exe"),
        ("ünï 😀 العربية", "ünï 😀 العربية"),
    ],
)
def test_text_cannot_steer_the_terminal(text: str, shown: str) -> None:
    assert clean(text) == shown


def test_the_group_is_what_the_entry_point_runs() -> None:
    assert isinstance(cli, click.Group)
    assert set(cli.list_commands(click.Context(cli))) == set(COMMANDS)
