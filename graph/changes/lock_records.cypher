// Records are written to, so that who says more in one waits for whoever says something in it.
UNWIND $keys AS key
MATCH (r:Record {key: key})
SET r.locked_by = $token
RETURN count(r) AS locked
