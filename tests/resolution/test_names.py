"""Names of one document: who is one person, and who must stay two."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphkit.resolution import (
    canonical,
    initials,
    is_abbreviation,
    part_of_name,
    person_id,
    same_organization,
    same_person,
)

SPOKESPERSON = "deputy spokesperson"


@pytest.mark.parametrize(
    ("a", "b", "role_a", "role_b"),
    [
        ("Jalina Porter", "Jelena Porter", SPOKESPERSON, "principal deputy spokesperson"),
        ("Muammar Gaddafi", "Moammar Gadhafi", "leader", "leader"),
        ("Borrell", "Josep Borrell", None, "high representative"),
        ("Mr Putin", "Vladimir Putin", None, "president"),
        ("George Bush", "George W. Bush", None, None),
        ("J. Borrell", "Josep Borrell", None, None),
        ("Nikol Pashinyan", "Nikol Pashinian", None, None),
        ("Ilham Aliyev", "Ilham Aliev", None, None),
        ("Recep Tayyip Erdogan", "Recep Tayyip Erdoğan", None, None),
        ("Kim Jong-un", "Kim Jong Un", None, None),
        ("Bashar al-Assad", "Assad", None, None),
        ("Gen. Khalifa Haftar", "Khalifa Haftar", None, None),
        ("NIKOL PASHINYAN", "Nikol Pashinyan", None, None),
    ],
)
def test_one_person(a: str, b: str, role_a: str | None, role_b: str | None) -> None:
    assert same_person(a, b, role_a, role_b)
    assert same_person(b, a, role_b, role_a)


@pytest.mark.parametrize(
    ("a", "b", "role"),
    [
        ("Hillary Clinton", "Bill Clinton", "president"),
        ("Raul Castro", "Fidel Castro", "president"),
        ("Ilham Aliyev", "Heydar Aliyev", "president"),
        ("Kim Jong Un", "Kim Jong Il", "leader"),
        ("John Smith", "Jane Smith", "spokesman"),
        ("Maria Lopez", "Mario Lopez", "spokesperson"),
        ("Jalina Porter", "Jelena Porter", None),
        ("al", "Bashar al-Assad", None),
        ("Ban", "Bandar Khan", None),
        ("", "Josep Borrell", None),
    ],
)
def test_two_people(a: str, b: str, role: str | None) -> None:
    assert not same_person(a, b, role, role)
    assert not same_person(b, a, role, role)


@pytest.mark.parametrize(
    ("short", "full", "is_part"),
    [
        ("Borrell", "Josep Borrell", True),
        ("Saddam", "Saddam Hussein", True),
        ("Josep Borrell", "Josep Borrell", False),
        ("Josep Borrell", "Borrell", False),
        ("Borrell Josep", "Josep Borrell Fontelles", False),
        ("Rodríguez", "Jose Luis Rodriguez Zapatero", True),
        ("de", "Ursula de Souza", False),
    ],
)
def test_parts(short: str, full: str, is_part: bool) -> None:
    assert part_of_name(short, full) is is_part


@pytest.mark.parametrize(
    ("short", "full", "fits"),
    [
        ("EU", "European Union", True),
        ("E.U.", "the European Union", True),
        ("OSCE", "Organization for Security and Co-operation in Europe", True),
        ("APEC", "Asia-Pacific Economic Cooperation", True),
        ("UAE", "United Arab Emirates", True),
        ("DoJ", "Department of Justice", True),
        ("BBC", "European Union", False),
        ("UN", "Union", False),
        ("Bob", "Bank of Baku", False),
    ],
)
def test_abbreviations(short: str, full: str, fits: bool) -> None:
    assert is_abbreviation(short, full) is fits


def test_initials() -> None:
    assert initials("Organization for Security and Co-operation in Europe") == "OSCE"
    assert initials("the European Union") == "EU"
    assert initials("") == ""


def test_organizations() -> None:
    assert same_organization("the European Union", "European union")
    assert same_organization("EU", "European Union")
    assert not same_organization("European Union", "African Union")


def test_canonical_shows_the_fullest_name() -> None:
    assert canonical(["Borrell", "Josep Borrell", "Borrell"]) == "Josep Borrell"
    assert canonical(["Jalina Porter", "Jelena Porter", "Jelena Porter"]) == "Jelena Porter"
    assert canonical(["Mr. Putin"]) == "Putin"
    with pytest.raises(ValueError, match="at least one"):
        canonical([])


def test_ids_are_the_same_across_documents() -> None:
    assert person_id("Prime Minister Nikol Pashinyan") == person_id("Nikol Pashinyan")
    assert person_id("Nikol Pashinyan") == "nikol-pashinyan"


@given(st.text(max_size=25), st.text(max_size=25))
def test_any_two_texts_can_be_compared(a: str, b: str) -> None:
    assert same_person(a, b) == same_person(b, a)
    is_abbreviation(a, b)
    part_of_name(a, b)
    assert person_id(a)
