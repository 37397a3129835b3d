"""The whole room: raw text to Docs, the same ones every time, in pieces or at once."""

from __future__ import annotations

import subprocess
import sys

import pytest

from graphkit.language import parse, parse_sentences, parse_text, sections
from graphkit.language import pipeline as module
from graphkit.language.network import EnglishNetwork, ModelError
from graphkit.language.tokens import tokenize
from tests.support import ROOT, shared

SEED = next((ROOT / "seeds").glob("*.txt")).read_text(encoding="utf-8")
Rows = list[tuple[int, int, str, str, str, str, int, str, str, bool]]


def layers(text: str, docs: int = 1) -> Rows:
    found: Rows = []
    for doc in sections(text) if docs > 1 else [parse(text)]:
        base = len(found)
        for word, (start, end) in zip(doc, doc.user_data["offsets"].tolist(), strict=True):
            head = base + word.head.i
            name = f"{word.ent_iob_}-{word.ent_type_}"
            starts = bool(word.is_sent_start)
            layer = (word.text, word.pos_, word.tag_, word.lemma_, head, word.dep_, name, starts)
            found.append((start, end, *layer))
    return found


def test_a_sentence_gets_its_tree_lemmas_and_names() -> None:
    doc = parse("The United States urged Azerbaijan to withdraw its soldiers.")
    words = {word.text: word for word in doc}
    assert words["urged"].dep_ == "root"
    assert words["urged"].lemma_ == "urge"
    assert words["States"].head.text == "urged"
    assert words["States"].dep_ == "nsubj"
    assert words["Azerbaijan"].dep_ in {"obj", "iobj"}, "English treebanks have both"
    assert words["withdraw"].dep_ == "xcomp"
    assert [name.text for name in doc.ents] == ["United States", "Azerbaijan"]


def test_words_stand_where_their_offsets_say() -> None:
    for start, end, text, *_ in layers(SEED):
        assert SEED[start:end] == text


def test_every_sentence_has_one_root_and_no_arc_leaves_it() -> None:
    doc = parse(SEED)
    for sentence in doc.sents:
        assert sum(word.dep_ == "root" for word in sentence) == 1
        assert all(sentence.start <= word.head.i < sentence.end for word in sentence)


def test_the_same_text_gives_the_same_parse_whatever_was_parsed_before() -> None:
    first = layers(SEED)
    parse("Something else, of another length. " * 7)
    assert layers(SEED) == first


def test_sections_give_what_the_whole_gives(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = layers(SEED)
    monkeypatch.setattr(module, "SECTION_WORDS", 60)
    assert len(list(sections(SEED))) > 3
    assert layers(SEED, docs=2) == whole


def test_a_document_does_not_depend_on_its_process() -> None:
    code = (
        "import sys, hashlib; from graphkit.language import parse\n"
        "doc = parse(sys.stdin.read())\n"
        "print(hashlib.sha256(repr([(w.text, w.head.i, w.dep_, w.lemma_, w.ent_type_) "
        "for w in doc]).encode()).hexdigest())"
    )
    runs = {
        subprocess.run(
            [sys.executable, "-c", code],
            input=SEED,
            capture_output=True,
            text=True,
            check=True,
            cwd=ROOT,
            env={"PYTHONHASHSEED": str(seed), "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"},
        ).stdout
        for seed in (1, 2)
    }
    assert len(runs) == 1


@pytest.mark.parametrize(
    "text",
    ["", " \n\n\t", "\x00", "\u200b", ".", "…", "😀", "—", '"', "a" * 5000, "." * 3000, "( " * 700],
)
def test_odd_texts_are_parsed_or_empty_but_never_fail(text: str) -> None:
    doc = parse(text)
    assert sum(len(word.text) for word in doc) <= len(text)


@pytest.mark.parametrize(
    "text",
    [
        "مرحبا بالعالم. كيف حالك؟",
        "习近平会见了普京。",
        "Der Präsident traf den Minister. Er ging.",
        "🇦🇲 vs 🇦🇿 👨‍👩‍👧 ok",
        "שלום עולם",
    ],
)
def test_other_scripts_and_languages_pass_through(text: str) -> None:
    for start, end, word, *_ in layers(text):
        assert text[start:end] == word


def test_a_sentence_far_too_long_for_the_model_is_parsed_in_parts() -> None:
    text = "the minister of the state " * 400
    assert [row[2] for row in layers(text)] == text.split()


def test_unknown_long_words_never_outgrow_the_model() -> None:
    text = " ".join(f"xqzjw{i}vkqpy{i * 7919}" for i in range(700))
    assert len(parse(text)) >= 700


def test_given_sentences_keep_their_words_and_bounds() -> None:
    texts = ["He left", "Then she left", "."]
    parts = list(parse_sentences(tokenize(text) for text in texts))
    found = [
        " ".join(token.text for token in part.tokens[start:end])
        for part in parts
        for start, end in part.sentences()
    ]
    assert found == texts


def test_wrapped_text_has_the_sentences_of_unwrapped_text() -> None:
    long = (
        "The President of Armenia met the foreign minister of France on Tuesday in Yerevan to "
        "discuss the peace talks. He said that no date had been set for the next meeting."
    )
    wrapped = long.replace(" France on", "\nFrance on").replace(" talks. He", "\ntalks. He")
    assert [row[2:] for row in layers(wrapped)] == [row[2:] for row in layers(long)]


def test_articles_are_cut_into_sentences_that_end() -> None:
    text = (shared("articles") / "GUM_news_afghan.txt").read_text(encoding="utf-8")
    ends = [sentence[-1].text for sentence in parse(text).sents]
    assert sum(end[-1] in '."?!' for end in ends) >= len(ends) - 2


def test_the_model_is_small_enough_to_ship() -> None:
    size = sum(path.stat().st_size for path in (ROOT / "graphkit/language/data").iterdir())
    assert size <= 40_000_000


def test_a_missing_model_says_what_to_do(tmp_path: object) -> None:
    from pathlib import Path

    with pytest.raises(ModelError, match=r"cannot load the English model .* Reinstall graphkit"):
        EnglishNetwork(Path(str(tmp_path)))


def test_parsed_windows_come_as_they_are_ready() -> None:
    windows = parse_text("He left. " * 400)
    assert len(next(windows).tokens) < 400
