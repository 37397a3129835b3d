"""What every statement promises, on real articles and on texts that nobody expects."""

from __future__ import annotations

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graphkit.extraction import Extractor
from graphkit.model import ACTOR_KINDS, MODALITIES, STATEMENT_KINDS, Document, Statement
from graphkit.ontology import load_relations
from tests.support import shared

ARTICLES = [
    "GUM_news_asylum",
    "GUM_news_korea",
    "GUM_news_imprisoned",
    "GUM_speech_humanitarian",
    "GUM_interview_chomsky",
]
SLUG = re.compile(r"[^\s/]+")
FOREIGN = {
    "French": "Le président Emmanuel Macron a rencontré la chancelière allemande à Paris. "
    "La France a condamné l'attaque de la Russie contre l'Ukraine et demande leur retrait.",
    "Chinese": "中国外交部发言人周五表示,中方坚决反对美国对伊朗实施制裁。"
    "俄罗斯总统普京访问了北京。",
    "Russian": "Россия обвинила Украину в нападении. Президент Владимир Путин встретился "
    "с канцлером Германии Олафом Шольцем в Москве в пятницу.",
}


def document(name: str) -> Document:
    path = shared("articles", f"{name}.txt")
    return Document(name, path.read_text(encoding="utf-8"), date="2020-06-01")


def faults(text: str, statements: list[Statement]) -> list[str]:
    """What breaks the contract of these statements of a text."""
    names = load_relations().by_name
    found = []
    for one in statements:
        if text[one.sentence_start : one.sentence_end] != one.sentence:
            found.append(f"{one.id}: sentence")
        for start, end in (
            (one.source_start, one.source_end),
            (one.target_start, one.target_end),
            (one.trigger_start, one.trigger_end),
        ):
            if not one.sentence_start <= start < end <= one.sentence_end:
                found.append(f"{one.id}: span {start}-{end}")
        relation = names.get(one.relation)
        if one.relation == "open":
            if one.kind != "open" or one.plover is not None:
                found.append(f"{one.id}: open, but {one.kind} {one.plover}")
        elif relation is None or relation.kind != one.kind or one.kind not in STATEMENT_KINDS:
            found.append(f"{one.id}: relation {one.relation}")
        elif relation.symmetric and one.source.id > one.target.id:
            found.append(f"{one.id}: a symmetric relation is stored once")
        if (one.kind == "event") != (one.cameo is not None and one.goldstein is not None):
            found.append(f"{one.id}: codes")
        if one.modality not in MODALITIES or not 0 <= one.confidence <= 1:
            found.append(f"{one.id}: {one.modality} {one.confidence}")
        for actor in (one.source, one.target, one.attributed_to):
            if actor is None:
                continue
            if actor.kind not in ACTOR_KINDS or not SLUG.fullmatch(actor.id) or not actor.name:
                found.append(f"{one.id}: actor {actor}")
        if one.source.id == one.target.id:
            found.append(f"{one.id}: with itself")
        if Statement.from_dict(one.to_dict()).to_dict() != one.to_dict():
            found.append(f"{one.id}: its record")
    ids = [one.id for one in statements]
    if len(ids) != len(set(ids)):
        found.append("ids are not unique")
    order = [(one.sentence_start, one.trigger_start) for one in statements]
    if order != sorted(order):
        found.append("order")
    return found


@pytest.mark.parametrize("name", ARTICLES)
def test_statements_of_articles_keep_the_contract(extractor: Extractor, name: str) -> None:
    read = document(name)
    statements = list(extractor.extract(read))
    assert faults(read.text, statements) == []
    assert statements == list(extractor.extract(read)), "a second reading differs"


def test_another_extractor_finds_the_same(extractor: Extractor) -> None:
    """Ids are stable between runs: a graph built again has nothing twice."""
    read = document("GUM_news_asylum")
    assert list(Extractor().extract(read)) == list(extractor.extract(read))


def test_ids_tell_documents_apart(extractor: Extractor) -> None:
    text = "Russia attacked Ukraine."
    [one], [two] = (list(extractor.extract(Document(name, text))) for name in ("one", "two"))
    assert one.id != two.id
    assert one.id == next(iter(extractor.extract(Document("one", text, date="2020-01-01")))).id


def test_offsets_count_code_points(extractor: Extractor) -> None:
    text = (
        "\ufeff🇦🇲 “Եղիցի” שלום —\n\n"
        "Armenia accused Azerbaijan of an attack. 🕊️ Iran, too, was angry.\r\n"
    )
    statements = list(extractor.extract(Document("points", text)))
    assert [one.source.id for one in statements] == ["armenia"]
    assert faults(text, statements) == []
    [one] = statements
    assert text[one.target_start : one.target_end] == "Azerbaijan"
    assert text[one.trigger_start : one.trigger_end] == "accused"


@pytest.mark.parametrize("language", sorted(FOREIGN))
def test_other_languages_give_nothing(extractor: Extractor, language: str) -> None:
    assert list(extractor.extract(Document(language, FOREIGN[language]))) == []


@pytest.mark.parametrize("text", ["", " \n\t", "\x00", "?!", "a", "1", "“", "The the the."])
def test_next_to_nothing_gives_nothing(extractor: Extractor, text: str) -> None:
    assert list(extractor.extract(Document("empty", text))) == []


WORDS = (
    "Russia Armenia the United Nations president Merkel she they it both parties who that which "
    "said "
    'attacked urged denied accused of to withdraw its troops from and or , . " ( ) not will if '
    "according on Friday March 27 2015 's ; — 🙂 Azeri soldiers talks with held by was"
).split(" ")


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.sampled_from(WORDS), max_size=40))
def test_no_heap_of_words_breaks_it(extractor: Extractor, words: list[str]) -> None:
    """Sentences that no one would write end in statements that keep the contract, or none."""
    text = " ".join(words)
    assert faults(text, list(extractor.extract(Document("heap", text, date="2020-02-29")))) == []


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.text(max_size=120))
def test_no_text_breaks_it(extractor: Extractor, text: str) -> None:
    assert faults(text, list(extractor.extract(Document("text", text)))) == []


def test_a_declared_intention_has_its_source_where_it_is_declared() -> None:
    """What happens is that Farc declares it; elsewhere a pronoun's place is the pronoun's own."""
    text = "Farc has said it will release a sergeant. Turkey is calm. It bombed Syria."
    told = {s.relation: s for s in Extractor().extract(Document("d", text))}
    assert {relation: text[s.source_start : s.source_end] for relation, s in told.items()} == {
        "releases": "Farc",
        "attacks": "It",
    }
