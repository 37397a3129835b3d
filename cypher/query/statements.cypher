// Edges by id with all their evidence.
UNWIND $ids AS id
MATCH (a:GraphkitActor)-[r:`TYPE` {graphkit_id: id}]->(b:GraphkitActor)
RETURN a.id AS source, b.id AS target, properties(r) AS properties
