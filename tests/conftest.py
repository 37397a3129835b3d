"""Fixtures that all tests may use."""

from tests.neo4j_server.fixtures import neo4j_empty, neo4j_server

__all__ = ["neo4j_empty", "neo4j_server"]
