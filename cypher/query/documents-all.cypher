// Every document, with how much evidence it gave.
MATCH (d:GraphkitDocument)
RETURN d.id AS id, coalesce(size(d.evidence), 0) AS evidence
