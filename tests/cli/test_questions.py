"""`graphkit path`, `neighbors`, `show`, `evidence` as a user sees them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.stores.sample import AZ, actor, statement

NASTY = "\x1b]0;owned\x07Ev\x9bil\u202e\nActor"


def test_a_path_shows_relation_date_sentence_and_source(run: Run, graph: Path) -> None:
    result = run("path", "us", "Armenia")
    assert result.exit_code == 0
    assert result.output.splitlines() == [
        "United States to Armenia: 2 hops",
        "  United States --urges--> Azerbaijan  (2020-09-28 to 2020-10-02, 2 sentences)",
        '      "United States urges Azerbaijan (0)."',
        "        2020-09-28, [d1] Fighting erupts of 2020-09-29, https://example.org/1",
        "  Azerbaijan --denies--> Armenia  (2020-09-29)",
        '      "Azerbaijan denies Armenia (300)."',
        "        2020-09-29, [d1] Fighting erupts of 2020-09-29, https://example.org/1",
        "      and 1 other edge between the two",
    ]


def test_who_says_so_negation_and_modality_are_shown(run: Run, graph: Path) -> None:
    output = run("evidence", "Armenia", "EU").output
    assert "European Union --not urges--> Armenia  (2020-10-01)" in output
    assert "2020-10-03, reported, [d2] Talks" in output
    accuses = run("evidence", "Armenia", "Azerbaijan", "--relation", "accuses").output
    assert "(2020-09-28, says Nikol Pashinyan)" in accuses


def test_a_symmetric_edge_points_both_ways_and_an_open_one_shows_its_words(
    run: Run, graph: Path
) -> None:
    assert "Russia <--meets--> Azerbaijan" in run("path", "Russia", "Azerbaijan").output
    output = run("path", "Israel", "Azerbaijan", "--open").output
    assert "Israel --open: sell drone--> Azerbaijan" in output


def test_no_path_is_an_answer_with_a_next_step(run: Run, graph: Path) -> None:
    result = run("path", "Israel", "Azerbaijan")
    assert result.exit_code == 1
    assert "no path from Israel to Azerbaijan within 6 hops" in result.output
    assert "--open" in result.output


def test_json_is_one_object(run: Run, graph: Path) -> None:
    found = json.loads(run("path", "us", "Armenia", "--json").stdout)
    (path,) = found["paths"]
    assert [hop["edge"]["relation"] for hop in path["hops"]] == ["urges", "denies"]
    assert path["hops"][0]["edge"]["evidence"][0]["document"] == "d1"
    near = json.loads(run("neighbors", "Armenia", "--cap", "1", "--json").stdout)
    assert (near["left_out"], near["found"]) == ([2], [3])
    assert json.loads(run("show", "Armenia", "--json").stdout)["actor"]["id"] == "armenia"
    assert json.loads(run("path", "Israel", "Azerbaijan", "--json").stdout) == {
        "paths": [],
        "hops_with_all": None,
    }


def test_filters_reach_the_store(run: Run, graph: Path) -> None:
    words = ("path", "US", "EU", "--relation", "urges", "--relation", "denies", "--json")
    hops = json.loads(run(*words).stdout)["paths"][0]["hops"]
    assert [hop["edge"]["relation"] for hop in hops] == ["urges", "denies", "urges"]
    assert run(*words, "--directed").exit_code == 1
    assert run(*words, "--since", "2020-09-29", "--until", "2020-10").exit_code == 0
    assert run(*words, "--kind", "state").exit_code == 1
    assert run(*words, "--max-hops", "2").exit_code == 1
    near = run("neighbors", "Azerbaijan", "--direction", "out", "--no-negated", "--json")
    assert [n["actor"]["id"] for n in json.loads(near.stdout)["neighbors"]] == ["armenia", "russia"]


def test_alternatives_are_numbered(run: Run, graph: Path) -> None:
    output = run("path", "Pashinyan", "Azerbaijan", "-k", "2").output
    assert "path 1 of 2, 2 hops" in output
    assert "path 2 of 2, 2 hops" in output


def test_a_neighbourhood_says_what_the_cap_left_out(run: Run, graph: Path) -> None:
    result = run("neighbors", "Armenia", "--hops", "2", "--cap", "2", "--sentences", "1")
    lines = result.output.splitlines()
    assert lines[0] == "Armenia: 6 actors within 2 hops"
    assert "Azerbaijan  (country, AZE, 1 hop, 2 pieces of evidence)" in lines
    assert lines[-2:] == [
        "left out: 1 actor at 1 hop (see --cap)",
        "left out: 3 actors at 2 hops (see --cap)",
    ]


def test_a_profile_shows_names_relations_and_partners(run: Run, graph: Path) -> None:
    output = run("show", "pashinyan").output
    assert output.startswith("Nikol Pashinyan  (person, Prime Minister, ARM)\n")
    assert "says: 1 piece of evidence" in output
    assert "partners (2 of 2)" in output


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("path", "Rusia", "US"), "no actor 'Rusia' in graph.db; did you mean 'Russia'"),
        (("path", "US", "EU", "--relation", "urgs"), "no relation 'urgs' in graph.db or the"),
        (("path", "US", "EU", "--since", "tomorrow"), "--since: 'tomorrow' is no date"),
        (("path", "US", "EU", "--since", "2020-02-30"), "--since: '2020-02-30' is no date"),
        (("path", "US", "EU", "--since", "2021", "--until", "2020"), "is after --until"),
        (("path", "US", "EU", "--max-hops", "99"), "--max-hops is 99; it must be 0 to 20"),
        (("neighbors", "US", "--hops", "0"), "--hops is 0; it must be 1 to 20"),
        (("neighbors", "US", "--cap", "-1"), "--cap is -1; it must be 1 or more"),
        (("evidence", "US", "EU", "--limit", "-1"), "--limit is -1; it must be 0 or more"),
        (("show", "US", "--limit", "-5"), "--limit is -5; it must be 0 or more"),
        (("show", ""), "no actor ''"),
    ],
)
def test_what_cannot_be_asked_is_wrong_usage(
    run: Run, graph: Path, words: tuple[str, ...], message: str
) -> None:
    result = run(*words)
    assert result.exit_code == 2
    assert message in result.output


def test_without_a_graph_the_next_step_is_named(run: Run) -> None:
    for words in (("path", "a", "b"), ("neighbors", "a"), ("show", "a"), ("evidence", "a", "b")):
        result = run(*words)
        assert result.exit_code == 1
        assert "no graph at graph.db; make one with `graphkit build" in result.output


def test_the_graph_can_come_from_the_environment(
    run: Run, graph: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    graph.rename(graph.with_name("other.db"))
    assert run("show", "EU").exit_code == 1
    monkeypatch.setenv("GRAPHKIT_GRAPH", "other.db")
    assert run("show", "EU").exit_code == 0


def test_strangers_text_cannot_steer_the_terminal(run: Run, tmp_path: Path) -> None:
    bad = actor(NASTY, "person", id=NASTY, role=NASTY)
    twin = actor(NASTY, "person", id="twin", role=NASTY)
    items = [
        statement(bad, "urges", AZ, document=NASTY, sentence=NASTY, said_by=bad),
        statement(bad, "open", AZ, document=NASTY, sentence=NASTY, kind="open", predicate=NASTY),
        statement(twin, "urges", AZ, at=500),
    ]
    lines = "".join(json.dumps(item.to_dict()) + "\n" for item in items)
    (tmp_path / "x.jsonl").write_text(lines)
    listed = json.dumps({"id": NASTY, "title": NASTY, "url": NASTY})
    (tmp_path / "d.jsonl").write_text(listed)
    assert run("load", "x.jsonl", "--documents", "d.jsonl").exit_code == 0
    for words in (
        ("path", NASTY, AZ.id),
        ("path", NASTY, AZ.id, "--relation", "open"),
        ("path", "twin", "nobody" + NASTY),
        ("neighbors", AZ.id, "--sentences", "1"),
        ("show", AZ.id),
        ("show", NASTY),
        ("show", NASTY.replace("\n", " ")),
        ("evidence", NASTY, AZ.id),
        ("actors",),
        ("stats",),
        ("retract", NASTY + "x"),
        ("path", NASTY, AZ.id, "--json"),
        ("actors", "--json"),
    ):
        output = run(*words).output
        assert not set(output) & set("\x1b\x07\x9b\u202e"), (words, output)
