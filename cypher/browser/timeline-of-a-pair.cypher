// Timeline of a pair
// Change the names in the next line.
WITH 'Azerbaijan' AS one, 'Armenia' AS other
MATCH (a:GraphkitActor)-[r]-(b:GraphkitActor)
WHERE (a.id = one OR a.name = one OR one IN a.aliases)
  AND (b.id = other OR b.name = other OR other IN b.aliases)
  AND r.graphkit_id IS NOT NULL
UNWIND range(0, r.count - 1) AS i
RETURN r.dates[i] AS date, startNode(r).name AS who,
       CASE WHEN r.negated THEN 'not: ' ELSE '' END + r.relation AS does,
       endNode(r).name AS whom, r.attributed_to AS says, r.sentences[i] AS sentence,
       r.documents[i] AS document
ORDER BY date, document
