MATCH (n:GraphkitRelation)
RETURN n.name AS name, n.kind AS kind, n.symmetric AS symmetric, n.edges AS edges,
       n.evidence AS evidence
