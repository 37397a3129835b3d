// Edges of which some sentence may hold all of some folded words; of text that is not ASCII that is
// decided outside.
MATCH (a:GraphkitActor)-[r]->(b:GraphkitActor)
WHERE r.graphkit_id IS NOT NULL
  AND any(text IN r.sentences WHERE text =~ '(?s).*[^\\x00-\\x7F].*' OR all(word IN $words
    WHERE replace(replace(toLower(text), '.', ''), "'", '') CONTAINS word))
  AND ($open OR r.kind <> 'open')
  AND ($negated OR NOT r.negated)
  AND ($ended OR NOT r.ended)
  AND ($relations IS NULL OR r.relation IN $relations)
  AND ($kinds IS NULL OR r.kind IN $kinds)
RETURN r.graphkit_id AS id, a.id AS source, b.id AS target,
       r.relation AS relation, r.kind AS kind, r.symmetric AS symmetric, r.negated AS negated,
       r.ended AS ended,
       r.attributed_to AS attributed_to, r.cameo AS cameo, r.plover AS plover,
       r.goldstein AS goldstein, r.count AS count, r.first AS first, r.last AS last,
       r.documents[0..$most] AS documents, r.dates[0..$most] AS dates,
       r.sentences[0..$most] AS sentences, r.statements[0..$most] AS statements
