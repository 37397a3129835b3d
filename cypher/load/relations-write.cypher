UNWIND $rows AS row
MERGE (n:GraphkitRelation {name: row.name})
SET n += row
