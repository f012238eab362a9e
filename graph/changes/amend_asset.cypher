// More of what is known of an asset.
MATCH (n:Asset {id: $id})
SET n += $values
