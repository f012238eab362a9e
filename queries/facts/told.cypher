// What every record says of the account, and of those of its people of whom several do.
CALL (a) {
  MATCH (i:Identifier)-[:NAMES]->(a)
  RETURN collect(i.key) AS keys
}
CALL (a) {
  MATCH (i:Identifier)-[:NAMES]->(a)
  MATCH (r:Record {subject: i.key})
  WHERE r.kind = 'Account'
  RETURN collect({key: r.key, versions: r.versions}) AS records
}
CALL (a) {
  MATCH (p:Person)-[:WORKS_AT|STAKEHOLDER_IN]->(a)
  WHERE p.known
  WITH DISTINCT p
  MATCH (i:Identifier)-[:NAMES]->(p)
  MATCH (r:Record {subject: i.key})
  WHERE r.kind = 'Person'
  WITH p, collect({key: r.key, versions: r.versions}) AS records
  WHERE size(records) > 1
  RETURN collect({person: p.id, name: p.name, records: records}) AS people
}
RETURN {keys: keys, records: records, people: people} AS told
