UNWIND $names AS name
MATCH (n:GraphkitRelation {name: name})
DETACH DELETE n
