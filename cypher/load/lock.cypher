// Writing a property locks the node until the transaction ends: one writer at a time.
MATCH (g:GraphkitGraph {name: 'graphkit'})
SET g.layout = g.layout
RETURN g.layout AS layout
