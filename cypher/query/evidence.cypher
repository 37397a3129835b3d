// Edges between pairs of actors, either way, each with at most `most` pieces of evidence (they are
// kept in order: oldest date first).
UNWIND $pairs AS pair
MATCH (a:GraphkitActor {id: pair[0]})-[r]-(b:GraphkitActor {id: pair[1]})
WHERE r.graphkit_id IS NOT NULL
  AND ($open OR r.kind <> 'open')
  AND ($negated OR NOT r.negated)
  AND ($ended OR NOT r.ended)
  AND ($relations IS NULL OR r.relation IN $relations)
  AND ($kinds IS NULL OR r.kind IN $kinds)
  AND ($edges IS NULL OR r.graphkit_id IN $edges)
RETURN r.graphkit_id AS id, startNode(r).id AS source, endNode(r).id AS target,
       r.relation AS relation, r.kind AS kind, r.symmetric AS symmetric, r.negated AS negated,
       r.ended AS ended,
       r.attributed_to AS attributed_to, r.cameo AS cameo, r.plover AS plover,
       r.goldstein AS goldstein, r.count AS count, r.first AS first, r.last AS last,
       r.documents[0..$most] AS documents, r.dates[0..$most] AS dates,
       r.sentences[0..$most] AS sentences, r.statements[0..$most] AS statements
