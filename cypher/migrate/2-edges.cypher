// Layout 2 to 3: whether a tie has ended, and how much of its evidence is told as a fact.
MATCH (:GraphkitActor)-[r]->(:GraphkitActor)
WHERE r.graphkit_id IS NOT NULL AND r.ended IS NULL
CALL (r) {
  SET r.ended = false,
      r.facts = CASE WHEN r.negated THEN 0 ELSE size([s IN r.statements
        WHERE s CONTAINS '"modality":"asserted"' OR s CONTAINS '"modality":"reported"']) END
} IN TRANSACTIONS OF 10000 ROWS
