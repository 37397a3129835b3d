"""docker-compose.yml holds no secret and names exactly what it runs."""

from __future__ import annotations

import re

import yaml

from tests.support import ROOT


def test_the_image_is_pinned_to_the_version_that_is_tested() -> None:
    service = yaml.safe_load((ROOT / "docker-compose.yml").read_text("utf-8"))["services"]["neo4j"]
    pom = (ROOT / "tests" / "neo4j_server" / "pom.xml").read_text("utf-8")
    version = re.search(r"<neo4j\.version>([\d.]+)<", pom)
    assert version is not None
    assert service["image"] == f"neo4j:{version[1]}-community"


def test_there_is_no_password_but_the_users_own() -> None:
    text = (ROOT / "docker-compose.yml").read_text("utf-8")
    for use in re.findall(r"\$\{NEO4J_PASSWORD[^}]*\}", text):
        assert use.startswith("${NEO4J_PASSWORD:?"), "an unset password must stop compose"
    assert "neo4j/${NEO4J_PASSWORD:?" in text
    example = (ROOT / ".env.example").read_text("utf-8")
    assert re.search(r"^NEO4J_PASSWORD=$", example, re.MULTILINE)


def test_ports_listen_on_this_machine_only_and_data_outlives_the_container() -> None:
    compose = yaml.safe_load((ROOT / "docker-compose.yml").read_text("utf-8"))
    service = compose["services"]["neo4j"]
    assert all(port.startswith("127.0.0.1:") for port in service["ports"])
    assert "data:/data" in service["volumes"]
    assert "data" in compose["volumes"]


def test_the_healthcheck_shows_no_password_in_process_lists() -> None:
    service = yaml.safe_load((ROOT / "docker-compose.yml").read_text("utf-8"))["services"]["neo4j"]
    kind, command = service["healthcheck"]["test"]
    assert kind == "CMD-SHELL"
    assert 'NEO4J_PASSWORD="$$GRAPHKIT_PASSWORD" cypher-shell' in command
    assert not re.search(r"cypher-shell.*(-p\b|--password)", command)
    # The image turns every NEO4J_ variable it does not know into a server setting, and then refuses
    # to start.
    assert "NEO4J_PASSWORD" not in service["environment"]
