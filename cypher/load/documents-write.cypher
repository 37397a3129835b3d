UNWIND $rows AS row
MERGE (d:GraphkitDocument {id: row.id})
SET d += row.properties
