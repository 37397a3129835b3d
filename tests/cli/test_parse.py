"""`graphkit parse`: CoNLL-U for programs, a table for people, clear words when it cannot."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from graphkit.cli.main import cli
from graphkit.language import conllu

TEXT = "Armenia can't win.\n\nFrance agreed."


def run(*args: str, stdin: str | bytes | None = None) -> Result:
    return CliRunner().invoke(cli, ["parse", *args], input=stdin)


@pytest.fixture
def article(tmp_path: Path) -> str:
    path = tmp_path / "article.txt"
    path.write_text(TEXT, encoding="utf-8")
    return str(path)


def test_conllu_of_raw_text(article: str) -> None:
    result = run(article, "--format", "conllu")
    assert result.exit_code == 0
    sentences = list(conllu.read(result.stdout.splitlines(keepends=True), "out"))
    assert [[token.text for token in sentence.tokens] for sentence in sentences] == [
        ["Armenia", "ca", "n't", "win", "."],
        ["France", "agreed", "."],
    ]
    assert "2-3\tcan't\t" in result.stdout


def test_a_table_is_the_default(article: str) -> None:
    result = run(article)
    assert result.exit_code == 0
    first = result.stdout.splitlines()[0].split()
    assert first == ["1", "Armenia", "Armenia", "PROPN", "nsubj", "win", "B-LOC"]


def test_standard_input(article: str) -> None:
    assert run("-", stdin=TEXT).stdout == run(article).stdout


def test_the_tokens_of_others_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "tokens.conllu"
    row = "{}\t{}" + "\t_" * 8 + "\n"
    path.write_text("# x = 1\n" + row.format(1, "France-") + row.format(2, "agreed") + "\n")
    for result in (
        run(str(path), "--pretokenized"),
        run("-", "--pretokenized", stdin=path.read_bytes()),
    ):
        assert result.exit_code == 0
        lines = result.stdout.split("\n")
        assert lines[0] == "# x = 1"
        assert lines[1].split("\t")[:2] == ["1", "France-"]
        assert lines[2].split("\t")[3] == "VERB"
    assert "France-" in run(str(path), "--pretokenized", "--format", "table").stdout


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"plain text", "bad.conllu, line 1: CoNLL-U has 10 columns"),
        (b"\xff\xfe1\x00", "bad.conllu: not UTF-8 (byte 0xff)"),
    ],
)
def test_what_is_no_conllu_is_named_and_fails(tmp_path: Path, content: bytes, message: str) -> None:
    path = tmp_path / "bad.conllu"
    path.write_bytes(content)
    result = run(str(path), "--pretokenized")
    assert result.exit_code == 1
    assert message in result.stderr
    assert "Traceback" not in result.stderr


def test_a_missing_file_is_named_and_fails(tmp_path: Path, article: str) -> None:
    missing = str(tmp_path / "none.conllu")
    result = run(missing, "--pretokenized")
    assert result.exit_code == 1
    assert "none.conllu: cannot be read" in result.stderr
    both = run(str(tmp_path / "none.txt"), article)
    assert both.exit_code != 0
    assert "none.txt" in both.stderr


def test_a_bad_document_in_a_batch_is_skipped_and_the_exit_code_says_so(
    tmp_path: Path, article: str
) -> None:
    (tmp_path / "blank.txt").write_text(" \n")
    result = run(str(tmp_path))
    assert result.exit_code == 1
    assert "blank.txt" in result.stderr
    assert "Armenia" in result.stdout


def test_wrong_usage() -> None:
    assert run().exit_code == 2
    assert run("x", "--format", "xml").exit_code == 2
