UNWIND $rows AS row
MATCH (:GraphkitActor)-[r:`TYPE` {graphkit_id: row.properties.graphkit_id}]->(:GraphkitActor)
USING INDEX SEEK r:`TYPE`(graphkit_id)
SET r += row.properties
