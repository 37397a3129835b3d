"""What people have, each kind told by its content: the words, their data, and no markup."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pytest

from graphkit.model import Document
from graphkit.reading import FieldNames, Note, ReadFailure, read
from graphkit.reading.inline import plain
from tests.reading import samples
from tests.reading.test_formats import pdf


def found_in(folder: Path, name: str, data: bytes, **options: object) -> list[Document]:
    path = folder / name
    path.write_bytes(data)
    found = list(read([path], **options))  # type: ignore[arg-type]
    assert all(isinstance(item, Document) for item in found), found
    return [item for item in found if isinstance(item, Document)]


@pytest.mark.parametrize("name", ["a.xml", "a.rss", "a.txt", "a"])
def test_a_feed_is_one_document_an_item_whatever_its_suffix(tmp_path: Path, name: str) -> None:
    first, second = found_in(tmp_path, name, samples.RSS)
    assert first == Document(
        f"{tmp_path / name}#g-1", "Peru thanked Chile & Quito.", "Thanks", "2024-06-03",
        "https://andes.example/1", f"{tmp_path / name}#1", "R. Soto",
    )  # fmt: skip
    assert (second.id, second.text) == (
        f"{tmp_path / name}#2", "Bolivia accused Brazil of spying."
    )  # fmt: skip


def test_atom_and_rss_1_are_read(tmp_path: Path) -> None:
    (atom,) = found_in(tmp_path, "a.atom", samples.ATOM)
    assert (atom.text, atom.title, atom.date, atom.url, atom.author) == (
        "Peru thanked Chile.\n\nBolivia left.", "Thanks & more", "2024-06-03",
        "https://andes.example/2", "R. Soto",
    )  # fmt: skip
    (rdf,) = found_in(tmp_path, "a.rdf", samples.RDF)
    assert (rdf.text, rdf.date) == ("Peru thanked Chile.", "2024-06-03")


def test_a_feed_with_bare_ampersands_and_htmls_entities_is_mended(tmp_path: Path) -> None:
    data = b"<rss><channel><item><description>AT&T&nbsp;thanked Peru \x01& Chile.</description>"
    (found,) = found_in(tmp_path, "a.xml", data + b"</item></channel></rss>")
    assert found.text == "AT&T thanked Peru & Chile."


def test_what_agencies_send_is_read(tmp_path: Path) -> None:
    first, second = found_in(tmp_path, "a.xml", samples.NEWSML)
    assert (first.text, first.title, first.date, first.author) == (
        "Peru thanked Chile.", "Thanks", "2024-06-03", "R. Soto"
    )  # fmt: skip
    assert (second.id, second.text) == (f"{tmp_path / 'a.xml'}#urn:c", "Bolivia accused Brazil.")
    (nitf,) = found_in(tmp_path, "b.xml", samples.NITF)
    assert (nitf.id, nitf.text, nitf.title, nitf.date) == (
        str(tmp_path / "b.xml"), "Peru thanked Chile.\n\nBolivia left.", "Thanks", "2024-06-03"
    )  # fmt: skip


def test_a_mail_gives_its_own_words_only(tmp_path: Path) -> None:
    (found,) = found_in(tmp_path, "a.eml", samples.MAIL)
    assert found.text == "Peru thanked Chile for its help—again.\n\nEcuador agreed."
    assert (found.title, found.date, found.author) == ("Grüße from Lima", "2024-06-03", "R. Soto")


def test_an_html_mail_gives_neither_markup_nor_what_it_answers(tmp_path: Path) -> None:
    data = (
        b"From: a@x.example\nSubject: S\nTo: b@x.example\nContent-Type: text/html\n\n"
        b"<p>Peru thanked <b>Chile</b>.</p><blockquote type='cite'>Cuba left.</blockquote>"
        b"<div class='gmail_quote'>Haiti left.<blockquote type=cite>x</blockquote></div>"
    )
    (found,) = found_in(tmp_path, "a.eml", data)
    assert found.text == "Peru thanked Chile."


def test_a_mailbox_and_a_digest_are_read_message_by_message(tmp_path: Path) -> None:
    first, second = found_in(tmp_path, "a.mbox", samples.MBOX)
    assert first.id == f"{tmp_path / 'a.mbox'}#m1@andes.example"
    assert (second.id, second.text) == (
        f"{tmp_path / 'a.mbox'}#2", "Bolivia accused Brazil.\nFrom Lima came thanks."
    )  # fmt: skip
    one, two = found_in(tmp_path, "d.txt", samples.DIGEST)
    assert (one.text, one.date, one.author) == ("Peru thanked Chile.", "2024-06-03", "R. Soto")
    assert (two.text, two.title) == ("Bolivia accused Brazil.", "Re: Thanks")


def test_subtitles_are_joined(tmp_path: Path) -> None:
    (srt,) = found_in(tmp_path, "a.srt", samples.SRT)
    assert srt.text == (
        "Peru thanked Chile for its help.\n\nBolivia accused Brazil.\n\nBrazil denied it."
    )
    (vtt,) = found_in(tmp_path, "a.vtt", samples.VTT)
    assert vtt.text == "Anchor: Peru thanked Chile for its help."


def test_office_documents_and_books_are_read(tmp_path: Path) -> None:
    for name, data in (("a.docx", samples.DOCX), ("a.odt", samples.ODT)):
        (found,) = found_in(tmp_path, name, data)
        assert found.text == "Thanks\n\nPeru thanked Chile.\n\nBolivia accused Brazil."
        assert (found.id, found.title) == (str(tmp_path / name), "Thanks")
    one, two = found_in(tmp_path, "a.epub", samples.EPUB)
    assert (one.id, one.title, one.author) == (
        f"{tmp_path / 'a.epub'}#O/a.xhtml", "One", "R. Soto"
    )  # fmt: skip
    assert two.text == "Bolivia accused Brazil."


@pytest.mark.parametrize("name", ["gzip", "bzip2", "xz"])
def test_a_packed_file_is_read_as_what_it_holds(tmp_path: Path, name: str) -> None:
    file, data = samples.ALL[name]
    first, second = found_in(tmp_path, file, data)
    assert (first.id, second.id) == ("r1", f"{tmp_path / file}#2")


def test_archives_are_read_file_by_file(tmp_path: Path) -> None:
    path = tmp_path / "a.tar"
    assert [d.id for d in found_in(tmp_path, "a.tar", samples.TAR)] == [
        f"{path}#a.txt", "r1", f"{path}#in/rows.jsonl.gz#2"
    ]  # fmt: skip
    path = tmp_path / "a.zip"
    picture = samples.zipped({"a.txt": "Peru left.", "b.png": b"\x89PNG\r\n\x1a\n", ".x": "y"})
    notes: list[Note] = []
    (found,) = found_in(tmp_path, "a.zip", picture, told=notes.append)
    assert found.id == f"{path}#a.txt"
    assert [note.kind for note in notes] == ["image"]
    pages = found_in(tmp_path, "a.warc", samples.WARC)
    assert [page.id for page in pages] == [
        f"{tmp_path / 'a.warc'}#https://andes.example/{number}" for number in (1, 2)
    ]


def test_standard_input_is_told_by_its_content_too() -> None:
    (page,) = read(["-"], stdin=io.BytesIO(b"<!DOCTYPE html>" + samples.HTML))
    assert isinstance(page, Document)
    assert page.text == "Peru thanked Chile."
    assert page.id.startswith("d-")
    assert len(list(read(["-"], stdin=io.BytesIO(samples.GZIP)))) == 2
    assert len(list(read(["-"], stdin=io.BytesIO(samples.ZIP)))) == 3


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("a.txt", b"{\\rtf1 Peru}", "rich text"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old Office file"),
        ("a.xml", b"<?xml version='1.0'?><note><p>Peru left.</p></note>", "root <note>"),
        ("a.tex", b"\\documentclass{article}", "markup graphkit does not know"),
        ("a.xlsx", samples.zipped({"[Content_Types].xml": "", "xl/x": ""}), "spreadsheet"),
        ("a.7z", b"7z\xbc\xaf\x27\x1c0", "unpack it first"),
        ("a.png", b"\x89PNG\r\n\x1a\n", "an image"),
    ],
)
def test_markup_that_is_not_known_is_never_read_as_prose(
    tmp_path: Path, name: str, data: bytes, says: str
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    (found,) = read([path])
    assert isinstance(found, ReadFailure)
    assert says in found.message


ANSWER = {
    "status": "ok",
    "articles": [
        {"title": "A", "url": "u1", "publishedAt": "2024-06-03T08:00:00Z", "author": "R. Soto",
         "description": "d", "content": "Peru thanked Chile.… [+231 chars]"},
        {"title": "B", "description": "Bolivia left.", "content": None},
    ],
}  # fmt: skip


@pytest.mark.parametrize(
    ("data", "texts"),
    [
        ([{"text": "one"}, {"text": "two"}], ["one", "two"]),
        ({"text": "one", "id": 7}, ["one"]),
        (ANSWER, ["Peru thanked Chile.", "Bolivia left."]),
        ({"hits": {"hits": [{"_source": {"body": "one"}}]}}, ["one"]),
        ({"response": {"results": [{"webTitle": "T", "fields": {"body": "<p>one</p>"}}]}}, ["one"]),
        ([{"content": {"rendered": "<p>one</p>"}, "title": {"rendered": "T"}}], ["one"]),
        ({"a": {"text": "one"}, "b": {"text": "two"}}, ["one", "two"]),
        ([{"text": ["one", "two"]}], ["one\n\ntwo"]),
    ],
)
def test_json_as_apis_and_dumps_have_it(tmp_path: Path, data: object, texts: list[str]) -> None:
    found = found_in(tmp_path, "a.json", json.dumps(data, indent=1).encode())
    assert [document.text for document in found] == texts


def test_fields_of_an_answer_are_found(tmp_path: Path) -> None:
    first, _ = found_in(tmp_path, "a.json", json.dumps(ANSWER).encode())
    assert (first.title, first.url, first.date, first.author) == (
        "A", "u1", "2024-06-03", "R. Soto"
    )  # fmt: skip


def test_own_names_of_columns_go_before_the_known_ones(tmp_path: Path) -> None:
    data = b"text;Words;when\nno;Peru left.;5/6/2024\n"
    names = FieldNames.given({"text": "words", "date": "when"})
    (found,) = found_in(tmp_path, "a.csv", data, names=names, day_first=True)
    assert (found.text, found.date) == ("Peru left.", "2024-06-05")


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("<p>Peru <a href='x'>left</a>.</p><p>Cuba.</p>", "Peru left.\n\nCuba."),
        ("Peru &amp; Chile&#39;s &rsquo;deal", "Peru & Chile's ’deal"),
        ("**Peru** left [Lima](http://x.example).", "Peru left Lima."),
        ("Peru <b>left</b>\n\nLima.", "Peru left\n\nLima."),
        ("&lt;p&gt;Peru left.&lt;/p&gt;", "Peru left."),
        ("a < b and b > c, 5 * 3 * 2, [sic] (so) #1 _x_", None),
        ("# Head\nwords", "Head\nwords"),
        ("R&D at AT&T", None),
    ],
)
def test_markup_in_a_field_is_taken_off_and_nothing_else(written: str, words: str | None) -> None:
    assert plain(written) == (written if words is None else words)


GERMAN = (
    "Die Regierung in Lima hat am Montag beschlossen, dem Nachbarland Chile für die Hilfe nach dem"
    " Erdbeben zu danken, wie ein Sprecher mitteilte, und will weitere Gespräche führen."
)
ENGLISH = "The government of Peru thanked Chile for its help after the earthquake on Monday."


def test_another_language_is_told_and_left_out(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(f"{GERMAN}\n\n{GERMAN}\n", "utf-8")
    notes: list[Note] = []
    assert list(read([path], told=notes.append)) == []
    assert [(note.action, note.kind) for note in notes] == [("left out", "in German")]
    assert len(list(read([path], any_language=True))) == 1


def test_a_paragraph_in_another_language_is_blanked_so_that_offsets_stay_true(
    tmp_path: Path,
) -> None:
    text = f"{ENGLISH}\n\n{GERMAN}\n\nПравительство Перу поблагодарило Чили.\n\n{ENGLISH}"
    (found,) = found_in(tmp_path, "a.txt", text.encode())
    assert "Regierung" not in found.text
    assert "Перу" not in found.text
    assert len(found.text) == len(text)
    assert found.text.rindex(ENGLISH) == text.rindex(ENGLISH)


@pytest.mark.parametrize(
    "text",
    [
        "Peru thanked Chile.",
        "Members: Germany, France, Italy, Spain, Portugal, Austria, Hungary, Romania, Bulgaria.",
        "Recep Tayyip Erdoğan met Aleksandar Vučić, Viktor Orbán and Edi Rama in Budapest.",
        f"{ENGLISH} He said: “{GERMAN[:60]}”.",
    ],
)
def test_names_and_headlines_are_no_foreign_language(tmp_path: Path, text: str) -> None:
    (found,) = found_in(tmp_path, "a.txt", text.encode())
    assert found.text == text


def test_columns_heads_and_feet_of_a_pdf(tmp_path: Path) -> None:
    from graphkit.reading.formats.layout import Page, Segment, text_of

    def line(x: float, y: float, words: str) -> Segment:
        return Segment(x, y, x + 5 * len(words), y + 10, words)

    left = ["Peru thanked Chile for its help", "after the earth-", "quake. Bolivia accused Brazil"]
    right = ["of spying on its army. Cuba", "left the talks with Haiti.", "Nobody asked why."]
    body = [line(50, 200 + 12 * n, words) for n, words in enumerate(left)]
    body += [line(320, 200 + 12 * n, words) for n, words in enumerate(right)]
    title = line(50, 150, "A headline that runs over both of the columns of this long page here.")
    page = Page([line(50, 20, "Andes Courier"), title, *body, line(300, 780, "1")], 800)
    last = Page([line(50, 20, "Andes Courier"), line(50, 200, "End."), line(300, 780, "2")], 800)
    assert text_of([page, last]) == (
        "A headline that runs over both of the columns of this long page here.\n\nPeru thanked"
        " Chile for its help after the earthquake. Bolivia accused Brazil of spying on its army."
        " Cuba left the talks with Haiti. Nobody asked why.\n\nEnd."
    )


def test_a_sentence_over_the_page_break_is_one(tmp_path: Path) -> None:
    data = pdf(["Peru asked the United"], ["States for help against Chile today."])
    (found,) = found_in(tmp_path, "a.pdf", data)
    assert "the United States" in found.text or "United\n\nStates" not in found.text


def test_a_locked_member_names_itself_and_the_others_are_read(tmp_path: Path) -> None:
    data = bytearray(samples.zipped({"a.txt": "Peru left.", "b.txt": "Cuba left."}))
    place = data.index(b"PK\x01\x02")
    data[place + 8] |= 1  # the flag of a password, in the first file's entry
    path = tmp_path / "a.zip"
    path.write_bytes(bytes(data))
    with zipfile.ZipFile(path) as archive:
        assert archive.infolist()[0].flag_bits & 1
    first, second = read([path])
    assert isinstance(first, ReadFailure)
    assert "password" in first.message
    assert isinstance(second, Document)


def test_an_archive_that_breaks_off_in_a_file_says_so(tmp_path: Path) -> None:
    path = tmp_path / "a.tar"
    path.write_bytes(samples.tarred({"a.txt": b"Peru left. " * 1000})[:3000])
    found = list(read([path]))
    assert all(isinstance(item, ReadFailure) for item in found)
    assert "unexpected end of data" in str(found[0])
    assert "report" not in str(found[0])
