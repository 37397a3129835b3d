// Paths between two actors
// Change the names in the next line.
WITH 'United States' AS from, 'Azerbaijan' AS to
MATCH (a:GraphkitActor), (b:GraphkitActor)
WHERE a <> b
  AND (a.id = from OR a.name = from OR from IN a.aliases)
  AND (b.id = to OR b.name = to OR to IN b.aliases)
MATCH path = allShortestPaths((a)-[*..6]-(b))
WHERE all(r IN relationships(path) WHERE r.graphkit_id IS NOT NULL AND r.kind <> 'open')
RETURN path
LIMIT 25
