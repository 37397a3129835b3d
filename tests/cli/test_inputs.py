"""Reading from the command line: what is skipped is said, texts can be had, evidence in context."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from graphkit.cli.main import cli
from tests.reading import samples

STORY = (
    "Lima is calm.\n\nPeru thanked Chile for its help on Monday. Bolivia accused Brazil of spying."
    " Nobody asked why.\n"
)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*words: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(cli, list(words))
    return result.exit_code, result.stdout, result.stderr


def test_text_shows_what_offsets_count(folder: Path) -> None:
    (folder / "a.html").write_bytes(samples.HTML)
    assert run("text", "a.html")[:2] == (0, "Peru thanked Chile.\n")
    (folder / "a.xml").write_bytes(samples.RSS)
    code, out, _ = run("text", "a.xml", "--json")
    rows = [json.loads(line) for line in out.splitlines()]
    assert code == 0
    assert [(row["id"], row["date"]) for row in rows] == [
        ("a.xml#g-1", "2024-06-03"), ("a.xml#2", None)
    ]  # fmt: skip


def test_a_folder_is_summed_up_by_kind(folder: Path) -> None:
    (folder / "in").mkdir()
    (folder / "in" / "a.txt").write_text(STORY)
    (folder / "in" / "b.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    code, _, told = run("text", "in")
    assert code == 0
    assert "skipped (no documents): image: 1" in told
    (folder / "in" / "c.rtf").write_bytes(b"{\\rtf1 x}")
    code, out, told = run("text", "in")
    assert code == 1
    assert "Peru thanked Chile" in out
    assert "c.rtf: a rich text" in told


def test_fields_and_prefix_can_be_named(folder: Path) -> None:
    (folder / "a.csv").write_text("key;words;when\n7;Peru left.;5/6/2024\n")
    code, out, _ = run(
        "text", "a.csv", "--json", "--text-field", "Words", "--id-field", "key", "--date-field",
        "when", "--day-first", "--prefix", "may/",
    )  # fmt: skip
    row = json.loads(out)
    assert code == 0
    assert (row["id"], row["text"], row["date"]) == ("may/7", "Peru left.", "2024-06-05")


def test_evidence_in_context_from_the_kept_text_or_the_file(folder: Path) -> None:
    (folder / "a.txt").write_text(STORY)
    question = ("evidence", "Bolivia", "Brazil", "--context", "1", "--graph")
    assert run("build", "a.txt", "--graph", "plain.db", "--quiet")[0] == 0
    assert run("build", "a.txt", "--graph", "kept.db", "--quiet", "--keep-text")[0] == 0
    for graph in ("plain.db", "kept.db"):
        out = run(*question, graph)[1]
        assert "... Peru thanked Chile for its help on Monday." in out
        assert "Nobody asked why. ..." in out
    (folder / "a.txt").unlink()
    assert "Nobody asked why" not in run(*question, "plain.db")[1]
    data = json.loads(run(*question, "kept.db", "--json")[1])
    assert [c["after"] for c in data["context"].values()] == ["Nobody asked why."]
