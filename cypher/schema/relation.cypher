CREATE CONSTRAINT graphkit_relation IF NOT EXISTS
FOR (n:GraphkitRelation) REQUIRE n.name IS UNIQUE
