// The relationship types that have their constraint.
SHOW CONSTRAINTS YIELD labelsOrTypes, properties
WHERE properties = ['graphkit_id']
RETURN labelsOrTypes[0] AS type
