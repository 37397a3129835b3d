// Edges that are attributed to an actor.
MATCH (a:GraphkitActor)-[r]->(b:GraphkitActor)
WHERE r.graphkit_id IS NOT NULL AND r.attributed_to = $id
  AND ($open OR r.kind <> 'open')
  AND ($negated OR NOT r.negated)
  AND ($ended OR NOT r.ended)
  AND ($relations IS NULL OR r.relation IN $relations)
  AND ($kinds IS NULL OR r.kind IN $kinds)
RETURN r.graphkit_id AS id, a.id AS source, b.id AS target,
       r.relation AS relation, r.kind AS kind, r.symmetric AS symmetric, r.negated AS negated,
       r.ended AS ended,
       r.attributed_to AS attributed_to, r.cameo AS cameo, r.plover AS plover,
       r.goldstein AS goldstein, r.count AS count, r.first AS first, r.last AS last,
       r.documents[0..$most] AS documents, r.dates[0..$most] AS dates,
       r.sentences[0..$most] AS sentences, r.statements[0..$most] AS statements
