// Edges as they are now: what a batch adds to, or takes from. Run for all types at once.
UNWIND $ids.`TYPE` AS id
MATCH (a:GraphkitActor)-[r:`TYPE` {graphkit_id: id}]->(b:GraphkitActor)
USING INDEX SEEK r:`TYPE`(graphkit_id)
RETURN id, a.id AS source, b.id AS target, properties(r) AS properties
