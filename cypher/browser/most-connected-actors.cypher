// Most connected actors
MATCH (a:GraphkitActor)-[r]-(b:GraphkitActor)
WHERE r.graphkit_id IS NOT NULL AND r.kind <> 'open' AND a <> b
RETURN a.name AS actor, a.kind AS kind, count(DISTINCT b) AS partners, sum(r.count) AS evidence
ORDER BY evidence DESC, actor
LIMIT 25
