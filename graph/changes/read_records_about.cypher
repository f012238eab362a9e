// Records by what they speak of.
UNWIND $keys AS key
MATCH (r:Record {subject: key})
RETURN r.key AS key, r.kind AS kind, r.subject AS subject, r.through AS through,
       r.names AS names, r.versions AS versions
ORDER BY key
