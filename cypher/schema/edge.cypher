// One for each relationship type, made when the type is first used. The property has a name of its
// own, so that relationships of others with the same type are never concerned.
CREATE CONSTRAINT `graphkit_TYPE` IF NOT EXISTS
FOR ()-[r:`TYPE`]-() REQUIRE r.graphkit_id IS UNIQUE
