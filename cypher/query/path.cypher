// One step of the search, a whole frontier at a time: who is next to whom, with how much evidence
// (of facts only, if so asked).
UNWIND $ids AS id
MATCH (a:GraphkitActor {id: id})-[r]-(b:GraphkitActor)
WHERE a <> b AND r.graphkit_id IS NOT NULL AND ($open OR r.kind <> 'open')
WITH id, b, sum(CASE WHEN $facts THEN r.facts ELSE r.count END) AS n
WHERE n > 0
RETURN id, collect(b.id) AS others, collect(n) AS counts
