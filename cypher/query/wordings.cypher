// Every actor as statements word it, with how often.
MATCH (a:GraphkitActor)
RETURN a.id AS id, a.forms AS forms, a.form_counts AS counts
ORDER BY id
