// The whole graph
MATCH (a:GraphkitActor)-[r]->(b:GraphkitActor)
WHERE r.graphkit_id IS NOT NULL AND r.kind <> 'open'
RETURN a, r, b
ORDER BY r.count DESC
LIMIT 300
