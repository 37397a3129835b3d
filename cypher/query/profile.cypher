// All edges of an actor without their evidence, open relations aside.
MATCH (a:GraphkitActor {id: $id})-[r]-(:GraphkitActor)
WHERE r.graphkit_id IS NOT NULL AND r.kind <> 'open'
RETURN r.graphkit_id AS id, startNode(r).id AS source, endNode(r).id AS target,
       r.relation AS relation, r.kind AS kind, r.symmetric AS symmetric, r.negated AS negated,
       r.ended AS ended,
       r.attributed_to AS attributed_to, r.cameo AS cameo, r.plover AS plover,
       r.goldstein AS goldstein, r.count AS count, r.first AS first, r.last AS last
