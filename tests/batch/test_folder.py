"""A folder of statements: the same bytes whatever the order of work and however often it ended."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from graphkit.batch import folder as folder_module
from graphkit.batch.extracting import Extracted, mark_of
from graphkit.batch.failures import read_report
from graphkit.batch.folder import OutFolder, is_complete, shards_of
from graphkit.errors import InputError
from graphkit.model import Document

ASKED = {"inputs": ["news"]}


@pytest.fixture(autouse=True)
def _small_shards(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folder_module, "SHARD", 4)


def result(number: int) -> tuple[Extracted, bytes]:
    if number % 5 == 3:
        return Extracted(None, failure=f"bad:{number}: is bad", place=f"bad:{number}"), b""
    document = Document(f"d{number}", "text", date="2020-01-01")
    lines = b"".join(b'{"id": "%d-%d"}\n' % (number, at) for at in range(number % 4))
    return Extracted(document, place=f"news/{number}"), lines


def files(path: Path) -> dict[str, bytes]:
    return {item.name: item.read_bytes() for item in path.iterdir()}


def filled(path: Path, numbers: list[int], total: int) -> dict[str, bytes]:
    with OutFolder(path, ASKED, ["news"]) as out:
        for number in numbers:
            if out.mark(number) is None:
                out.put(number, *result(number))
        out.finish(total)
    return files(path)


def test_order_of_work_does_not_show(tmp_path: Path) -> None:
    straight = filled(tmp_path / "a", list(range(18)), 18)
    mixed = list(range(18))
    random.Random(1).shuffle(mixed)
    assert filled(tmp_path / "b", mixed, 18) == straight
    assert len(list(shards_of(tmp_path / "b"))) == 5
    assert is_complete(tmp_path / "b")


@pytest.mark.parametrize("seed", range(20))
def test_interruptions_at_any_moment_do_not_show(tmp_path: Path, seed: int) -> None:
    straight = filled(tmp_path / "a", list(range(18)), 18)
    chance = random.Random(seed)
    mixed = sorted(range(18), key=lambda number: number + chance.random() * 6)
    broken = tmp_path / "b"
    for _ in range(6):
        out = OutFolder(broken, ASKED, ["news"])
        left = [number for number in mixed if out.mark(number) is None]
        for number in left[: chance.randrange(6)]:
            out.put(number, *result(number))
        out.__exit__()
        journal = broken / "journal.bin"
        if journal.exists() and chance.random() < 0.5:
            journal.write_bytes(journal.read_bytes()[: -chance.randrange(1, 9)])
        if chance.random() < 0.5:
            (broken / "statements-000009.jsonl.new").write_bytes(b"half")
    assert filled(broken, mixed, 18) == straight


def test_an_input_that_has_grown_goes_on_behind_the_last(tmp_path: Path) -> None:
    straight = filled(tmp_path / "a", list(range(18)), 18)
    filled(tmp_path / "b", list(range(10)), 10)
    assert filled(tmp_path / "b", list(range(18)), 18) == straight


def test_what_stands_there_is_known_by_its_mark(tmp_path: Path) -> None:
    filled(tmp_path / "a", list(range(6)), 6)
    with OutFolder(tmp_path / "a", ASKED, ["news"]) as out:
        document = result(2)[0].document
        assert document is not None
        assert out.mark(2) == mark_of(document)
        assert out.mark(3) == ""
        assert out.mark(6) is None


def test_the_report_lists_every_failure_in_order(tmp_path: Path) -> None:
    filled(tmp_path / "a", list(reversed(range(18))), 18)
    report = read_report(tmp_path / "a" / "failures.jsonl")
    assert report.inputs == ("news",)
    assert report.places == {"bad:3", "bad:8", "bad:13"}


def test_a_folder_of_another_run_is_refused(tmp_path: Path) -> None:
    filled(tmp_path / "a", [0], 1)
    with pytest.raises(InputError, match="another run: its inputs is"):
        OutFolder(tmp_path / "a", {"inputs": ["else"]}, ["else"])
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "mine.txt").write_text("mine")
    with pytest.raises(InputError, match=r"not empty \(it holds mine.txt\)"):
        OutFolder(tmp_path / "b", ASKED, ["news"])
    assert (tmp_path / "b" / "mine.txt").read_text() == "mine"


def test_two_runs_into_one_folder_do_not_mix(tmp_path: Path) -> None:
    pytest.importorskip("fcntl")
    with (
        OutFolder(tmp_path / "a", ASKED, ["news"]),
        pytest.raises(InputError, match="another run writes"),
    ):
        OutFolder(tmp_path / "a", ASKED, ["news"])
