// Notes of the corrections that the statements went through.
MATCH (g:GraphkitGraph {name: 'graphkit'})
SET g.edits = $notes
