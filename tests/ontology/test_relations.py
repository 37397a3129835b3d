"""The built-in ontology says what the docs promise; a broken file is refused with its place."""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graphkit.errors import OntologyError, UsageError
from graphkit.ontology import load_relations
from graphkit.ontology.codes import GOLDSTEIN, PLOVER_OF_ROOT
from graphkit.ontology.relations import PARTS
from graphkit.ontology.relations_file import DEFAULT_PATH, Builder
from graphkit.yamlfile import parse_yaml

# name, kind, symmetric, CAMEO root, PLOVER type, Goldstein score: the table of docs/ontology.md
TABLE = [
    ("states", "event", False, "01", None, 0.0),
    ("denies", "event", False, "01", None, 0.0),
    ("urges", "event", False, "02", "REQUEST", 3.0),
    ("requests", "event", False, "02", "REQUEST", 3.0),
    ("demands", "event", False, "10", "REQUEST", -5.0),
    ("promises", "event", False, "03", "AGREE", 4.0),
    ("agrees-with", "event", True, "03", "AGREE", 4.0),
    ("consults", "event", True, "04", "CONSULT", 1.0),
    ("meets", "event", True, "04", "CONSULT", 1.0),
    ("speaks-with", "event", True, "04", "CONSULT", 1.0),
    ("visits", "event", False, "04", "CONSULT", 1.0),
    ("hosts", "event", False, "04", "CONSULT", 1.0),
    ("mediates", "event", False, "04", "CONSULT", 1.0),
    ("supports", "event", False, "05", "SUPPORT", 3.5),
    ("praises", "event", False, "05", "SUPPORT", 3.5),
    ("recognizes", "event", False, "05", "SUPPORT", 3.5),
    ("apologizes-to", "event", False, "05", "SUPPORT", 3.5),
    ("cooperates-with", "event", True, "06", "COOPERATE", 6.0),
    ("trades-with", "event", True, "06", "COOPERATE", 6.0),
    ("aids", "event", False, "07", "AID", 7.0),
    ("concedes-to", "event", False, "08", "CONCEDE", 5.0),
    ("withdraws-from", "event", False, "08", "RETREAT", 5.0),
    ("releases", "event", False, "08", "CONCEDE", 5.0),
    ("investigates", "event", False, "09", "ACCUSE", -2.0),
    ("accuses", "event", False, "11", "ACCUSE", -2.0),
    ("criticizes", "event", False, "11", "ACCUSE", -2.0),
    ("sues", "event", False, "11", "ACCUSE", -2.0),
    ("rejects", "event", False, "12", "REJECT", -4.0),
    ("threatens", "event", False, "13", "THREATEN", -6.0),
    ("warns", "event", False, "13", "THREATEN", -6.0),
    ("protests-against", "event", False, "14", "PROTEST", -6.5),
    ("mobilizes-against", "event", False, "15", "MOBILIZE", -7.2),
    ("sanctions", "event", False, "16", "SANCTION", -4.0),
    ("coerces", "event", False, "17", "COERCE", -7.0),
    ("arrests", "event", False, "17", "COERCE", -7.0),
    ("attacks", "event", False, "18", "ASSAULT", -9.0),
    ("kills", "event", False, "18", "ASSAULT", -9.0),
    ("abducts", "event", False, "18", "ASSAULT", -9.0),
    ("invades", "event", False, "19", "ASSAULT", -10.0),
    ("allies-with", "state", True, None, None, None),
    ("has-ties-with", "state", True, None, None, None),
    ("opposes", "state", False, None, None, None),
    ("leads", "state", False, None, None, None),
    ("represents", "state", False, None, None, None),
    ("member-of", "state", False, None, None, None),
    ("part-of", "state", False, None, None, None),
    ("controls", "state", False, None, None, None),
    ("borders", "state", True, None, None, None),
]


def test_the_table_is_whole() -> None:
    assert load_relations().names == tuple(row[0] for row in TABLE)


@pytest.mark.parametrize(("name", "kind", "symmetric", "cameo", "plover", "score"), TABLE)
def test_codes_are_the_fields(
    name: str,
    kind: str,
    symmetric: bool,
    cameo: str | None,
    plover: str | None,
    score: float | None,
) -> None:
    relation = load_relations().get(name)
    assert (relation.kind, relation.symmetric) == (kind, symmetric)
    assert (relation.cameo, relation.plover, relation.goldstein) == (cameo, plover, score)
    assert relation.description
    assert (name in load_relations().symmetric) is symmetric


@pytest.mark.parametrize("name", [row[0] for row in TABLE])
def test_every_relation_can_be_triggered(name: str) -> None:
    assert len(load_relations().triggers(name)) >= 10


def test_codes_of_triggers_agree_with_their_roots() -> None:
    for relation in load_relations().names:
        for trigger in load_relations().triggers(relation):
            if trigger.cameo is None:
                assert trigger.plover is None
                assert trigger.goldstein is None
                continue
            root = trigger.cameo[:2]
            assert trigger.goldstein == GOLDSTEIN[root]
            if PLOVER_OF_ROOT[root]:
                assert trigger.plover in PLOVER_OF_ROOT[root]


def test_no_word_means_two_relations_under_the_same_conditions() -> None:
    """Else the order of the file alone would decide what a sentence says."""
    relations = load_relations()
    clashes = []
    for part in PARTS:
        for lemma, group in getattr(relations, part).items():
            seen = defaultdict(list)
            for t in group:
                key = (t.prt, t.obj, t.obj_is, t.subj, t.subj_is, t.obl, t.xcomp, t.comp, t.modal)
                seen[key].append(t)
            for same in seen.values():
                first = {t.relation: set(t.target) for t in same}
                names = sorted(first)
                if len(same) > 1 and (len(names) < 2 or first[names[0]] & first[names[1]]):
                    clashes.append((part, lemma, [t.relation for t in same]))
    assert clashes == []


def test_most_specific_trigger_comes_first() -> None:
    for group in load_relations().verbs.values():
        weights = [trigger.specificity for trigger in group]
        assert weights == sorted(weights, reverse=True)


@pytest.mark.parametrize(
    ("lemma", "obj", "relation", "plover"),
    [
        ("impose", "sanction", "sanctions", "SANCTION"),
        ("lift", "sanction", "concedes-to", "CONCEDE"),
        ("ease", "restriction", "concedes-to", "CONCEDE"),
        ("impose", "curfew", "coerces", "COERCE"),
        ("impose", "blockade", "attacks", "ASSAULT"),
        ("violate", "ceasefire", "attacks", "ASSAULT"),
        ("sign", "agreement", "agrees-with", "SUPPORT"),
        ("sever", "tie", "sanctions", "SANCTION"),
        ("restore", "tie", "cooperates-with", "SUPPORT"),
        ("withdraw", "troop", "withdraws-from", "RETREAT"),
        ("withdraw", "peacekeeper", "sanctions", "SANCTION"),
        ("grant", "asylum", "aids", "AID"),
        ("deny", "entry", "rejects", "REJECT"),
        ("deny", "accusation", "denies", None),
        ("launch", "investigation", "investigates", "ACCUSE"),
        ("launch", "attack", "attacks", "ASSAULT"),
        ("file", "lawsuit", "sues", "ACCUSE"),
        ("hold", "talk", "consults", "CONSULT"),
        ("hold", "protest", "protests-against", "PROTEST"),
        ("issue", "ultimatum", "threatens", "THREATEN"),
        ("mobilize", "troop", "mobilizes-against", "MOBILIZE"),
        ("share", "border", "borders", None),
    ],
)
def test_the_object_decides(lemma: str, obj: str, relation: str, plover: str | None) -> None:
    fitting = [
        trigger
        for trigger in load_relations().verbs[lemma]
        if (not trigger.obj or obj in trigger.obj)
        and not (trigger.prt or trigger.obl or trigger.xcomp or trigger.comp or trigger.subj)
        and not (trigger.obj_is or trigger.subj_is)
    ]
    assert (fitting[0].relation, fitting[0].plover) == (relation, plover)


def test_unknown_relation_lists_the_nearest() -> None:
    assert load_relations().get("Agrees with").name == "agrees-with"
    with pytest.raises(UsageError, match="Did you mean: urges"):
        load_relations().get("urge")


def write(folder: Path, text: str) -> Path:
    path = folder / "mine.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_users_file_extends(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        "relations:\n"
        "  urges:\n    verbs: [nag]\n"
        "  bribes:\n    kind: event\n    cameo: '08'\n    target: [obj]\n    verbs: [bribe]\n",
    )
    relations = load_relations([path])
    assert relations.verbs["nag"][0].relation == "urges"
    assert relations.verbs["bribe"][0].plover == "CONCEDE"
    assert len(relations.names) == len(TABLE) + 1
    assert "bribes" not in load_relations().names


def test_a_users_trigger_comes_before_the_builtin_one(tmp_path: Path) -> None:
    path = write(tmp_path, "relations:\n  criticizes:\n    verbs: [applaud]\n")
    assert load_relations([path]).verbs["applaud"][0].relation == "criticizes"


def test_a_users_file_replaces(tmp_path: Path) -> None:
    text = "replace: true\nrelations:\n  likes: {kind: state, target: [obj], verbs: [like]}\n"
    assert load_relations([write(tmp_path, text)]).names == ("likes",)
    text = "relations:\n  urges:\n    replace: true\n    verbs: [nag]\n"
    relations = load_relations([write(tmp_path, text + "# other\n")])
    assert {trigger.lemma for trigger in relations.triggers("urges")} == {"nag"}


@pytest.mark.parametrize(
    ("text", "line", "hint"),
    [
        ("relations:\n  urges:\n    verb: [nag]\n", 3, "Did you mean: verbs"),
        ("relations:\n  urges:\n    verbs:\n      - {lemma: nag, targt: [obj]}\n", 4, "target"),
        ("relations:\n  urges:\n    verbs:\n      - {lemma: nag, target: [ojb]}\n", 4, "obj"),
        ("relations:\n  urges:\n    verbs:\n      - {lemma: nag, obj: ['@aids']}\n", 4, "aid"),
        ("relations:\n  urges:\n    verbs:\n      - {target: [obj]}\n", 4, "lemma"),
        ("relations:\n  urges:\n    cameo: '21'\n", 3, "CAMEO"),
        ("relations:\n  urges:\n    plover: THREATEN\n", 3, "does not belong"),
        ("relations:\n  urges:\n    plover: THREATN\n", 3, "THREATEN"),
        ("relations:\n  nags:\n    verbs: [nag]\n", 3, "kind"),
        ("relations:\n  nags:\n    kind: event\n", 3, "CAMEO"),
        ("relations:\n  urges:\n    verbs: [a]\n  urges:\n    verbs: [b]\n", 4, "second time"),
        ("relations:\n  urges: [\n", 3, "YAML"),
        ("relatoins: {}\n", 1, "relations"),
        ("- urges\n", 1, "mapping"),
        ("", 1, "mapping"),
        ("relations:\n  Bad Name!:\n    kind: state\n", 3, "lower-case"),
        ("relations:\n  urges:\n    symmetric: perhaps\n", 3, "true or false"),
    ],
)
def test_a_broken_file_is_refused_with_its_line(
    tmp_path: Path, text: str, line: int, hint: str
) -> None:
    path = write(tmp_path, text)
    with pytest.raises(OntologyError) as caught:
        load_relations([path])
    assert str(caught.value).startswith(f"{path}, line {line}: ")
    assert hint in str(caught.value)


def test_unreadable_and_undecodable_files_are_refused(tmp_path: Path) -> None:
    with pytest.raises(OntologyError, match="cannot be read"):
        load_relations([tmp_path / "none.yaml"])
    path = tmp_path / "latin.yaml"
    path.write_bytes("relations:\n  urgés: {}\n".encode("latin-1"))
    with pytest.raises(OntologyError, match="line 2: not UTF-8"):
        load_relations([path])


SAMPLE = """\
sets:
  aid: [aid, money]
relations:
  gives:
    kind: event
    cameo: '07'
    target: [obj]
    verbs:
      - {lemma: [give, hand], prt: [out, ''], obj: ['@aid'], obl: {to: []}, code: '073'}
"""
REFUSAL = re.compile(r"mine\.yaml, line \d+: .")


def read(raw: bytes) -> str | None:
    """The message with which a file is refused, or None."""
    builder = Builder()
    try:
        builder.add(parse_yaml(raw, "mine.yaml"))
    except OntologyError as error:
        return str(error)
    builder.build()
    return None


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_damage_is_refused_or_harmless(data: st.DataObject) -> None:
    """A stranger's file never ends in a traceback."""
    raw = bytearray(SAMPLE.encode())
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(raw) - 1))
        raw[at : at + data.draw(st.integers(0, 6))] = data.draw(st.binary(max_size=4))
    refusal = read(bytes(raw))
    assert refusal is None or REFUSAL.match(refusal)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=60))
def test_any_text_is_refused_or_read(text: str) -> None:
    refusal = read(text.encode("utf-8", "surrogatepass"))
    assert refusal is None or REFUSAL.match(refusal)


def test_the_data_file_ships_beside_the_module() -> None:
    assert DEFAULT_PATH.is_file()


SNUBS = "relations:\n  snubs: {kind: event, cameo: '12', target: [obj], verbs: [snub], LINE}\n"


def test_flags_of_the_type_are_the_relations_own(tmp_path: Path) -> None:
    """A user's new relation is treated like the others of its PLOVER type."""
    path = tmp_path / "mine.yaml"
    path.write_text(SNUBS.replace("LINE", "flags: [strict]"), encoding="utf-8")
    relations = load_relations([path])
    assert relations.flags_of("snubs") == relations.flags_of("rejects") - {"wanting"} | {"strict"}
    assert relations.flags_of("open") == frozenset()


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("flags: [strikt]", "unknown flag 'strikt'. Did you mean: strict?"),
        ("turned_by: {verbl: rejects}", "unknown word list 'verbl'. Did you mean: verbal?"),
        ("turned_by: {verbal: nothing}", "'snubs' is turned into 'nothing', which is none"),
    ],
)
def test_a_slip_in_a_flag_is_refused(tmp_path: Path, line: str, message: str) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(SNUBS.replace("LINE", line), encoding="utf-8")
    with pytest.raises(OntologyError, match=re.escape(message)):
        load_relations([path])


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (
            "verbs: [{lemma: snub, obj: [a, b]}, {lemma: snub, obj: [a]}]",
            "'snub' (snubs) is never reached: line 2",
        ),
        ("verbs: [snub, snub]", "'snub' (snubs) is never reached: line 2"),
        ("verbs: [{lemma: [snub, snub]}]", "'snub' stands here twice"),
    ],
)
def test_a_trigger_that_can_tell_nothing_is_refused(
    tmp_path: Path, line: str, message: str
) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(SNUBS.replace("verbs: [snub], LINE", line), encoding="utf-8")
    with pytest.raises(OntologyError, match=re.escape(message)) as raised:
        load_relations([path])
    assert "mine.yaml, line 2" in str(raised.value)


def test_a_trigger_of_ones_own_may_say_the_same_as_a_built_in_one(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text("relations:\n  attacks: {verbs: [attack]}\n", encoding="utf-8")
    assert load_relations([path]).verbs["attack"]
