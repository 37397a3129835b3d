// Notes of the corrections that the statements went through.
MATCH (g:GraphkitGraph {name: 'graphkit'})
RETURN g.edits AS edits
