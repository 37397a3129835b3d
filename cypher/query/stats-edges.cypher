// Edges in numbers, for each relation.
MATCH (:GraphkitActor)-[r]->(:GraphkitActor)
WHERE r.graphkit_id IS NOT NULL
RETURN count(r) AS edges, sum(r.count) AS statements,
       sum(CASE WHEN r.negated THEN 1 ELSE 0 END) AS negated,
       count(r.attributed_to) AS attributed, min(r.first) AS first, max(r.last) AS last
