// The wordings of actors.
UNWIND $ids AS id
MATCH (a:GraphkitActor {id: id})
RETURN a.id AS id, a.forms AS forms
