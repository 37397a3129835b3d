MATCH (g:GraphkitGraph {name: 'graphkit'})
SET g.writes = coalesce(g.writes, 0) + 1
