"""Whole archives: runs that were ended go on, and what failed can be read again."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from graphkit.stores import open_store
from tests.cli.conftest import Run

NAMES = ("France", "Italy", "Spain", "Norway", "Chad", "Peru", "Kenya", "Japan", "Cuba", "Mali")


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """Some thirty documents, one of which is broken."""
    lines = [
        json.dumps({"id": f"d{n}-{name}", "text": f"{name} accused Iran of lying. " * (1 + n * 7)})
        for n in range(3)
        for name in NAMES
    ]
    lines.insert(7, '{"id": "broken"}')
    (tmp_path / "archive.jsonl").write_text("\n".join(lines) + "\n")
    return tmp_path / "archive.jsonl"


def files(folder: Path) -> dict[str, bytes]:
    return {item.name: item.read_bytes() for item in folder.iterdir()}


def test_a_run_that_is_killed_goes_on_and_ends_with_the_same_bytes(
    run: Run, archive: Path, tmp_path: Path
) -> None:
    whole, broken = tmp_path / "whole", tmp_path / "broken"
    assert run("extract", archive.name, "--out", "whole").exit_code == 1  # one is broken
    for _ in range(2):
        words = ("extract", archive.name, "--out", str(broken), "--workers", "2")
        process = subprocess.Popen(
            [sys.executable, "-m", "graphkit", *words],
            cwd=tmp_path,
            stderr=subprocess.DEVNULL,
        )
        begin = (broken / "journal.bin").stat().st_size if broken.exists() else 0
        end = time.monotonic() + 60
        while time.monotonic() < end and process.poll() is None:
            journal = broken / "journal.bin"
            if journal.exists() and journal.stat().st_size > begin + 2000:
                break
            time.sleep(0.01)
        process.send_signal(signal.SIGKILL)
        process.wait()
    result = run("extract", archive.name, "--out", "broken", "--workers", "2")
    assert "of them before" in result.stderr
    assert files(broken) == files(whole)


def test_a_folder_of_statements_loads_with_its_documents(
    run: Run, archive: Path, tmp_path: Path
) -> None:
    run("extract", archive.name, "--out", "out")
    assert run("load", "out", "--graph", "loaded.db").exit_code == 0
    run("build", archive.name, "--graph", "built.db", "--quiet")
    with open_store("loaded.db") as loaded, open_store("built.db") as built:
        assert list(loaded.statements()) == list(built.statements())
        # Only what was built can be told from what has changed since.
        rows = [replace(row, text_hash=None, read_by=None) for row in built.documents()]
        assert list(loaded.documents()) == rows
    (tmp_path / "else").mkdir()
    assert "none that `graphkit extract --out` wrote" in run("load", "else").stderr


@pytest.mark.parametrize("how", ["build", "extract"])
def test_what_failed_is_read_again_once_it_is_mended(
    run: Run, archive: Path, tmp_path: Path, how: str
) -> None:
    report = "out/failures.jsonl" if how == "extract" else "failed.jsonl"
    where = ("--out", "out") if how == "extract" else ("--failures", report)
    result = run(how, archive.name, *where)
    assert result.exit_code == 1
    assert f"--retry {report}" in result.stderr
    lines = archive.read_text().splitlines()
    archive.write_text("\n".join([*lines[:7], '{"id": "d", "text": "Chad met Mali."}', *lines[8:]]))
    again = run("extract", "--retry", report)
    assert again.exit_code == 0, again.output
    assert [json.loads(line)["document"] for line in again.stdout.splitlines()] == ["d"]


def test_changed_input_is_not_mixed_with_the_old(run: Run, archive: Path) -> None:
    run("extract", archive.name, "--out", "out")
    archive.write_text(archive.read_text().replace("Spain", "Sweden"))
    result = run("extract", archive.name, "--out", "out")
    assert result.exit_code == 1
    assert "archive.jsonl:3 is not what stood at its place" in result.stderr


def test_wrong_usage_of_a_batch_is_told(run: Run, archive: Path) -> None:
    assert run("extract").exit_code == 2
    assert run("extract", archive.name, "--workers", "0").exit_code == 2
    assert run("extract", archive.name, "--workers", "many").exit_code == 2
    assert run("extract", "-", "--out", "out", input="x").exit_code == 2
    no_report = run("extract", "--retry", archive.name)
    assert "archive.jsonl:1: is no line of a report" in no_report.stderr
    assert run("extract", archive.name, "--retry", archive.name).exit_code == 2
