// Everyone who ever worked or held a role there, with their employments and roles begun by then.
MATCH (p:Person)-[:WORKS_AT|STAKEHOLDER_IN]->(a)
WHERE p.known
WITH DISTINCT a, p
CALL (a, p) {
  MATCH (p)-[w:WORKS_AT]->(a)
  WHERE coalesce(w.since, 0) <= $as_of
  RETURN collect({
    since: w.since, until: w.until, title: w.title, department: w.department,
    seniority: w.seniority, record: w.record
  }) AS jobs
}
CALL (a, p) {
  MATCH (p)-[r:STAKEHOLDER_IN]->(a)
  WHERE coalesce(r.since, 0) <= $as_of
  RETURN collect({
    role: r.role, since: r.since, until: r.until, record: r.record, attitude: r.attitude
  }) AS roles
}
WITH p, jobs, roles
WHERE size(jobs) > 0 OR size(roles) > 0
RETURN collect({
  id: p.id, name: p.name, wished_from: p.wished_from, wished_days: p.wished_days,
  hold_until: p.hold_until, jobs: jobs, roles: roles,
  advocate_from: p.advocate_from, advocate_as: p.advocate_as,
  opted_out: size([turn IN coalesce(p.opted_out_at, []) WHERE turn <= $as_of]) % 2 = 1
}) AS people
