// What is known of documents.
UNWIND $ids AS id
MATCH (d:GraphkitDocument {id: id})
RETURN d.id AS id, d.title AS title, d.date AS date, d.url AS url,
       d.author AS author, d.text_hash AS text_hash, d.read_by AS read_by,
       d.set_aside AS set_aside, d.evidence AS evidence
