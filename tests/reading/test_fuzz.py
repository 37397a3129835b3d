"""Whatever a stranger's file holds: documents or told failures, never a traceback."""

from __future__ import annotations

import io
import json
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphkit.model import Document
from graphkit.reading import ReadFailure, read
from tests.reading import fuzz

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
RECORDS = st.dictionaries(st.sampled_from(["id", "text", "title", "date", "url", "x"]), JSON)


def check(found: Document | ReadFailure) -> None:
    if isinstance(found, ReadFailure):
        assert found.path
        assert found.message
        str(found).encode("utf-8")
    else:
        assert found.text.strip()
        for value in (found.id, found.text, found.title, found.url):
            (value or "").encode("utf-8")
        assert "\0" not in found.text


@given(st.lists(RECORDS, min_size=1, max_size=5))
def test_any_json_record(records: list[dict[str, object]]) -> None:
    data = "\n".join(json.dumps(record) for record in records).encode()
    for found in read(["-"], stdin=io.BytesIO(data)):
        check(found)


# Marks of HTML and Markdown are taken off a field; all else comes back as it was.
UNMARKED = st.text(st.characters(exclude_characters="_*`#&<>[]~|\\"))


@given(st.lists(st.fixed_dictionaries({"text": UNMARKED}), min_size=1, max_size=5))
def test_the_text_of_a_record_comes_back_exactly(records: list[dict[str, str]]) -> None:
    data = "\n".join(json.dumps(record) for record in records).encode()
    given_texts = [record["text"] for record in records]
    for found in read(["-"], stdin=io.BytesIO(data)):
        if isinstance(found, Document):
            assert found.text in given_texts


@pytest.mark.parametrize("suffix", ["txt", "md", "html", "jsonl", "csv"])
@settings(max_examples=40, deadline=None)
@given(
    data=st.binary(max_size=200), start=st.sampled_from([b"", b"text,id\n", b'{"text": "', b"<p>"])
)
def test_any_bytes_in_any_format(suffix: str, data: bytes, start: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"a.{suffix}"
        path.write_bytes(start + data)
        for found in read([path], max_bytes=150):
            check(found)


@pytest.mark.parametrize("reader", sorted(fuzz.readers()))
def test_damaged_nested_and_endless_files_of_every_kind(reader: str) -> None:
    """The short form of `make fuzz`."""
    number, _, wrong = fuzz.fuzz(reader, 25)
    assert number >= 25
    assert wrong == []
