"""A document of any length: what is remembered of it stays bounded, and the near past is kept."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

import pytest

from graphkit.extraction import Extractor
from graphkit.extraction.lexicon.gazetteer import Lexicon
from graphkit.extraction.mentions import memory, people
from graphkit.extraction.mentions.memory import Memory
from graphkit.extraction.mentions.people import People
from graphkit.extraction.syntax.tree import Sentence
from graphkit.model import Actor, Document

SENTENCES = 3_000


def names() -> Iterator[str]:
    """Names of people, no two with the same last word."""
    letters = "bdfgklmnprstvz"
    for first in letters:
        for second in letters:
            for third in letters:
                for fourth in letters:
                    yield (
                        f"{first}a{second}o{third}".title()
                        + " "
                        + f"{third}u{fourth}i{first}{second}e".title()
                    )


def met(name: str, index: int) -> Sentence:
    """A sentence "NAME spoke" with the name as one person's."""
    parts = name.split()
    size = len(parts)
    return Sentence(
        words=[*parts, "spoke"],
        lemmas=[*parts, "speak"],
        upos=["PROPN"] * size + ["VERB"],
        xpos=["NNP"] * size + ["VBD"],
        deps=["nsubj", *["flat"] * (size - 1), "root"],
        heads=[size, *[0] * (size - 1), size],
        names=["B-PERSON", *["I-PERSON"] * (size - 1), "O"],
        starts=[10 * at for at in range(size + 1)],
        ends=[10 * at + 9 for at in range(size + 1)],
        index=index,
    )


def test_names_are_forgotten_and_the_near_past_is_not(extractor: Extractor) -> None:
    known = People(Lexicon(extractor.actors))
    met_last = ""
    for index, name in enumerate(islice(names(), people.CAPACITY + 500)):
        known.read([met(name, index)])
        met_last = name
    assert len(known) <= people.CAPACITY
    assert known.full(met_last.split()[1]) == met_last
    assert not known.knows(next(names()))


def test_many_people_of_one_name_cost_no_more(extractor: Extractor) -> None:
    known = People(Lexicon(extractor.actors))
    for index, name in enumerate(islice(names(), 3 * people.SHARING)):
        known.read([met(f"{name.split()[0]} Karimov", index)])
    assert len(known._by_word["karimov"]) <= people.SHARING


def test_actors_are_forgotten_and_those_met_often_last() -> None:
    past = Memory()

    def note(name: str, sentence: int) -> None:
        actor = Actor(name.lower().replace(" ", "-"), name, "person")
        past.note(actor, name, sentence, 0, subject=True, plural=False, gender="", verb="speak")

    for sentence in range(10):
        note("Ilham Aliyev", sentence)
    for sentence, name in enumerate(islice(names(), 3_000), 10):
        note(name, sentence)
    assert len(past) == memory.CAPACITY
    assert past.get("ilham-aliyev") is not None
    assert past.knows_person("Aliyev")
    assert not past.knows_person(next(names()).split()[1])
    assert len(past._people) <= 2 * memory.CAPACITY
    assert sum(map(len, past._by_sentence.values())) == memory.CAPACITY
    assert len(past.recent(3_009, memory.PHRASE_REACH)) == memory.PHRASE_REACH + 1


def test_one_actor_under_ever_new_names() -> None:
    past = Memory()
    actor = Actor("iran", "Iran", "country")
    for sentence in range(1_000):
        entity = past.note(
            actor, f"Iran {sentence}", sentence, 0, subject=True, plural=False, gender="", verb="go"
        )
    assert len(entity.names) <= memory.NAMES


@pytest.mark.slow
def test_the_last_of_many_sentences_is_read_as_the_first(extractor: Extractor) -> None:
    """An article's statement is found again after a few thousand sentences about others."""
    news = "Russia accused Georgia of lying. It denied the allegations.\n\n"
    between = "".join(
        f"{name} met officials in Geneva. He praised Switzerland.\n\n"
        for name in islice(names(), 0, SENTENCES * 5, 10)
    )
    text = news + between + news
    statements = list(extractor.extract(Document("long", text)))
    first = [one for one in statements if one.sentence_start < len(news)]
    last = [one for one in statements if one.sentence_start >= len(news + between)]
    told = [
        [(one.source.id, one.relation, one.target.id, one.negated) for one in part]
        for part in (first, last)
    ]
    assert ("russia", "accuses", "georgia", False) in told[0]
    assert told[0] == told[1]
    assert len(statements) > SENTENCES / 2
