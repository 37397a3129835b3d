"""Why a statement was made can be asked, and asking changes nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from graphkit.extraction import Extractor
from graphkit.extraction.trace import Note
from graphkit.model import Document
from graphkit.ontology import load_relations
from tests.support import ROOT

SEED = next((ROOT / "seeds").iterdir())


def notes(extractor: Extractor, text: str) -> list[Note]:
    _, traces = extractor.explain(Document("x", text))
    return [note for trace in traces for note in trace.notes]


def test_asking_why_changes_nothing(extractor: Extractor) -> None:
    document = Document("seed", SEED.read_text("utf-8"), date="2021-05-14")
    told, traces = extractor.explain(document)
    assert told == list(extractor.extract(document))
    noted = [note.outcome for trace in traces for note in trace.notes if note.kind == "told"]
    assert sorted(noted) == sorted(statement.id for statement in told)


def test_every_statement_says_which_rule_made_it(extractor: Extractor) -> None:
    relations = load_relations()
    keys = {trigger.key for name in relations.names for trigger in relations.triggers(name)}
    for one in extractor.extract(Document("seed", SEED.read_text("utf-8"))):
        key = one.rule.rpartition(".")[0]
        assert key in keys or one.rule.startswith("open/"), one.rule


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("Russia's strike on Ukraine killed ten.", "attacks/strike.nmod:on"),
        ("Russia attacked Ukraine.", "attacks/attack.obj"),
        ("Russia will attack Ukraine.", "attacks/attack.obj<planned"),
        ("France launched an attack on Iran.", "attacks/launch+assault.nmod:on"),
        ("Russia turned down the offer of Iran.", "rejects/turn+plea.nmod:of"),
        ("Nikol Pashinyan is the president of Armenia.", "leads/president.nmod:of"),
        ("Russia and China signed a treaty.", "agrees-with/sign+agreement.conj"),
        ("Russia outflanked Ukraine.", "open/outflank.obj"),
    ],
)
def test_a_rule_is_named_by_its_words(extractor: Extractor, text: str, rule: str) -> None:
    assert rule in [one.rule for one in extractor.extract(Document("x", text))]


def test_a_trigger_that_fails_says_what_it_lacks(extractor: Extractor) -> None:
    tried = [note for note in notes(extractor, "Iran denied the report.") if note.kind == "trigger"]
    assert any(note.outcome == "obj" and "needs an object" in note.text for note in tried)
    lines = Path(ROOT / "graphkit" / "ontology" / "relations.yaml").read_text("utf-8").splitlines()
    for note in tried:
        name, _, line = note.place.rpartition(":")
        assert name == "relations.yaml"
        assert "deny" in lines[int(line) - 1]


@pytest.mark.parametrize(
    ("text", "kind", "outcome"),
    [
        ("The minister attacked him.", "reference", "nobody"),
        (
            "Police held two men, but the ministry denied that it had attacked them.",
            "dropped",
            "two-guesses",
        ),
        ("Russia refused to attack Ukraine.", "governor", "refuse"),
        ("KYIV, April 6 (Ukrinform) - Russia attacked Ukraine.", "skipped", ""),
    ],
)
def test_what_was_left_out_is_told(
    extractor: Extractor, text: str, kind: str, outcome: str
) -> None:
    assert (kind, outcome) in [(note.kind, note.outcome) for note in notes(extractor, text)]
