// Partners and pieces of evidence of every actor, open relations aside.
MATCH (a:GraphkitActor)-[r]-(b:GraphkitActor)
WHERE a <> b AND r.graphkit_id IS NOT NULL AND r.kind <> 'open'
RETURN a.id AS id, count(DISTINCT b) AS partners, sum(r.count) AS evidence
