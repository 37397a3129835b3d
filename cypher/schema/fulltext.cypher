// Any part of any name: CALL db.index.fulltext.queryNodes('graphkit_names', 'pashin*').
CREATE FULLTEXT INDEX graphkit_names IF NOT EXISTS
FOR (a:GraphkitActor) ON EACH [a.name, a.aliases]
