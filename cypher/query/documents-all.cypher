// Every document, with how much evidence it gave.
MATCH (d:GraphkitDocument)
RETURN d.id AS id, size(d.evidence) AS evidence
