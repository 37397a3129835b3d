UNWIND $rows AS row
MATCH (a:GraphkitActor {id: row.id})
REMOVE a:Country:Organization:Government:Military:Group:Person:Place:Other
SET a:`LABEL`, a += row
