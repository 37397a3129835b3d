// Documents in which actors stand: as ends of edges, or as those who say it.
UNWIND $ids AS id
MATCH (a:GraphkitActor {id: id})-[r]-(:GraphkitActor)
WHERE r.graphkit_id IS NOT NULL
UNWIND r.documents AS document
RETURN DISTINCT document
UNION
MATCH (:GraphkitActor)-[r]->(:GraphkitActor)
WHERE r.graphkit_id IS NOT NULL AND r.attributed_to IN $ids
UNWIND r.documents AS document
RETURN DISTINCT document
