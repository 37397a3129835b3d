// The mark of a graph: which layout its nodes have. Made once, by the first load.
MERGE (g:GraphkitGraph {name: 'graphkit'})
ON CREATE SET g.layout = $layout
RETURN g.layout AS layout
