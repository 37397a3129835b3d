UNWIND $ids AS id
MATCH (:GraphkitActor)-[r:`TYPE` {graphkit_id: id}]->(:GraphkitActor)
USING INDEX SEEK r:`TYPE`(graphkit_id)
DELETE r
