// How many documents speak of an actor, and what is attributed to it.
MATCH (a:GraphkitActor {id: $id})
OPTIONAL MATCH (a)-[r]-(:GraphkitActor)
WHERE r.graphkit_id IS NOT NULL AND r.kind <> 'open'
UNWIND coalesce(r.documents, [null]) AS document
RETURN count(DISTINCT document) AS documents, max(a.says) AS says
