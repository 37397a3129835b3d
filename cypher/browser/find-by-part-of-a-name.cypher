// Find by part of a name
// Change the words in the next line; * stands for any letters, ~ finds near spellings.
CALL db.index.fulltext.queryNodes('graphkit_names', 'azer* OR armenia~') YIELD node, score
RETURN node, score
ORDER BY score DESC
LIMIT 25
