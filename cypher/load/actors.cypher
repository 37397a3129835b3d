// The wordings of actors with their counts, from which name, kind and the rest are worked out.
UNWIND $ids AS id
MATCH (a:GraphkitActor {id: id})
RETURN a.id AS id, a.forms AS forms, a.form_counts AS counts, a.says AS says
