// Records that speak of somebody through a deal.
UNWIND $keys AS key
MATCH (r:Record {through: key})
RETURN r.key AS key, r.kind AS kind, r.subject AS subject, r.through AS through,
       r.names AS names, r.versions AS versions
ORDER BY key
