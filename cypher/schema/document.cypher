CREATE CONSTRAINT graphkit_document IF NOT EXISTS
FOR (d:GraphkitDocument) REQUIRE d.id IS UNIQUE
