// Edges that stay, with other evidence. Rows as in `edges-create`; run for all types at once.
UNWIND $rows.`TYPE` AS row
MATCH (:GraphkitActor)-[r:`TYPE` {graphkit_id: row[2]}]->(:GraphkitActor)
USING INDEX SEEK r:`TYPE`(graphkit_id)
SET r.count = row[8], r.first = row[9], r.last = row[10],
    r.confidences = row[11], r.documents = row[12], r.dates = row[13], r.sentences = row[14],
    r.statements = row[15], r.facts = row[17]
