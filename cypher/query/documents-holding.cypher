// Documents that hold a statement: its id stands last in an entry.
MATCH (d:GraphkitDocument)
WHERE any(entry IN d.evidence WHERE entry ENDS WITH $ending)
RETURN d.id AS document
