"""Corrections, documents and duplicates as a user types them."""

from __future__ import annotations

import csv
import hashlib
import json
from pathlib import Path

import pytest

from graphkit.batch.extracting import extract_document
from tests.cli.conftest import Run

TEXTS = {
    "news/1.txt": "Ukrainian President Volodymyr Zelenskyy met Joe Biden. France accused Iran.",
    "news/2.txt": "Volodymyr Zelenskiy thanked Poland. Germany criticized Russia.",
    "news/3.txt": "Nothing happened here.",
}


@pytest.fixture
def news(run: Run, tmp_path: Path) -> Path:
    (tmp_path / "news").mkdir()
    for name, text in TEXTS.items():
        (tmp_path / name).write_text(text)
    result = run("build", "news/", "--quiet")
    assert result.exit_code == 0, result.output
    return tmp_path


def ids(run: Run, *words: str) -> list[str]:
    lines = run(*words, "--json").output.splitlines()
    return [json.loads(line)["id"] for line in lines]


def test_edits_stand_in_a_file_beside_the_graph_with_who_and_when(
    run: Run, graph: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GRAPHKIT_USER", "anna")
    assert run("rename", "Klaar", "T. Klaar").exit_code == 0
    assert run("reject", "Azerbaijan", "denies", "Armenia").exit_code == 0
    text = (graph.parent / "graph.edits.yaml").read_text()
    assert text.count("by: anna") == text.count("at: '20") == 2
    assert "do: rename" in text
    assert "relation: denies" in text
    listed = run("edits").output
    assert "applied" in listed
    assert "T. Klaar" in listed


def test_a_new_graph_built_beside_the_file_has_its_corrections(run: Run, graph: Path) -> None:
    run("reject", "Azerbaijan", "denies", "Armenia")
    before = run("stats", "--json").output
    graph.unlink()
    assert run("load", "statements.jsonl", "--documents", "documents.jsonl").exit_code == 0
    assert run("stats", "--json").output == before
    assert run("evidence", "Azerbaijan", "Armenia", "--relation", "denies").output.count('"') == 0
    run("undo")
    assert "denied" in run("evidence", "Azerbaijan", "Armenia").output or (
        "denies" in run("evidence", "Azerbaijan", "Armenia").output
    )


def test_an_edit_written_by_hand_is_applied_and_a_bad_one_named_by_line(
    run: Run, graph: Path
) -> None:
    file = graph.parent / "own.yaml"
    file.write_text("edits:\n- do: rename\n  actor: toivo-klaar\n  name: Mr Klaar\n")
    assert run("load", "statements.jsonl", "--edits", "own.yaml").exit_code == 0
    assert "Mr Klaar" in run("show", "Klaar").output
    file.write_text("edits:\n- do: rename\n  actor: toivo-klaar\n  nam: Mr Klaar\n")
    result = run("load", "statements.jsonl", "--edits", "own.yaml")
    assert result.exit_code == 2
    assert "own.yaml, line 4: unknown key 'nam'" in result.output


def test_undo_names_what_it_took_back_and_refuses_what_is_not_there(run: Run, graph: Path) -> None:
    assert "no edit in graph.edits.yaml" in run("undo").output.replace("there is ", "")
    run("rename", "Klaar", "T. Klaar")
    assert "no edit 'zz'" in run("undo", "zz").output
    assert "undone" in run("undo").output
    assert "Toivo Klaar" in run("show", "Klaar").output
    assert graph.exists()


def test_the_same_edit_twice_is_one(run: Run, graph: Path) -> None:
    run("reject", "Azerbaijan", "denies", "Armenia")
    assert run("reject", "Azerbaijan", "denies", "Armenia").exit_code == 2
    run("rename", "Klaar", "T. Klaar")
    assert "is there already" in run("rename", "Klaar", "T. Klaar").output
    assert graph.exists()


def test_unchanged_documents_are_not_read_again_and_changed_ones_are(
    run: Run, news: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []

    def watched(document, setup):  # type: ignore[no-untyped-def]
        read.append(document.path)
        return extract_document(document, setup)

    monkeypatch.setattr("graphkit.batch.run.extract_document", watched)
    result = run("build", "news/")
    assert read == []
    assert "3 documents unchanged and not read again" in result.output
    (news / "news/2.txt").write_text("Poland criticized Russia.")
    run("build", "news/")
    assert read == ["news/2.txt"]
    (news / "actors.csv").write_text("name,kind\nThe Blue Circle,organization\n")
    run("build", "news/", "--actors", "actors.csv")
    assert len(read) == 4


def test_a_spelling_of_one_name_is_one_actor_across_documents(run: Run, news: Path) -> None:
    shown = [
        json.loads(run("show", name, "--json").output)["actor"]["id"]
        for name in ("Volodymyr Zelenskyy", "Volodymyr Zelenskiy")
    ]
    assert shown[0] == shown[1]
    assert news.exists()


def test_documents_are_listed_with_those_that_say_nothing(run: Run, news: Path) -> None:
    rows = [json.loads(line) for line in run("documents", "--json").output.splitlines()]
    assert sorted(row["statements"] > 0 for row in rows) == [False, True, True]
    assert news.exists()


def test_pairs_can_be_answered_in_a_file(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(
        '{"id": "1", "text": "Jon Smithers met Angela Merkel."}\n'
        '{"id": "2", "text": "John Smithers met Emmanuel Macron."}\n'
    )
    run("build", "a.jsonl", "--quiet")
    assert run("duplicates", "--write", "pairs.csv").exit_code == 0
    rows = list(csv.DictReader((tmp_path / "pairs.csv").read_text().splitlines()))
    (row,) = [row for row in rows if "smithers" in row["actor"]]
    assert "name" in row["evidence"]
    row["same"] = "yes"
    with (tmp_path / "pairs.csv").open("w", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys())
        writer.writeheader()
        writer.writerows(rows)
    assert run("duplicates", "--read", "pairs.csv").exit_code == 0
    assert len([name for name in ids_of(run) if "smithers" in name]) == 1
    assert "Smithers" not in run("duplicates").output


def test_a_refused_pair_is_not_listed_again(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(
        '{"id": "1", "text": "Jon Smithers met Angela Merkel."}\n'
        '{"id": "2", "text": "John Smithers met Emmanuel Macron."}\n'
    )
    run("build", "a.jsonl", "--quiet")
    assert "Smithers" in run("duplicates").output
    assert run("duplicates", "--refuse", "Jon Smithers", "John Smithers").exit_code == 0
    assert "Smithers" not in run("duplicates").output


def ids_of(run: Run) -> list[str]:
    lines = run("actors", "--json").output.splitlines()
    return [json.loads(line)["actor"]["id"] for line in lines]


def test_a_copy_keeps_corrections_and_their_file(run: Run, graph: Path, tmp_path: Path) -> None:
    run("reject", "Azerbaijan", "denies", "Armenia")
    run("rename", "Klaar", "T. Klaar")
    assert run("copy", "graph.db", "copy.db").exit_code == 0
    assert run("stats", "--graph", "copy.db", "--json").output == run("stats", "--json").output
    assert (tmp_path / "copy.edits.yaml").exists()
    run("undo", "--graph", "copy.db")
    assert "Toivo Klaar" in run("show", "Klaar", "--graph", "copy.db").output
    assert "T. Klaar" in run("show", "Klaar").output
    assert graph.exists()


def test_an_export_can_leave_corrections_out(run: Run, graph: Path, tmp_path: Path) -> None:
    run("export", "before.jsonl")
    run("reject", "Azerbaijan", "denies", "Armenia")
    run("rename", "Klaar", "T. Klaar")
    assert run("export", "with.jsonl").exit_code == 0
    assert run("export", "without.jsonl", "--no-edits").exit_code == 0
    assert (tmp_path / "without.jsonl").read_bytes() == (tmp_path / "before.jsonl").read_bytes()
    assert "T. Klaar" in (tmp_path / "with.jsonl").read_text()
    result = run("export", "x.graphml", "--no-edits")
    assert (result.exit_code, "--no-edits goes with" in result.output) == (2, True)
    assert graph.exists()


def test_documents_are_taken_out_by_path_and_pattern(run: Run, graph: Path) -> None:
    assert "2 documents taken out" in run("retract", "d[12]").output
    result = run("retract", "nope", "d3")
    assert (result.exit_code, "not in graph.db: 'nope'" in result.output) == (1, True)
    assert run("documents", "--json").output == ""
    assert graph.exists()


def test_files_that_are_gone_are_taken_out_when_asked_for(run: Run, news: Path) -> None:
    listed = [json.loads(line)["id"] for line in run("documents", "--json").output.splitlines()]
    assert listed == ["news/1.txt", "news/2.txt", "news/3.txt"]
    (news / "news/1.txt").unlink()
    (news / "other.txt").write_text("Spain thanked Peru.")
    run("build", "./other.txt", "news")
    assert "news/1.txt" in run("documents").output
    result = run("build", "--prune", "./news//")
    assert "1 document gone and taken out" in result.output
    listed = [json.loads(line)["id"] for line in run("documents", "--json").output.splitlines()]
    assert listed == ["news/2.txt", "news/3.txt", "other.txt"]
    assert "2 documents taken out" in run("retract", "news/").output


def test_a_text_that_an_older_graph_held_under_a_hash_is_held_once(
    run: Run, tmp_path: Path
) -> None:
    text = "Spain thanked Peru."
    old = "d-" + hashlib.sha256(text.encode()).hexdigest()[:16]
    (tmp_path / "a.jsonl").write_text(json.dumps({"id": old, "text": text}) + "\n")
    (tmp_path / "a.txt").write_text(text)
    (tmp_path / "s.jsonl").write_text(run("extract", "a.jsonl").stdout)
    run("load", "s.jsonl")
    run("build", "a.txt")
    listed = [json.loads(line)["id"] for line in run("documents", "--json").output.splitlines()]
    assert listed == ["a.txt"]
