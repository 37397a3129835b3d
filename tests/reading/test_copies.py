"""Copies of one story: a wire report that ten papers print is one piece of evidence, not ten."""

from __future__ import annotations

from pathlib import Path

from graphkit.model import Document
from graphkit.reading import Note, read
from graphkit.reading.copies import Copies

STORY = (
    "Peru thanked Chile on Monday for its help after the earthquake. The ministry in Lima said that"
    " forty doctors had come over the border within a day, and that the hospital of Tacna could not"
    " have stayed open without them. Bolivia sent tents and blankets, which the army carried"
    " to the villages above the town. Brazil offered two aircraft; Lima had not answered by the"
    " evening, a spokesman in Brasilia said."
)
OTHER = (
    "Ecuador accused Colombia on Friday of letting rebels cross the river. The government in Quito"
    " recalled its envoy and asked the Organization of American States for a meeting. Colombia"
    " denied it, and said that its patrols had seen nobody on the river for more than a month."
)


def test_an_edited_copy_is_a_copy_and_another_story_is_none() -> None:
    copies = Copies()
    assert copies.seen(STORY, "a") is None
    assert copies.seen(OTHER, "b") is None
    edited = "LIMA (Agency) - " + STORY.replace("forty", "some forty") + " More follows."
    found = copies.seen(edited, "c")
    assert found is not None
    assert found.original == "a"
    assert found.share > 0.6


def test_short_texts_are_copies_only_if_all_their_words_are_the_same() -> None:
    copies = Copies()
    assert copies.seen("Peru thanked Chile for help.", "a") is None
    assert copies.seen("Peru thanked Chile for nothing.", "b") is None
    assert copies.seen("PERU thanked Chile, for help", "c") is not None


def test_copies_are_told_and_with_dedupe_left_out(tmp_path: Path) -> None:
    for name, text in (("a.txt", STORY), ("b.txt", OTHER), ("c.txt", f"Reprint\n\n{STORY}")):
        (tmp_path / name).write_text(text, "utf-8")
    for dedupe, count, action in ((False, 3, "note"), (True, 2, "left out")):
        notes: list[Note] = []
        found = list(read([tmp_path], told=notes.append, dedupe=dedupe))
        assert len([d for d in found if isinstance(d, Document)]) == count
        assert [(n.path, n.action, n.kind) for n in notes] == [
            (str(tmp_path / "c.txt"), action, "copy")
        ]
        assert str(tmp_path / "a.txt") in notes[0].message


def test_when_the_first_is_gone_the_next_takes_its_place(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(f"{STORY} {name[0] * 3}", "utf-8")
    (first,) = read([tmp_path], dedupe=True)
    (tmp_path / "a.txt").unlink()
    (second,) = read([tmp_path], dedupe=True)
    assert isinstance(first, Document)
    assert isinstance(second, Document)
    assert (first.id, second.id) == (str(tmp_path / "a.txt"), str(tmp_path / "b.txt"))
