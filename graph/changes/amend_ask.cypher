// More of what is known of an ask.
MATCH (k:Ask {id: $id})
SET k += $values
