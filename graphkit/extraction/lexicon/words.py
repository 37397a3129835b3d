"""The word lists of `words.yaml`, checked and loaded once."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import lru_cache
from pathlib import Path

from graphkit import compiled, yamlfile
from graphkit.yamlfile import Item, read_yaml

DEFAULT_PATH = Path(__file__).with_name("words.yaml")


@dataclass(frozen=True, slots=True)
class Words:
    """Sets of lower-case words. What each decides stands beside it in `words.yaml`."""

    country_itself: frozenset[str]
    equipment: frozenset[str]
    quantifiers: frozenset[str]
    counterparts: frozenset[str]
    religions: frozenset[str]
    leagues: frozenset[str]
    armed_groups: frozenset[str]
    body_adjectives: frozenset[str]
    envoys: frozenset[str]
    neighbors: frozenset[str]
    waters: frozenset[str]
    currencies: frozenset[str]
    occasions: frozenset[str]
    of_bodies: frozenset[str]
    led_groups: frozenset[str]
    home_bodies: frozenset[str]
    offices: frozenset[str]
    national_offices: frozenset[str]
    honorifics: frozenset[str]
    owned_by: frozenset[str]
    role_adjectives: frozenset[str]
    role_fields: frozenset[str]
    role_domains: frozenset[str]
    title_parts: frozenset[str]
    female: frozenset[str]
    male: frozenset[str]
    female_names: frozenset[str]
    male_names: frozenset[str]
    pair_nouns: frozenset[str]
    conflicts: frozenset[str]
    country_nouns: frozenset[str]
    body_nouns: frozenset[str]
    general_bodies: frozenset[str]
    proper_bodies: frozenset[str]
    general_people: frozenset[str]
    other_of_two: frozenset[str]
    directions: frozenset[str]
    happenings: frozenset[str]
    subject_control: frozenset[str]
    oblique_control: frozenset[str]
    claim_verbs: frozenset[str]
    engaging: frozenset[str]
    becoming: frozenset[str]
    appointing: frozenset[str]
    past_roles: frozenset[str]
    citizens: frozenset[str]
    portfolios: frozenset[str]
    partitives: frozenset[str]
    times: frozenset[str]
    vague_times: frozenset[str]
    utterances: frozenset[str]
    issued: frozenset[str]
    quoting: frozenset[str]
    regnal: frozenset[str]
    askers: frozenset[str]
    occurring: frozenset[str]
    intents: frozenset[str]
    carrying_out: frozenset[str]
    avowing: frozenset[str]
    captives: frozenset[str]
    suffered: frozenset[str]
    helping: frozenset[str]
    walkouts: frozenset[str]
    instruments: frozenset[str]
    backing: frozenset[str]
    upholding: frozenset[str]
    parts_of_places: frozenset[str]
    held: frozenset[str]
    addressing: frozenset[str]
    issuing: frozenset[str]
    laying: frozenset[str]
    verbal: frozenset[str]


@lru_cache(maxsize=1)
def words() -> Words:
    """The lists that come with the package.

    Raises:
        OntologyError: the file is broken; the message has the line.
    """
    return compiled.load(
        "words",
        (DEFAULT_PATH, Path(__file__), yamlfile),
        lambda: read_words(read_yaml(DEFAULT_PATH, DEFAULT_PATH.name)),
    )


def read_words(root: Item) -> Words:
    """Check a composed file; see `words`.

    Raises:
        OntologyError: a list is unknown, missing or empty, or a word is not lower case or stands
            in its list twice.
    """
    names = [field.name for field in fields(Words)]
    lists = root.mapping(names, what="list")
    for name in names:
        if name not in lists:
            root.fail(f"the list {name!r} is missing.")
    return Words(**{name: _checked(name, item) for name, item in lists.items()})


def _checked(name: str, item: Item) -> frozenset[str]:
    found: set[str] = set()
    for entry in item.sequence():
        word = entry.word()
        if word != word.lower():
            entry.fail(f"{word!r} in {name!r} is compared with lower-case words; write it so.")
        if word in found:
            entry.fail(f"{word!r} stands in {name!r} twice; take one out.")
        found.add(word)
    if not found:
        item.fail(f"the list {name!r} is empty.")
    return frozenset(found)
