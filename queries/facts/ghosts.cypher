// People whom no record names: they write or are invited, and their address has a domain of this
// account, its own or one of those it employs.
CALL (a) {
  OPTIONAL MATCH (p:Person)-[w:WORKS_AT]->(a)
  WHERE p.known AND p.domain IS NOT NULL
    AND coalesce(w.since, 0) <= $as_of AND coalesce(w.until, $as_of + 1) > $as_of
  RETURN collect(DISTINCT p.domain) AS employed
}
WITH a, employed + CASE WHEN a.domain IS NULL THEN [] ELSE [a.domain] END AS domains
CALL (domains) {
  UNWIND domains AS domain
  WITH DISTINCT domain
  MATCH (g:Person {domain: domain})
  WHERE NOT g.known
  MATCH (i:Identifier)-[:NAMES]->(g)
  WHERE i.key STARTS WITH 'email:'
  WITH g, min(substring(i.key, 6)) AS address
  MATCH (g)-[r:TOOK_PART]->(t:Touchpoint)
  WHERE t.status = 'held' AND t.at <= $as_of AND t.logs IS NULL AND t.reach = 'human'
    AND r.part <> 'declined'
  WITH g, address, t, r.part AS part
  WITH g, address,
       sum(CASE WHEN part IN ['attended', 'wrote'] THEN 1 ELSE 0 END) AS touches,
       sum(CASE WHEN part IN ['attended', 'wrote'] THEN 0 ELSE 1 END) AS mentions,
       max(t.at) AS last
  ORDER BY g.id
  RETURN collect({
    person: g.id, address: address, touches: touches, mentions: mentions, last: last
  }) AS ghosts
}
RETURN ghosts
