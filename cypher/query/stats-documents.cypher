MATCH (d:GraphkitDocument)
RETURN count(d) AS documents
