// Every actor once; also the way by which all queries enter the graph.
CREATE CONSTRAINT graphkit_actor IF NOT EXISTS
FOR (a:GraphkitActor) REQUIRE a.id IS UNIQUE
