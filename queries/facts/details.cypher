// Whether its people have an address, and how many of the touches with them within 90 days say what
// for and why they were.
CALL (a) {
  MATCH (p:Person)-[:WORKS_AT|STAKEHOLDER_IN]->(a)
  WHERE p.known
  WITH DISTINCT p
  WHERE p.email IS NOT NULL
  RETURN collect(p.id) AS addressed
}
CALL (a) {
  MATCH (p:Person)-[there:WORKS_AT|STAKEHOLDER_IN]->(a)
  WHERE p.known AND coalesce(there.since, 0) <= $as_of
  WITH DISTINCT p
  MATCH (p)-[r:TOOK_PART]->(t:Touchpoint)
  WHERE t.at <= $as_of AND $as_of - t.at < 7862400000
    AND t.status = 'held' AND t.logs IS NULL AND t.reach = 'human'
  WITH p, t, collect(r.part) AS parts
  WHERE NOT 'declined' IN parts
    AND ('attended' IN parts OR ('wrote' IN parts AND t.direction = 'in'))
  WITH DISTINCT t
  RETURN count(t) AS touches, count(t.purpose) AS purposes, count(t.initiation) AS initiations
}
RETURN {
  addressed: addressed, touches: touches, purposes: purposes, initiations: initiations
} AS details
