// Who mediates
MATCH (a:GraphkitActor)-[r:MEDIATES|HOSTS|CONSULTS|SPEAKS_WITH|MEETS]-(b:GraphkitActor)
WHERE (a)-[:MEDIATES]->()
RETURN a, r, b
LIMIT 100
