UNWIND $ids AS id
MATCH (a:GraphkitActor {id: id})
WHERE NOT (a)--()
DELETE a
