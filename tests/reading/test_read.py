"""Reading as a whole: what comes out of files, folders and streams; what is said of bad ones."""

from __future__ import annotations

import io
import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from graphkit.errors import UsageError
from graphkit.model import Document
from graphkit.reading import Note, ReadFailure, read

Write = Callable[[str, bytes], Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def make(name: str, data: bytes) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        return path

    return make


def one(path: Path) -> Document:
    (found,) = read([path])
    assert isinstance(found, Document), found
    return found


def failure(path: Path) -> ReadFailure:
    (found,) = read([path])
    assert isinstance(found, ReadFailure), found
    return found


def test_text_is_kept_as_it_stands_so_that_offsets_are_true(write: Write) -> None:
    text = "  Title\n\n\n“Quote” 🇦🇲 e\u0301 שלום\ttab  \n"
    assert one(write("a.txt", text.encode())).text == text


def test_line_ends_of_every_system_become_one(write: Write) -> None:
    assert one(write("a.txt", b"one\r\ntwo\rthree\n")).text == "one\ntwo\nthree\n"


def test_a_file_is_the_same_document_whatever_changed_in_it(write: Write) -> None:
    path = write("news/a.txt", "Müller left.".encode())
    first = one(path)
    write("news/a.txt", "Müller came back.".encode("utf-16"))
    (second,) = read([f"{path.parent}/.//a.txt"])
    assert isinstance(second, Document)
    assert first.id == second.id == str(path)
    assert second.text == "Müller came back."


def test_what_stands_inside_a_file_is_told_apart(write: Write) -> None:
    path = write("a.jsonl", b'{"text": "first"}\n{"text": "second"}\n')
    assert [d.id for d in read([path]) if isinstance(d, Document)] == [f"{path}#1", f"{path}#2"]
    prefixed = [d.id for d in read([path], prefix="may:") if isinstance(d, Document)]
    assert prefixed == [f"may:{path}#1", f"may:{path}#2"]


def test_own_ids_and_fields_of_json_lines_are_kept(write: Write) -> None:
    row = {"id": 7, "text": "A met B.", "title": "T", "date": "2021-05-14T09:00:00Z", "url": "u"}
    path = write("a.jsonl", json.dumps(row).encode() + b"\n\n")
    assert one(path) == Document("7", "A met B.", "T", "2021-05-14", "u", f"{path}:1")


def test_one_bad_line_does_not_lose_the_others(write: Write) -> None:
    path = write(
        "news.jsonl",
        b'{"id": "a", "text": "first"}\n'
        b'{"id": "b", "text": \n'
        b'{"id": "c", "txt": "x"}\n'
        b'{"id": "d", "text": "\xff"}\n'
        b'{"id": "e", "text": "last"}',
    )
    found = list(read([path]))
    assert [d.id for d in found if isinstance(d, Document)] == ["a", "e"]
    failures = [f for f in found if isinstance(f, ReadFailure)]
    assert [f.path for f in failures] == [f"{path}:2:20", f"{path}:3", f"{path}:4"]
    assert "not JSON" in failures[0].message
    assert "'txt'" in failures[1].message
    offset = path.read_bytes().index(b"\xff")
    assert f"0xff at offset {offset}" in failures[2].message


@pytest.mark.parametrize(
    ("line", "says"),
    [
        (b"[1]", "a list"),
        (b"null", "null"),
        (b'{"text": 5}', "a number, not a string"),
        (b'{"text": null}', "null, not a string"),
        (b'{"text": ""}', "empty"),
        (b'{"text": " \\n"}', "blank"),
        (b'{"text": "a\\u0000b"}', "null character at character 1"),
        (b'{"text": "ab\\ud800"}', "U+D800) at character 2"),
        (b'{"text": "a", "id": true}', '"id" is true or false'),
        (b'{"text": "a", "id": ""}', "id is empty"),
        (b'{"text": "a", "id": "x\\u001b[31m"}', "control character"),
        (b'{"text": "a", "id": "' + b"x" * 500 + b'"}', "500 characters"),
        (b'{"text": "a", "n": ' + b"9" * 5000 + b"}", "thousands of digits"),
        (b'{"text": "a", "n": ' + b"[" * 100_000, "nested"),
    ],
)
def test_a_bad_row_is_told_with_its_line(write: Write, line: bytes, says: str) -> None:
    found = failure(write("a.jsonl", b"\n" + line + b"\n"))
    assert found.path.endswith("a.jsonl:2")
    assert says in found.message


def test_huge_numbers_that_are_no_field_do_no_harm(write: Write) -> None:
    assert one(write("a.jsonl", b'{"text": "a", "n": 1e999}')).text == "a"


def test_a_line_too_long_is_passed_over_and_the_next_one_read(write: Write) -> None:
    path = write("a.jsonl", b'{"text": "' + b"x" * 5000 + b'"}\n{"id": "z", "text": "short"}\n')
    first, second = read([path], max_bytes=1000)
    assert isinstance(first, ReadFailure)
    assert "5012 bytes" not in first.message  # the line end counts too
    assert "5013 bytes" in first.message
    assert isinstance(second, Document)
    assert second.id == "z"


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html"])
def test_a_file_too_long_is_refused_before_it_fills_the_memory(write: Write, name: str) -> None:
    (found,) = read([write(name, b"x " * 600)], max_bytes=1000)
    assert isinstance(found, ReadFailure)
    assert "longer than 1000 bytes" in found.message


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("a.txt", b"", "empty"),
        ("a.txt", b"\xef\xbb\xbf", "empty"),
        ("a.txt", b" \r\n\t", "blank"),
        ("a.txt", b"abc\0def", "null byte stands at offset 3"),
        ("a.txt", b"%PDF-1.7 ...", "broken PDF"),
        ("a.txt", b"PK\x03\x04....", "damaged zip archive"),
        ("a.txt", bytes(range(1, 32)) * 20, "binary"),
        ("a.jsonl", b"", "empty"),
        ("a.jsonl", b"\n\n", "no documents"),
        ("a.jsonl", b"\x89PNG\r\n\x1a\n\0\0", "an image"),
        ("a.csv", b"", "empty"),
        ("a.csv", b"id,text\n", "no documents"),
        ("a.csv", b"id,words\n1,hello\n", "no column named text"),
        ("a.csv", b"text,text\na,b\n", "two columns"),
        ("a.pdf", b"%PDF-1.7 nothing", "broken PDF"),
        ("a.pdf", b"", "empty"),
        ("a.html", b"<html><script>x()</script></html>", "empty"),
        ("a.html", b"<div>" * 100_000 + b"x", "nested"),
        ("a.md", b"```\ncode only\n```\n", "empty"),
        ("a.json", b"{}", "--text-field"),
    ],
)
def test_what_is_no_text_is_refused_by_name(
    write: Write, name: str, data: bytes, says: str
) -> None:
    path = write(name, data)
    found = failure(path)
    assert found.path.startswith(str(path))
    assert says in found.message


def test_csv_with_quotes_line_ends_and_a_bad_row(write: Write) -> None:
    path = write(
        "a.csv",
        b'\xef\xbb\xbfID;Text;Date\r\n1;"He said ""no"".\nThen left; at once.";14 May 2021\r\n\r\n'
        b"2;a;b;c\r\n3;last;\r\n",
    )
    first, second, third = read([path])
    assert isinstance(first, Document)
    assert (first.id, first.date) == ("1", "2021-05-14")
    assert first.text == 'He said "no".\nThen left; at once.'
    assert isinstance(second, ReadFailure)
    assert second.path == f"{path}:5"
    assert isinstance(third, Document)
    assert (third.text, third.date) == ("last", None)


def test_csv_as_spreadsheets_save_it_is_decoded(write: Write) -> None:
    assert one(write("a.csv", "text\nMüller met José.\n".encode("cp1252"))).text == (
        "Müller met José."
    )


def test_an_open_quote_names_the_row_where_it_begins(write: Write) -> None:
    path = write("a.csv", b'id,text\n1,fine\n2,"never closed\n3,lost\n')
    first, second = read([path])
    assert isinstance(first, Document)
    assert isinstance(second, ReadFailure)
    assert second.path == f"{path}:3"
    assert "quote" in second.message


def test_rows_in_utf_16_are_read(write: Write) -> None:
    assert one(write("a.jsonl", '{"text": "Müller"}\n'.encode("utf-16"))).text == "Müller"
    assert one(write("a.csv", "text\nMüller\n".encode("utf-16"))).text == "Müller"


def test_a_second_document_with_the_same_id_is_told(write: Write) -> None:
    path = write("a.jsonl", b'{"id": "x", "text": "one"}\n{"id": "x", "text": "two"}\n')
    first, second = read([path])
    assert isinstance(first, Document)
    assert isinstance(second, ReadFailure)
    assert second.path == f"{path}:2"
    assert f"{path}:1" in second.message


def test_the_same_document_twice_counts_once(write: Write) -> None:
    path = write("a.txt", b"one text")
    assert len(list(read([path, path]))) == 1


def test_a_folder_is_read_in_the_order_of_its_names(write: Write, tmp_path: Path) -> None:
    for name in ("b/2.txt", "b/1.md", "a.txt", "c.txt", ".hidden.txt", ".git/x.txt", "z.py"):
        write(name, f"text of {name}".encode())
    found = [str(d.path) for d in read([tmp_path])]
    assert found == [str(tmp_path / name) for name in ("a.txt", "b/1.md", "b/2.txt", "c.txt")]


def test_nothing_in_a_folder_is_passed_over_in_silence(write: Write, tmp_path: Path) -> None:
    write("a.txt", b"text")
    write("b.docx", b"PK")
    write("c.jpg", b"\xff\xd8\xff\xe0 picture")
    write("d.py", b"import os")
    write(".e.txt", b"text")
    write("f.unknown", b"\x00\x01\x02")
    notes: list[Note] = []
    found = list(read([tmp_path], told=notes.append))
    assert [d.id for d in found if isinstance(d, Document)] == [
        str(tmp_path / "a.txt"), str(tmp_path / "b.docx")
    ]  # fmt: skip
    assert [f.path for f in found if isinstance(f, ReadFailure)] == [str(tmp_path / "f.unknown")]
    assert {(n.action, n.kind) for n in notes} == {
        ("skipped", "image"), ("skipped", "program"), ("skipped", "hidden")
    }  # fmt: skip


def test_a_folder_that_links_to_itself_ends(write: Write, tmp_path: Path) -> None:
    write("news/a.txt", b"text")
    (tmp_path / "news" / "loop").symlink_to(tmp_path, target_is_directory=True)
    assert len(list(read([tmp_path]))) == 1


def test_a_link_to_nowhere_in_a_folder_is_told_and_the_rest_read(
    write: Write, tmp_path: Path
) -> None:
    write("a.txt", b"text")
    (tmp_path / "b.txt").symlink_to(tmp_path / "gone")
    first, second = read([tmp_path])
    assert isinstance(first, Document)
    assert isinstance(second, ReadFailure)


def test_an_empty_folder_is_told(tmp_path: Path) -> None:
    found = failure(tmp_path)
    assert found.path == str(tmp_path)
    assert "no files" in found.message


def test_a_missing_file_is_told_and_the_others_read(write: Write, tmp_path: Path) -> None:
    first, second = read([tmp_path / "gone.txt", write("a.txt", b"text")])
    assert isinstance(first, ReadFailure)
    assert "no such file" in first.message
    assert isinstance(second, Document)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_told(write: Write) -> None:
    path = write("a.txt", b"text")
    path.chmod(0)
    assert "permission" in failure(path).message


def test_a_name_that_would_repaint_the_terminal_is_escaped(tmp_path: Path) -> None:
    assert failure(tmp_path / "\x1b[31mred\u202e.txt").path.endswith("\\x1b[31mred\\u202e.txt")


def test_a_name_that_is_no_utf_8_can_be_printed(write: Write) -> None:
    path = write(os.fsdecode(b"caf\xe9.txt"), b"")
    assert failure(path).path.encode("utf-8").endswith(b"caf\\xe9.txt")


def test_a_null_byte_in_a_name_is_no_traceback() -> None:
    (found,) = read(["a\0b"])
    assert isinstance(found, ReadFailure)


def test_standard_input_as_text_and_as_json_lines() -> None:
    (text,) = read(["-"], stdin=io.BytesIO(b"The US urged Azerbaijan. " * 1000))
    assert isinstance(text, Document)
    assert len(text.text) == 25_000
    rows = b"".join(b'{"id": %d, "text": "text %d"}\n' % (i, i) for i in range(1000))
    found = list(read(["-"], stdin=io.BytesIO(rows)))
    assert [d.id for d in found if isinstance(d, Document)] == [str(i) for i in range(1000)]


def test_empty_standard_input_is_told() -> None:
    (found,) = read(["-"], stdin=io.BytesIO(b""))
    assert found == ReadFailure("-", "empty: there is no text in it.")


def test_nothing_to_read_and_a_bad_date_are_wrong_usage() -> None:
    with pytest.raises(UsageError, match="Nothing to read"):
        read([])
    with pytest.raises(UsageError, match="2021-99-01"):
        read(["a.txt"], date="2021-99-01")


def test_the_date_that_is_given_is_for_documents_that_have_none(write: Write) -> None:
    dated, bare = write("2020-01-01.txt", b"text"), write("a.txt", b"words")
    found = [d.date for d in read([dated, bare], date="14 May 2021") if isinstance(d, Document)]
    assert found == ["2020-01-01", "2021-05-14"]


@pytest.mark.parametrize("written", ['"2021-02-30"', '"yesterday"', '"2024-05"', "{}", "true"])
def test_a_date_that_cannot_be_read_costs_the_date_alone(write: Write, written: str) -> None:
    notes: list[Note] = []
    path = write("a.jsonl", f'{{"id": "x", "text": "a", "date": {written}}}'.encode())
    (found,) = read([path], told=notes.append)
    assert isinstance(found, Document)
    assert found.date is None
    if written.startswith('"'):
        assert [(n.path, n.kind) for n in notes] == [(f"{path}:1", "date not read")]


def test_the_datelines_own_day_counts_before_a_crawl_date(write: Write) -> None:
    rows = [
        {"id": "1", "date": "2024-06-04", "text": "ROME, March 14 (Agency) - Italy thanked Malta."},
        {"id": "2", "date": "2024-01-04", "text": "OSLO, 30 December - Norway warned Denmark."},
        {"id": "3", "text": "Lima. 2 May. AGENCY - Peru thanked Chile."},
    ]
    path = write("a.jsonl", "\n".join(map(json.dumps, rows)).encode())
    assert [d.date for d in read([path]) if isinstance(d, Document)] == [
        "2024-03-14", "2023-12-30", None
    ]  # fmt: skip


def test_documents_come_before_the_rest_is_read(write: Write) -> None:
    """A batch larger than the memory works only if nothing waits for its end."""
    consumed = 0

    class Endless(io.RawIOBase):
        def readable(self) -> bool:
            return True

        def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
            nonlocal consumed
            row = b'{"text": "row %d"}\n' % consumed
            consumed += 1
            buffer[: len(row)] = row
            return len(row)

    found = read(["-"], stdin=io.BufferedReader(Endless()))
    assert isinstance(next(found), Document)
    assert consumed < 10_000


@pytest.mark.parametrize(
    "error", [AttributeError("no title"), MemoryError(), RecursionError(), KeyError("x")]
)
def test_a_file_that_fails_in_any_way_is_named_and_the_rest_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    def fails(*_: object) -> None:
        raise error

    monkeypatch.setattr("graphkit.reading.markdown.markdown_draft", fails)
    (tmp_path / "a.md").write_text("one")
    (tmp_path / "b.txt").write_text("two")
    first, second = read([tmp_path])
    assert isinstance(first, ReadFailure)
    assert first.path.endswith("a.md")
    assert type(error).__name__ in first.message
    assert isinstance(second, Document)
