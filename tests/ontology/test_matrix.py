"""Governing words: what a clause becomes under them."""

from __future__ import annotations

import pytest

from graphkit.errors import OntologyError
from graphkit.ontology import load_matrix, load_relations
from graphkit.ontology.matrix import DEFAULT_PATH, read_matrix
from graphkit.yamlfile import parse_yaml


@pytest.mark.parametrize(
    ("verb", "plover", "outcome"),
    [
        ("agree", "CONCEDE", "promises"),  # agreed to lift the embargo
        ("refuse", "CONCEDE", "rejects"),  # refused to lift the embargo
        ("threaten", "SANCTION", "threatens"),  # threatened to cut aid
        ("vow", "ASSAULT", "threatens"),  # vowed to destroy
        ("plan", "CONSULT", "promises"),  # plans to meet
        ("plan", "SANCTION", "threatens"),  # plans to impose sanctions
        ("fail", "AGREE", "rejects"),  # failed to reach agreement
        ("begin", "RETREAT", "keep"),  # began to withdraw
        ("urge", "RETREAT", "self"),  # urged to withdraw
        ("order", "COERCE", "self"),
    ],
)
def test_outcomes(verb: str, plover: str, outcome: str) -> None:
    matrix = load_matrix()
    classes = [cls for cls in matrix.verbs[verb] if cls not in ("speech", "planned")] or ["planned"]
    assert matrix.outcome(classes[0], plover) == outcome


def test_future_and_modals() -> None:
    matrix = load_matrix()
    assert matrix.modals["will"] == ("planned", "refuse")
    assert matrix.modals["must"][0] == "demand"
    assert matrix.is_speech("say")
    assert not matrix.is_speech("attack")
    assert {"hold", "launch", "impose"} <= matrix.words["light_verbs"]
    assert {"not", "never", "n't"} <= matrix.words["negations"]


@pytest.mark.parametrize(
    ("old", "new", "hint"),
    [
        ("refuse: {cooperative: rejects", "refuse: {cooperative: rejectz", "rejects"),
        ("refuse: {cooperative", "refuse: {coperative", "cooperative"),
        ("  refuse: asserted", "  refuse: assertd", "asserted"),
        ("  wo: {plain: planned", "  wo: {plain: plannd", "planned"),
        ("\noutcomes:", "\noutcome:", "outcomes"),
    ],
)
def test_a_broken_table_is_refused(old: str, new: str, hint: str) -> None:
    text = DEFAULT_PATH.read_text(encoding="utf-8")
    assert old in text
    broken = parse_yaml(text.replace(old, new, 1).encode(), "matrix.yaml")
    with pytest.raises(OntologyError, match=r"matrix\.yaml, line \d+: .*" + hint):
        read_matrix(broken, load_relations())
