// Writing a property locks the node until the transaction ends: one writer at a time. `writes` counts
// the transactions that changed the graph: a writer sees by it whether others wrote meanwhile.
MATCH (g:GraphkitGraph {name: 'graphkit'})
SET g.layout = g.layout
RETURN g.layout AS layout, coalesce(g.writes, 0) AS writes
