// One step of the search, a whole frontier at a time: who is next to whom, with how much evidence.
UNWIND $ids AS id
MATCH (a:GraphkitActor {id: id})-[r]-(b:GraphkitActor)
WHERE a <> b AND r.graphkit_id IS NOT NULL AND ($open OR r.kind <> 'open')
WITH id, b, sum(r.count) AS n
RETURN id, collect(b.id) AS others, collect(n) AS counts
