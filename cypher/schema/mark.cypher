MATCH (g:GraphkitGraph {name: 'graphkit'})
RETURN g.layout AS layout
