CREATE CONSTRAINT graphkit_graph IF NOT EXISTS
FOR (g:GraphkitGraph) REQUIRE g.name IS UNIQUE
