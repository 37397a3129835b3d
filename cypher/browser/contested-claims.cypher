// Contested claims
// One actor says it of the other, who denies it.
MATCH (a:GraphkitActor)-[says:ACCUSES|CRITICIZES|STATES]->(b:GraphkitActor)
MATCH (b)-[denies:DENIES|REJECTS|ACCUSES]->(a)
WHERE NOT says.negated AND NOT denies.negated
RETURN a, says, b, denies
LIMIT 50
