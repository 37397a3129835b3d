UNWIND $rows AS row
MATCH (a:GraphkitActor {id: row.id})
SET a.form_counts = row.form_counts, a.says = row.says
