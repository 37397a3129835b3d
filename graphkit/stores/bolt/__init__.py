"""The rooms behind `graphkit.stores.neo4j`: connection, encoding, loading, questions."""
