// What is true of the whole deployment: policies, watermarks of touchpoint sources, whether goals
// are recorded at all, and whether any touchpoint lies that far back.
CALL () {
  MATCH (p:Policy)
  WHERE coalesce(p.since, 0) <= $as_of AND coalesce(p.until, $as_of + 1) > $as_of
    AND p.deleted IS NULL
  WITH p ORDER BY p.since, p.id
  RETURN collect(p {.id, .since, .segment, .touch, .cadences, .contacts, .executive_days}) AS policies
}
CALL () {
  MATCH (run:ImportRun)
  WHERE run.touchpoints AND run.state = 'done'
  WITH run.source AS source, max(run.taken_at) AS watermark
  RETURN collect({source: source, watermark: watermark}) AS watermarks
}
CALL () {
  OPTIONAL MATCH (g:Goal)
  WHERE coalesce(g.since, 0) <= $as_of AND coalesce(g.until, $as_of + 1) > $as_of
    AND g.deleted IS NULL
  WITH g LIMIT 1
  RETURN g IS NOT NULL AS goals_recorded
}
CALL () {
  OPTIONAL MATCH (t:Touchpoint)
  WHERE t.at <= $as_of
  WITH t LIMIT 1
  RETURN t IS NOT NULL AS begun
}
RETURN policies, watermarks, goals_recorded, begun
