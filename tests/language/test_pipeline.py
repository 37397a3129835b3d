"""The whole room: raw text to parsed words, the same ones every time, in pieces or at once."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import FrozenInstanceError, fields

import pytest

from graphkit.errors import GraphkitError
from graphkit.language import parse, parse_sentences, parse_text, sections
from graphkit.language import pipeline as module
from graphkit.language.network import EnglishNetwork, ModelError
from graphkit.language.tokens import tokenize
from tests.support import ROOT, shared

SEED = next((ROOT / "seeds").glob("*.txt")).read_text(encoding="utf-8")
Rows = list[tuple[int, int, str, str, str, str, int, str, str, bool]]


def layers(text: str, parts: int = 1) -> Rows:
    found: Rows = []
    for part in sections(text) if parts > 1 else [parse(text)]:
        base = len(found)
        for i, token in enumerate(part.tokens):
            tags = (part.upos[i], part.xpos[i], part.lemmas[i])
            arc = (base + part.heads[i], part.deprels[i])
            layer = (token.text, *tags, *arc, part.names[i], part.starts[i])
            found.append((token.start, token.end, *layer))
    return found


def test_a_sentence_gets_its_tree_lemmas_and_names() -> None:
    parsed = parse("The United States urged Azerbaijan to withdraw its soldiers.")
    words = [token.text for token in parsed.tokens]
    relation = dict(zip(words, parsed.deprels, strict=True))
    assert parsed.lemmas[words.index("urged")] == "urge"
    assert words[parsed.heads[words.index("States")]] == "urged"
    assert [relation[word] for word in ("urged", "States", "withdraw")] == [
        "root",
        "nsubj",
        "xcomp",
    ]
    assert relation["Azerbaijan"] in {"obj", "iobj"}, "English treebanks have both"
    named = [(word, name[:1]) for word, name in zip(words, parsed.names, strict=True)]
    assert [(word, bio) for word, bio in named if bio != "O"] == [
        ("United", "B"),
        ("States", "I"),
        ("Azerbaijan", "B"),
    ]


def test_what_was_parsed_cannot_be_changed() -> None:
    parsed = parse("He left.")
    with pytest.raises(FrozenInstanceError):
        parsed.heads = (0, 0, 0)  # type: ignore[misc]
    assert all(isinstance(getattr(parsed, layer.name), tuple) for layer in fields(parsed))


def test_programs_that_have_spacy_get_its_doc() -> None:
    parsed = parse(SEED)
    doc = parsed.to_spacy()
    assert [word.text for word in doc] == [token.text for token in parsed.tokens]
    assert [word.head.i for word in doc] == list(parsed.heads)
    assert [word.dep_ for word in doc] == list(parsed.deprels)
    assert [word.pos_ for word in doc] == list(parsed.upos)
    assert [word.lemma_ for word in doc] == list(parsed.lemmas)
    assert [(sent.start, sent.end) for sent in doc.sents] == parsed.sentences()
    assert "Armenia" in {name.text for name in doc.ents}
    first = doc[0]
    assert SEED[slice(*doc.user_data["offsets"][0])] == first.text
    assert len(parse("").to_spacy()) == 0


def test_without_spacy_its_doc_is_refused_with_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "spacy.tokens", None)
    with pytest.raises(GraphkitError, match=r"pip install 'graphkit\[spacy\]'"):
        parse("He left.").to_spacy()


def test_words_stand_where_their_offsets_say() -> None:
    for start, end, text, *_ in layers(SEED):
        assert SEED[start:end] == text


def test_every_sentence_has_one_root_and_no_arc_leaves_it() -> None:
    parsed = parse(SEED)
    for start, end in parsed.sentences():
        assert parsed.deprels[start:end].count("root") == 1
        assert all(start <= head < end for head in parsed.heads[start:end])


def test_the_same_text_gives_the_same_parse_whatever_was_parsed_before() -> None:
    first = layers(SEED)
    parse("Something else, of another length. " * 7)
    assert layers(SEED) == first


def test_sections_give_what_the_whole_gives(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = layers(SEED)
    monkeypatch.setattr(module, "SECTION_WORDS", 60)
    assert len(list(sections(SEED))) > 3
    assert layers(SEED, parts=2) == whole


def test_a_document_does_not_depend_on_its_process() -> None:
    code = (
        "import sys, hashlib; from graphkit.language import parse\n"
        "print(hashlib.sha256(repr(parse(sys.stdin.read())).encode()).hexdigest())"
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
    assert sum(len(token.text) for token in parse(text).tokens) <= len(text)


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
    parsed = parse(text)
    ends = [parsed.tokens[end - 1].text for _, end in parsed.sentences()]
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
