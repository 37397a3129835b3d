"""Encodings: a file that is not UTF-8 is read right or refused with the place."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphkit.errors import InputError
from graphkit.reading.decoding import decode

WESTERN = "President François Hollande visited Malmö and “spoke” with José – at length."
RUSSIAN = "Президент России Владимир Путин встретился с премьер-министром Армении."


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (WESTERN, "utf-8"),
        (WESTERN, "utf-8-sig"),
        (WESTERN, "utf-16"),
        (WESTERN, "utf-32"),
        (WESTERN, "cp1252"),
        ("Müller met Borrell.", "latin-1"),
        ("Azerbaijan’s army left. " * 50, "cp1252"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8-r"),
        ("Türkiye Cumhurbaşkanı Recep Tayyip Erdoğan, Azerbaycan'ı ziyaret etti.", "cp1254"),
        ("中国外交部发言人表示，中方坚决反对美国的制裁措施。" * 3, "gb18030"),
        ("日本の首相は水曜日にワシントンでアメリカ大統領と会談した。" * 2, "shift_jis"),
    ],
)
def test_common_encodings_are_read_right(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == text


def test_damaged_utf_8_is_refused_with_the_offset_not_taken_for_another_encoding() -> None:
    data = "Müller und José".encode() + b"\xff" + " später".encode()
    with pytest.raises(InputError, match=f"0xff at offset {data.index(0xFF)} "):
        decode(data)


def test_utf_16_cut_in_the_middle_is_refused_with_the_offset() -> None:
    data = "Müller".encode("utf-16")[:-1]
    with pytest.raises(InputError, match=f"at offset {len(data) - 1} "):
        decode(data)


def test_the_encoding_that_a_page_declares_is_tried_first() -> None:
    assert decode("š".encode("iso8859_2"), "iso-8859-2") == "š"
    assert decode("naïve".encode("cp1252"), "no-such-encoding") == "naïve"
    assert decode("naïve".encode("cp1252"), "rot13") == "naïve"


@given(st.binary(max_size=300), st.sampled_from([None, "latin-1", "hex", "utf-7", "punycode"]))
def test_any_bytes_are_text_or_refused(data: bytes, declared: str | None) -> None:
    with contextlib.suppress(InputError):
        assert isinstance(decode(data, declared), str)


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=200))
def test_utf_8_comes_back_unchanged(text: str) -> None:
    data = text.encode()
    if not data.startswith((b"\xef\xbb\xbf", b"%PDF-", b"PK", b"{\\rtf")):
        assert decode(data) == text
