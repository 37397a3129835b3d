// Detached first from whatever others tied to it: nothing of ours hangs on a document.
UNWIND $ids AS id
MATCH (d:GraphkitDocument {id: id})
DETACH DELETE d
