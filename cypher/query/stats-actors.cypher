MATCH (a:GraphkitActor)
RETURN a.kind AS kind, count(a) AS actors
