// The graph has this layout now.
MATCH (g:GraphkitGraph {name: 'graphkit'})
SET g.layout = $layout, g.writes = coalesce(g.writes, 0) + 1
