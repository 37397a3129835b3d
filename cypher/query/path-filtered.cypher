// The same under filters. `dates` holds 'undated' for evidence without a date. `leaving` is null when
// the direction does not matter; a symmetric relation is walked both ways.
UNWIND $ids AS id
MATCH (a:GraphkitActor {id: id})-[r]-(b:GraphkitActor)
WHERE a <> b AND r.graphkit_id IS NOT NULL
  AND ($open OR r.kind <> 'open')
  AND ($negated OR NOT r.negated)
  AND ($ended OR NOT r.ended)
  AND ($relations IS NULL OR r.relation IN $relations)
  AND ($kinds IS NULL OR r.kind IN $kinds)
  AND ($leaving IS NULL OR r.symmetric OR (startNode(r) = a) = $leaving)
WITH id, b, sum(
  CASE WHEN $sifts THEN size([i IN range(0, r.count - 1)
    WHERE (NOT $dated OR (r.dates[i] <> 'undated' AND r.dates[i] >= $low AND r.dates[i] < $high))
      AND r.confidences[i] >= $sure
      AND ($documents IS NULL OR r.documents[i] IN $documents)
      AND ($modalities IS NULL OR any(m IN $modalities WHERE r.statements[i] CONTAINS m))])
  ELSE r.count END
) AS n
WHERE n > 0
RETURN id, collect(b.id) AS others, collect(n) AS counts
