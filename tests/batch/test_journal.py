"""What is written to a journal is there again, whatever ended the process."""

from __future__ import annotations

from pathlib import Path

from graphkit.batch.journal import Journal


def test_a_journal_cut_off_or_damaged_anywhere_keeps_what_was_whole(tmp_path: Path) -> None:
    path = tmp_path / "journal.bin"
    journal = Journal(path)
    ends = [0]
    for number in (3, 1, 2):
        journal.add(number, b"x" * number)
        ends.append(path.stat().st_size)
    journal.close()
    data = path.read_bytes()
    for cut in range(len(data)):
        whole = sum(end <= cut for end in ends) - 1
        for broken in (data[:cut], data[:cut] + b"\0" * 50):
            path.write_bytes(broken)
            again = Journal(path)
            assert [number in again for number in (3, 1, 2)] == [whole > at for at in range(3)]
            again.add(9, b"more")
            again.close()
            again = Journal(path)
            assert again.read(9) == b"more"
            again.close()


def test_records_dropped_are_gone_and_the_others_stay(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "journal.bin")
    for number in range(10):
        journal.add(number, str(number).encode())
    journal.keep(lambda number: number >= 7)
    assert len(journal) == 3
    journal.add(11, b"11")
    journal.close()
    again = Journal(tmp_path / "journal.bin")
    assert [again.read(number) for number in (7, 8, 9, 11)] == [b"7", b"8", b"9", b"11"]
    assert 6 not in again
    again.close()


def test_an_empty_journal_leaves_no_file_behind(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "journal.bin")
    journal.add(0, b"a")
    journal.keep(lambda _: False)
    journal.close()
    assert list(tmp_path.iterdir()) == []
