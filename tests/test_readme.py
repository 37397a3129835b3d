"""What README.md and docs/ show is what happens: transcripts are run again, links checked.

A transcript is a fenced block marked `console`. A line that begins with "$ " is a command (one
that ends in a backslash goes on in the next line, which begins with "> "); the lines after it are
all that it prints, standard error included, exactly. Two ways to leave something out:

- a line that is only `...` stands for any number of lines, also none;
- `[...]` within a line stands for any text in that line.

A command that fails is followed by its message and then by a line `(exit 2)`.

The commands of a page run one after the other, by bash, in a new folder with a copy of seeds/.
An HTML comment `<!-- not run: REASON -->` on the line before a block keeps it from being run.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.support import ROOT

PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
FENCE = re.compile(r"(?P<before>[^\n]*)\n```console\n(?P<body>.*?)^```$", re.DOTALL | re.MULTILINE)
NOT_RUN = re.compile(r"\s*<!-- not run: \S.* -->\s*")
LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)\s]*)?\)")
MAKE_WORD = re.compile(r"^(?:\$ )?make ([a-z]+)\b|`make ([a-z]+)`", re.MULTILINE)


@dataclass(frozen=True)
class Step:
    """A command and what the page says it prints."""

    command: str
    shown: list[str]


def steps(page: str) -> list[Step]:
    """The commands of a page that are to be run, in order."""
    return [
        step
        for fence in FENCE.finditer(page)
        if not NOT_RUN.fullmatch(fence["before"])
        for step in block_steps(fence["body"])
    ]


def block_steps(body: str) -> list[Step]:
    """The commands of one block."""
    found: list[Step] = []
    for line in body.splitlines():
        if line.startswith("$ "):
            found.append(Step(line[2:], []))
        elif not found:
            raise AssertionError(f"output before the first command: {line!r}")
        elif line.startswith("> ") and found[-1].command.endswith("\\") and not found[-1].shown:
            found[-1] = Step(f"{found[-1].command}\n{line[2:]}", [])
        else:
            found[-1].shown.append(line)
    return found


def matches(shown: list[str], printed: list[str]) -> bool:
    """Whether `printed` is what a page shows, its elisions allowed for."""
    pattern = "".join(
        r"(?:[^\n]*\n)*?"
        if line.strip() == "..."
        else "[^\n]*?".join(re.escape(part) for part in line.split("[...]")) + "\n"
        for line in shown
    )
    return re.fullmatch(pattern, "".join(f"{line}\n" for line in printed)) is not None


def run(command: str, folder: Path) -> list[str]:
    """What a command prints, line by line, without space at line ends."""
    inherited = {k: v for k, v in os.environ.items() if not k.startswith(("GRAPHKIT_", "NEO4J_"))}
    environment = inherited | {
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "COLUMNS": "100",
        "NO_COLOR": "1",
        "LC_ALL": "C.UTF-8",
    }
    done = subprocess.run(
        ["bash", "-c", command],
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        timeout=600,
        check=False,
    )
    printed = [line.rstrip() for line in done.stdout.decode("utf-8").splitlines()]
    return [*printed, f"(exit {done.returncode})"] if done.returncode else printed


def without_blank_end(lines: list[str]) -> list[str]:
    """Lines without space at their ends and without the blank lines that separate steps."""
    stripped = [line.rstrip() for line in lines]
    while stripped and not stripped[-1]:
        stripped.pop()
    return stripped


@pytest.mark.parametrize(
    "page", [page for page in PAGES if steps(page.read_text("utf-8"))], ids=lambda page: page.name
)
def test_transcripts_are_what_happens(page: Path, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    for step in steps(page.read_text("utf-8")):
        printed = without_blank_end(run(step.command, tmp_path))
        assert matches(without_blank_end(step.shown), printed), (
            f"{page.name} shows for\n  $ {step.command}\n"
            + "\n".join(step.shown)
            + "\nbut it prints\n"
            + "\n".join(printed)
        )


def test_the_readme_shows_the_demo() -> None:
    commands = "\n".join(s.command for s in steps((ROOT / "README.md").read_text("utf-8")))
    for word in ("build seeds/", "path ", "neighbors ", "evidence "):
        assert f"graphkit {word}" in commands


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    targets = [t for t in LINK.findall(page.read_text("utf-8")) if "://" not in t]
    missing = [t for t in targets if not (page.parent / t).exists()]
    assert not missing


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_make_knows_the_words_that_pages_use(page: Path) -> None:
    known = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    used = {a or b for a, b in MAKE_WORD.findall(page.read_text("utf-8"))}
    assert used <= known


@pytest.mark.parametrize(
    ("shown", "printed", "same"),
    [
        (["a", "b"], ["a", "b"], True),
        (["a"], ["a", "b"], False),
        (["a", "..."], ["a", "b", "c"], True),
        (["...", "c"], ["a", "b", "c"], True),
        (["a", "...", "c"], ["a", "c"], True),
        (["a", "...", "d"], ["a", "b", "c"], False),
        (["in [...] s"], ["in 0.31 s"], True),
        (["in [...] s"], ["in 0.31 min"], False),
        (["a.c"], ["abc"], False),
        ([], ["a"], False),
    ],
)
def test_the_comparison_itself(shown: list[str], printed: list[str], same: bool) -> None:
    assert matches(shown, printed) is same


def test_a_page_is_taken_apart_as_written() -> None:
    page = (
        "text\n```console\n$ one \\\n> more\nout\n\n$ two\n```\n"
        "<!-- not run: needs docker -->\n```console\n$ three\n```\n"
        "```sh\n$ four\n```\n"
    )
    assert steps(page) == [Step("one \\\nmore", ["out", ""]), Step("two", [])]


def test_a_failing_command_shows_its_exit_code(tmp_path: Path) -> None:
    assert run("echo no >&2; exit 2", tmp_path) == ["no", "(exit 2)"]
