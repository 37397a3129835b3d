"""`edges`, `search`, `timeline`, `compare`, `central`, CSV and widths as a user sees them."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from graphkit.cli import output
from tests.cli.conftest import Run


def test_who_urges_at_all(run: Run, graph: Path) -> None:
    lines = run("edges", "--relation", "urges", "--sentences", "0").output.splitlines()
    assert lines == [
        "United States --urges--> Azerbaijan  (2020-09-28 to 2020-10-02, 2 sentences)",
        "European Union --urges--> Armenia  (2020-10-03)",
        "European Union --not urges--> Armenia  (2020-10-01)",
    ]
    assert "left out: 8 edges (see --limit)" in run("edges", "--limit", "1").output
    assert "(dates not known)" in run("edges", "--as-of", "2030", "--actor", "Klaar").output


def test_words_are_found_in_sentences_and_names(run: Run, graph: Path) -> None:
    output = run("search", "union").output
    assert "1 actor of that name\n  European Union  (organization)" in output
    assert '"European Union urges Armenia (300)."\n' in output
    found = json.loads(run("search", "azerbaijan", "--json").stdout)
    assert found["actors"][0]["actor"]["id"] == "azerbaijan"
    assert len(found["sentences"]["entries"]) == 5
    assert run("search", "nowhere").output == "no statement holds these words\n"
    assert run("search", "!!").exit_code == 2


def test_a_timeline_shows_dates_first(run: Run, graph: Path) -> None:
    lines = run("timeline", "Armenia", "Azerbaijan").output.splitlines()
    assert lines[0] == "2020-09-28  Armenia --accuses--> Azerbaijan  (says Nikol Pashinyan)"
    assert lines[3] == "2020-09-29  Azerbaijan --denies--> Armenia"
    assert run("timeline", "Armenia").output.splitlines()[-3].startswith("undated  Nikol")


def test_a_comparison_and_the_middle_are_told(run: Run, graph: Path) -> None:
    output = run("compare", "--from", "2020-09", "--to", "2020-10").output
    assert output.startswith("2020-09 and 2020-10: 1 in both, 3 new, 2 gone, 0 turned\n")
    assert "  Nikol Pashinyan --requests--> Russia  (2020-10-31)" in output
    lines = run("central", "--limit", "2").output.splitlines()
    assert lines[0].split() == ["actor", "kind", "partners", "evidence", "betweenness", "community"]
    assert lines[1].startswith("Armenia ")
    assert "left out: 5 actors (see --limit)" in lines


@pytest.mark.parametrize(
    ("words", "rows"),
    [
        (("path", "US", "Armenia"), 2),
        (("neighbors", "Armenia"), 5),
        (("show", "Armenia"), 5),
        (("evidence", "Armenia", "EU"), 2),
        (("edges",), 9),
        (("search", "azerbaijan"), 5),
        (("timeline", "Azerbaijan"), 5),
        (("compare", "--from", "2020-09", "--to", "2020-10"), 5),
        (("central",), 7),
        (("actors",), 8),
        (("relations",), None),
        (("stats",), None),
    ],
)
def test_every_answer_can_be_csv(
    run: Run, graph: Path, words: tuple[str, ...], rows: int | None
) -> None:
    result = run(*words, "--csv")
    assert result.exit_code == 0, result.output
    found = list(csv.DictReader(io.StringIO(result.output)))
    assert rows is None or len(found) == rows
    assert None not in found[0]  # no row is longer than the header
    if "sentence" in found[0] and words[0] in ("path", "edges"):
        assert all(row["sentence"] and row["document"] for row in found)
    assert run(*words, "--csv", "--json").exit_code == 2


def test_filters_are_the_same_everywhere(run: Run, graph: Path) -> None:
    words = (
        "--modality",
        "reported",
        "--min-confidence",
        "0.7",
        "--document",
        "d*",
        "--until",
        "2021",
    )
    for command in (
        ("edges",), ("evidence", "EU", "Armenia"), ("neighbors", "EU"), ("timeline", "EU"),
        ("show", "EU"), ("search", "urges"),
    ):  # fmt: skip
        result = run(*command, *words)
        assert result.exit_code == 0, result.output
        assert "European Union --urges--> Armenia" in result.output
        assert "not urges" not in result.output
    assert "1 edge" in run("export", "x.gexf", *words).output
    result = run("edges", "--document", "d7")
    assert (result.exit_code, "no document 'd7'" in result.output) == (2, True)
    assert run("edges", "--min-confidence", "2").exit_code == 2


def test_a_path_says_when_more_would_be_found(run: Run, graph: Path) -> None:
    lost = run("path", "EU", "Armenia", "--modality", "planned")
    assert lost.exit_code == 1
    assert "--all finds one of 1 hop" in lost.output
    assert run("path", "EU", "Armenia", "--modality", "planned", "--all").exit_code == 0
    assert "not urges" in run("path", "EU", "Armenia", "--negated", "--since", "2020-10-01",
                              "--until", "2020-10-01").output  # fmt: skip


def test_a_table_fits_the_terminal_and_numbers_stay_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(output, "terminal_width", lambda: 40)
    long = "A very long name of an actor that nobody could ever read"
    lines = list(output.table(("actor", "kind", "evidence"), [(long, "person", 1234)]))
    assert all(len(line) <= 40 for line in lines)
    assert lines[1].endswith("1234")
    assert "…" in lines[1]
    assert output.fitted([100, 5, 8], 40) == [23, 5, 8]
    assert output.fitted([12, 12, 12], 20) == [12, 12, 12]


def test_colours_are_for_terminals_that_want_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    assert output.painted("x", "head") == "x"  # not a terminal
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    assert output.painted("x", "head") != "x"
    monkeypatch.setenv("NO_COLOR", "1")
    assert output.painted("x", "head") == "x"


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_shell_completes_commands(shell: str) -> None:
    environment = {**os.environ, "_GRAPHKIT_COMPLETE": f"{shell}_source"}
    command = str(Path(sys.executable).with_name("graphkit"))
    script = subprocess.run([command], env=environment, capture_output=True, text=True, check=True)
    assert "_GRAPHKIT_COMPLETE" in script.stdout
