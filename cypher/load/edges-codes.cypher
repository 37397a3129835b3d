// Edges whose codes changed with their evidence: seldom, so apart from `edges-write`.
UNWIND $rows AS row
MATCH (:GraphkitActor)-[r:`TYPE` {graphkit_id: row[2]}]->(:GraphkitActor)
USING INDEX SEEK r:`TYPE`(graphkit_id)
SET r.cameo = row[5], r.plover = row[6], r.goldstein = row[7]
