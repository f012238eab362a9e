// What the records with these keys claim besides.
UNWIND $keys AS key
MATCH (r:Record {key: key})
RETURN r.names AS names
