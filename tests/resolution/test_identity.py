"""Actors across documents: who is merged, who is only listed, and who stays apart."""

from __future__ import annotations

import itertools

import pytest

from benchmarks.actor_pairs import answers, bearer, score
from graphkit.model import Actor
from graphkit.resolution.identity import Bearer, find_candidates, find_same


def person(name: str, country: str | None = None, role: str | None = None, n: int = 1) -> Bearer:
    slug = "-".join(name.casefold().split())
    return Bearer.of([(Actor(slug, name, "person", country, role), n)])


def body(name: str, *aliases: str, country: str | None = None) -> Bearer:
    slug = "-".join(name.casefold().split())
    return Bearer.of([(Actor(slug, name, "organization", country, None, True, aliases), 1)])


def merged(*bearers: Bearer) -> dict[str, str]:
    return {row.other.id: row.actor.id for row in find_same(bearers)}


def test_the_300_pairs_are_told_apart_as_well_as_the_documents_say() -> None:
    found = score(answers())
    assert found.precision >= 0.98
    assert found.recall >= 0.9


def test_a_spelling_of_the_same_full_name_is_the_same_person() -> None:
    assert merged(person("Volodymyr Zelenskyy", n=3), person("Volodymyr Zelenskiy")) == {
        "volodymyr-zelenskiy": "volodymyr-zelenskyy"
    }


@pytest.mark.parametrize("order", list(itertools.permutations(range(4))))
def test_what_is_merged_does_not_depend_on_the_order(order: tuple[int, ...]) -> None:
    people = [
        person("Vladimir Putin", "RUS", "president", 5),
        person("Putin"),
        person("Wladimir Putin"),
        person("President Putin", "RUS"),
    ]
    assert merged(*(people[at] for at in order)) == {
        "putin": "vladimir-putin",
        "wladimir-putin": "vladimir-putin",
        "president-putin": "vladimir-putin",
    }


def test_a_surname_that_two_bear_stands_for_itself_unless_its_office_tells() -> None:
    bill = person("Bill Clinton", "USA", "President")
    hillary = person("Hillary Clinton", "USA", "Secretary of State")
    assert merged(bill, hillary, person("Clinton")) == {}
    secretary = person("Clinton", "USA", "Secretary of State")
    assert merged(bill, hillary, secretary) == {"clinton": "hillary-clinton"}


def test_one_name_of_two_countries_is_two_people() -> None:
    assert merged(person("Ali Hassan", "IRQ"), person("Aly Hassan", "EGY")) == {}


def test_an_abbreviation_told_beside_the_full_name_is_that_body() -> None:
    network = body("Afghanistan Analysts Network", "AAN")
    assert merged(network, body("AAN")) == {"aan": "afghanistan-analysts-network"}
    assert merged(body("Afghanistan Analysts Network"), body("AAN")) == {}


def test_pairs_told_apart_are_neither_merged_nor_listed() -> None:
    people = [person("Vladimir Putin"), person("Putin")]
    apart = {frozenset(row.id for row in people)}
    assert find_same(people, apart) == []
    assert find_candidates(people, apart=apart) == []


def test_candidates_tell_what_speaks_for_and_against_them() -> None:
    a, b = person("Jon Smithers", "USA"), person("John Smithers", "GBR")
    (found,) = find_candidates([a, b], least=0.5)
    assert found.evidence == ("a like name", "of two countries")
    shared = {row.id: frozenset({"x"}) for row in (a, b)}
    (with_friends,) = find_candidates([a, b], shared, least=0.5)
    assert with_friends.score > found.score


def test_a_gold_row_is_read() -> None:
    row = {"name": "A B", "kind": "person", "country": None, "role": None}
    assert bearer(row, 7).id == "a-b-7"
