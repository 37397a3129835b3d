// Who urges whom
MATCH (a:GraphkitActor)-[r:URGES|REQUESTS|DEMANDS]->(b:GraphkitActor)
WHERE NOT r.negated
RETURN a, r, b
ORDER BY r.count DESC
LIMIT 100
