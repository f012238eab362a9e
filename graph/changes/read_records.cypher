// Records by their keys.
UNWIND $keys AS key
MATCH (r:Record {key: key})
RETURN r.key AS key, r.kind AS kind, r.subject AS subject, r.through AS through,
       r.names AS names, r.versions AS versions
