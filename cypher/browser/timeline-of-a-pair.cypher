// Timeline of a pair
// Change the names in the next line.
WITH 'Azerbaijan' AS one, 'Armenia' AS other
MATCH (a:GraphkitActor)-[r]-(b:GraphkitActor)
WHERE (a.id = one OR a.name = one OR one IN a.aliases)
  AND (b.id = other OR b.name = other OR other IN b.aliases)
  AND r.graphkit_id IS NOT NULL
OPTIONAL MATCH (claimant:GraphkitActor {id: r.attributed_to})
UNWIND range(0, r.count - 1) AS i
OPTIONAL MATCH (d:GraphkitDocument {id: r.documents[i]})
RETURN r.dates[i] AS date, startNode(r).name AS who,
       CASE WHEN r.ended THEN 'once: ' ELSE '' END +
       CASE WHEN r.negated THEN 'not: ' ELSE '' END + r.relation AS does,
       endNode(r).name AS whom, claimant.name AS says, r.sentences[i] AS sentence,
       d.name AS document
ORDER BY date, document
