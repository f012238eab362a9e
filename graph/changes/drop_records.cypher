// Records that nobody shows any more.
UNWIND $keys AS key
MATCH (r:Record {key: key})
DELETE r
