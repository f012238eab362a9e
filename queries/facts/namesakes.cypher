// The other companies with the same name or web domain, but for those it belongs to and that belong to
// it, each with whether one source knows both.
CALL (a) {
  MATCH (b:Account {domain: a.domain})
  RETURN b
  UNION
  MATCH (b:Account {name: a.name})
  RETURN b
}
WITH a, b WHERE b.id <> a.id AND b.known AND NOT EXISTS { (a)-[:PART_OF]-(b) }
CALL (b) {
  MATCH (b)-[:HAS_STATE]->(s:AccountState)
  WHERE coalesce(s.since, 0) <= $as_of AND coalesce(s.until, $as_of + 1) > $as_of
  RETURN count(s) > 0 AS stands
}
CALL (a, b) {
  MATCH (a)<-[:NAMES]-(one:Identifier), (b)<-[:NAMES]-(other:Identifier)
  WHERE split(one.key, ':')[0] = split(other.key, ':')[0]
    AND NOT split(one.key, ':')[0] IN ['domain', 'rapport', 'csv']
  RETURN count(one) > 0 AS one_source
}
WITH b, stands, one_source ORDER BY b.id
WHERE stands
RETURN collect({id: b.id, name: b.name, domain: b.domain, one_source: one_source}) AS namesakes
