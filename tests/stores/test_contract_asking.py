"""Filters on evidence, all that is told of an actor, and words: the same in every store."""

from __future__ import annotations

import pytest

from graphkit.errors import UsageError
from graphkit.stores import Filters, Store
from tests.stores.sample import AM, AZ, EU, PASHINYAN, RU, SYMMETRIC, US, statement

SURE = Filters(min_confidence=0.5)


@pytest.fixture
def mixed(store: Store) -> Store:
    """Evidence of different confidence, documents and modalities on the same edges."""
    store.load(
        [
            statement(US, "urges", AZ, document="news/2024-01.txt", date="2024-01-03",
                      confidence=0.9, sentence="The U.S. urged Azerbaijan to stop."),
            statement(US, "urges", AZ, document="news/2024-02.txt", date="2024-02-03",
                      confidence=0.4, modality="possible", sentence="Washington may urge Baku."),
            statement(AZ, "denies", AM, document="news/2024-02.txt", at=100, date="2024-02-04",
                      confidence=0.3, sentence="Azerbaijan denied Armenia's claim."),
            statement(AZ, "meets", RU, document="other", confidence=0.8, said_by=PASHINYAN,
                      sentence="Aliyev met Putin in Sumqay\u0131t, Erdo\u011fan said."),
            statement(EU, "open", RU, document="other", at=200, kind="open", confidence=0.8,
                      sentence="The EU sold Russia a pipeline."),
        ],
        symmetric=SYMMETRIC,
    )  # fmt: skip
    return store


def relations(edges: object) -> list[str]:
    return sorted(edge.relation for edge in edges)  # type: ignore[attr-defined]


def test_confidence_sifts_the_evidence_of_every_question(mixed: Store) -> None:
    (edge,) = mixed.evidence("US", "Azerbaijan", filters=SURE).edges
    assert (edge.count, edge.first, edge.last) == (1, "2024-01-03", "2024-01-03")
    assert [item.document for item in edge.evidence] == ["news/2024-01.txt"]
    assert mixed.path("US", "Armenia", filters=SURE) == ()
    assert len(mixed.path("US", "Armenia")) == 1
    near = mixed.neighbors("Azerbaijan", filters=SURE)
    assert [n.actor.id for n in near.neighbors] == ["russia", "united-states"]
    assert relations(mixed.edges(filters=SURE)) == ["meets", "urges"]
    assert mixed.profile("Azerbaijan", filters=SURE).evidence == 2


def test_documents_sift_by_id_and_by_pattern(mixed: Store) -> None:
    one = Filters(documents=("news/2024-02.txt",))
    assert relations(mixed.edges(filters=one)) == ["denies", "urges"]
    assert [e.count for e in mixed.evidence("US", "AZE", filters=one).edges] == [1]
    several = Filters(documents=("news/*",))
    assert [e.count for e in mixed.evidence("US", "AZE", filters=several).edges] == [2]
    assert len(mixed.path("US", "Armenia", filters=one)[0].hops) == 2
    profile = mixed.profile("Azerbaijan", filters=several)
    assert (profile.evidence, profile.documents_found, profile.says) == (3, 2, 0)


def test_a_document_that_is_not_there_is_told(mixed: Store) -> None:
    with pytest.raises(UsageError, match="no document 'news/2023"):
        mixed.neighbors("Azerbaijan", filters=Filters(documents=("news/2023*",)))


def test_filters_of_evidence_add_up(mixed: Store) -> None:
    both = Filters(documents=("news/*",), min_confidence=0.35, since="2024-02")
    assert relations(mixed.edges(filters=both)) == ["urges"]
    both = Filters(documents=("news/*",), modalities=("possible",), min_confidence=0.5)
    assert relations(mixed.edges(filters=both)) == []


def test_a_profile_under_filters_counts_what_they_let_through(mixed: Store) -> None:
    assert mixed.profile("Pashinyan", filters=SURE).says == 1
    assert mixed.profile("Pashinyan", filters=Filters(min_confidence=0.85)).says == 0
    dated = mixed.profile("Azerbaijan", filters=Filters(since="2024-02"))
    assert (dated.evidence, dated.documents_found, dated.first) == (2, 1, "2024-02-03")


def test_all_that_is_told_of_an_actor(mixed: Store) -> None:
    around = mixed.around("Azerbaijan")
    assert around.actor.id == "azerbaijan"
    assert relations(around.edges) == ["denies", "meets", "urges"]
    assert sum(len(edge.evidence) for edge in around.edges) == 4
    assert set(around.documents) == {"news/2024-01.txt", "news/2024-02.txt", "other"}
    assert "nikol-pashinyan" in around.actors
    assert relations(mixed.around("Russia", filters=Filters(open=True)).edges) == ["meets", "open"]
    assert relations(mixed.around("US", filters=SURE, evidence=0).edges) == ["urges"]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("urged", ["The U.S. urged Azerbaijan to stop."]),
        ("urge", ["Washington may urge Baku.", "The U.S. urged Azerbaijan to stop."]),
        ("stop azerbaijan", ["The U.S. urged Azerbaijan to stop."]),
        ('"urged azerbaijan"', ["The U.S. urged Azerbaijan to stop."]),
        ('"azerbaijan urged"', []),
        ("us", ["The U.S. urged Azerbaijan to stop."]),
        ("ERDOGAN", ["Aliyev met Putin in Sumqay\u0131t, Erdo\u011fan said."]),
        ("may", ["Washington may urge Baku."]),
        ("ma", []),
        ("armenias", ["Azerbaijan denied Armenia's claim."]),
        (
            "azerbaijan",
            ["Azerbaijan denied Armenia's claim.", "The U.S. urged Azerbaijan to stop."],
        ),
        ("pipeline", []),
        ("% _", None),
    ],
)
def test_words_find_sentences_newest_first(
    mixed: Store, words: str, found: list[str] | None
) -> None:
    if found is None:
        with pytest.raises(UsageError, match="holds no word"):
            mixed.search(words)
        return
    assert [told.evidence.sentence for told in mixed.search(words).entries] == found


def test_a_search_says_what_it_left_out_and_obeys_filters(mixed: Store) -> None:
    result = mixed.search("azerbaijan", limit=1)
    assert (len(result.entries), result.left_out) == (1, 1)
    assert set(result.actors) == {"azerbaijan", "armenia"}
    assert set(result.documents) == {"news/2024-02.txt"}
    assert mixed.search("azerbaijan", filters=SURE).entries[0].edge.relation == "urges"
    assert mixed.search("pipeline", filters=Filters(open=True)).entries[0].edge.relation == "open"
