"""Known actors are found under every name news gives them, and nothing else is taken for one."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphkit.errors import OntologyError
from graphkit.model import ACTOR_KINDS
from graphkit.ontology import load_actors, slugify
from graphkit.ontology.actors_file import BookBuilder


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("United States", "united-states"),
        ("the United States", "united-states"),
        ("US", "united-states"),
        ("U.S.", "united-states"),
        ("U.S.'s", "united-states"),
        ("the U.S", "united-states"),
        ("Azerbaijan", "azerbaijan"),
        ("AZERBAIJAN", "azerbaijan"),
        ("Republic of Azerbaijan", "azerbaijan"),
        ("Britain", "united-kingdom"),
        ("UK", "united-kingdom"),
        ("Burma", "myanmar"),
        ("Zaire", "democratic-republic-of-the-congo"),
        ("DR Congo", "democratic-republic-of-the-congo"),
        ("Holland", "netherlands"),
        ("Soviet Union", "soviet-union"),
        ("USSR", "soviet-union"),
        ("Yugoslavia", "yugoslavia"),
        ("Côte d’Ivoire", "ivory-coast"),
        ("Cote d'Ivoire", "ivory-coast"),
        ("Türkiye", "turkey"),
        ("Kosovo", "kosovo"),
        ("Palestine", "palestine"),
        ("Taiwan", "taiwan"),
        ("EU", "european-union"),
        ("European Union", "european-union"),
        ("U.N.", "united-nations"),
        ("Security Council", "united-nations-security-council"),
        ("Nato", "nato"),
        ("WHO", "world-health-organization"),
        ("IS", "islamic-state"),
        ("Hizbullah", "hezbollah"),
        ("al Shabaab", "al-shabaab"),
        ("State Department", "state-department"),
        ("the Kremlin", "kremlin"),
        ("Medecins Sans Frontieres", "doctors-without-borders"),
        ("Reuters", "reuters"),
        ("Nagorno-Karabakh", "nagorno-karabakh"),
        ("Catalonia", "catalonia"),
    ],
)
def test_names(name: str, found: str) -> None:
    entry = load_actors().lookup(name)
    assert entry is not None
    assert entry.id == found


@pytest.mark.parametrize(
    "word", ["us", "who", "is", "it", "turkey", "congress", "apple", "", " ", "the", "Banana Foo"]
)
def test_common_words_are_no_actors(word: str) -> None:
    assert load_actors().lookup(word) is None


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("Azeri", "AZE"),
        ("Azeris", "AZE"),
        ("Azerbaijani", "AZE"),
        ("Briton", "GBR"),
        ("British", "GBR"),
        ("Dutch", "NLD"),
        ("Frenchmen", "FRA"),
        ("Iraqis", "IRQ"),
        ("Turks", "TUR"),
        ("Poles", "POL"),
        ("Swiss", "CHE"),
        ("Burmese", "MMR"),
        ("Palestinians", "PSE"),
        ("Soviet", "SUN"),
        ("German", "DEU"),
        ("Chinese", "CHN"),
        ("Indian", "IND"),
        ("Chechen", "RUS"),
        ("Catalan", "ESP"),
        ("polish", None),
        ("Table", None),
    ],
)
def test_demonyms(word: str, code: str | None) -> None:
    assert load_actors().demonym(word) == code


def test_peoples() -> None:
    book = load_actors()
    assert book.people("Kurdish") == ("Kurds", None)
    assert book.people("Tamils") == ("Tamils", "LKA")
    assert book.people("Green") is None


@pytest.mark.parametrize(
    ("word", "found"),
    [
        ("Washington", "united-states"),
        ("Moscow", "russia"),
        ("Kiev", "ukraine"),
        ("Yerevan", "armenia"),
        ("Brussels", "european-union"),
        ("the White House", "united-states"),
        ("Downing Street", "united-kingdom"),
    ],
)
def test_metonyms(word: str, found: str) -> None:
    entry = load_actors().metonym(word)
    assert entry is not None
    assert entry.id == found


def test_places() -> None:
    book = load_actors()
    found = [book.city(name) for name in ("Texas", "Mosul", "Nairobi", "São Paulo", "Idlib")]
    assert found == ["USA", "IRQ", "KEN", "BRA", "SYR"]
    assert book.city("Nowhereville") is None


@pytest.mark.parametrize(
    ("lemma", "kind", "relation"),
    [
        ("government", "government", None),
        ("troop", "military", None),
        ("protester", "group", None),
        ("president", "person", "leads"),
        ("prime_minister", "person", "leads"),
        ("spokeswoman", "person", "represents"),
        ("senator", "person", "member-of"),
        ("journalist", "person", None),
        ("country", "country", None),
        ("company", "organization", None),
    ],
)
def test_nouns(lemma: str, kind: str, relation: str | None) -> None:
    noun = load_actors().noun(lemma)
    assert noun is not None
    assert (noun.kind, noun.relation) == (kind, relation)


def test_other_nouns_are_none() -> None:
    assert load_actors().noun("banana") is None
    assert load_actors().is_deed("decision")
    assert not load_actors().is_deed("president")


def test_every_entry_is_well_formed() -> None:
    book = load_actors()
    for key, entry in book.entries.items():
        assert key == entry.id == slugify(entry.id)
        assert entry.kind in ACTOR_KINDS
        assert entry.country is None or re.fullmatch("[A-Z]{3}", entry.country)
        found = book.lookup(entry.name)
        assert found is not None
        # Its own name finds it, or another that has more right to the abbreviation.
        assert found.id == entry.id or entry.name.isupper()
    assert len(book.codes) >= 249


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Nikol Pashinyan", "nikol-pashinyan"),
        ("Côte d'Ivoire", "cote-divoire"),
        ("Søren Ødegård", "soren-odegard"),
        ("İstanbul", "istanbul"),
        ("中国", "中国"),
        ("United_States", "united-states"),
    ],
)
def test_slugs(name: str, slug: str) -> None:
    assert slugify(name) == slug


@given(st.text(max_size=30))
def test_slugs_are_never_empty_and_stay(name: str) -> None:
    slug = slugify(name)
    assert slug
    assert slugify(slug) == slug
    assert not re.search(r"[\s/\\'\"`<>{}]", slug)


@given(st.text(max_size=30))
def test_any_text_can_be_looked_up(name: str) -> None:
    book = load_actors()
    book.lookup(name)
    book.demonym(name)
    book.metonym(name)
    book.city(name)


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.csv", "name,aliases,kind,country\nOrdo Novus,Ordo; ON;The Order,group,Armenia\n"),
        ("a.csv", "\ufeffname,country,kind,aliases\nOrdo Novus,ARM,group,Ordo|ON|The Order\n"),
        ("a.yaml", "- {name: Ordo Novus, aliases: [Ordo, 'ON'], kind: group, country: Armenia}\n"),
        ("b.yml", "actors:\n- name: Ordo Novus\n  aliases: Ordo\n  kind: group\n  country: ARM\n"),
    ],
)
def test_a_user_adds_actors(tmp_path: Path, name: str, text: str) -> None:
    book = load_actors([write(tmp_path, name, text)])
    entry = book.lookup("Ordo")
    assert entry is not None
    assert (entry.id, entry.kind, entry.country) == ("ordo-novus", "group", "ARM")
    assert load_actors().lookup("Ordo Novus") is None


def test_a_user_gives_a_known_actor_another_name(tmp_path: Path) -> None:
    path = write(tmp_path, "a.csv", "name,aliases\nAzerbaijan,Land of Fire\n")
    entry = load_actors([path]).lookup("land of fire")
    assert entry is not None
    assert (entry.id, entry.kind, entry.country) == ("azerbaijan", "country", "AZE")


@pytest.mark.parametrize(
    ("name", "text", "line", "hint"),
    [
        ("a.csv", "name,kind\nX,group\nY,grup\n", 3, "group"),
        ("a.csv", "name,country\nX,Azerbajan\n", 2, "azerbaijan"),
        ("a.csv", "nam,kind\nX,group\n", 1, "name"),
        ("a.csv", "name,kind\n,group\n", 2, "name"),
        ("a.csv", "name,kind\nX,group,extra\n", 2, "cells"),
        ("a.csv", "", 1, "header"),
        ("a.csv", 'name\n"X\n', 2, "CSV"),
        ("a.yaml", "- {kind: group}\n", 1, "name"),
        ("a.yaml", "- name: X\n  knd: group\n", 2, "kind"),
        ("a.yaml", "- name: X\n- name: [a]\n", 2, "text"),
        ("a.yaml", "", 1, "actors"),
        ("a.yaml", "people: []\n", 1, "actors"),
        ("a.txt", "X\n", 1, ".csv"),
    ],
)
def test_a_broken_file_is_refused_with_its_line(
    tmp_path: Path, name: str, text: str, line: int, hint: str
) -> None:
    path = write(tmp_path, name, text)
    with pytest.raises(OntologyError) as caught:
        load_actors([path])
    assert str(caught.value).startswith(f"{path}, line {line}: ")
    assert hint in str(caught.value)


@settings(max_examples=100, deadline=None)
@given(raw=st.binary(max_size=80), kind=st.sampled_from(["csv", "yaml"]))
def test_any_bytes_are_refused_or_read(
    tmp_path_factory: pytest.TempPathFactory, raw: bytes, kind: str
) -> None:
    path = tmp_path_factory.mktemp("actors") / f"a.{kind}"
    path.write_bytes((b"name,kind\n" if kind == "csv" else b"- name: ") + raw)
    refusal = None
    try:
        BookBuilder().add_user(path)
    except OntologyError as error:
        refusal = str(error)
    assert refusal is None or re.match(re.escape(str(path)) + r", line \d+: .", refusal)
