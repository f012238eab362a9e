// How often and when each of its people was in touch with us, or we tried.
//
// A touch is human, held and two-way: the person attended, or wrote to us. One-way mail and calls
// that were not answered are attempts. An activity that only logs a mail is not counted beside it.
MATCH (p:Person)-[:WORKS_AT|STAKEHOLDER_IN]->(a)
WHERE p.known
WITH DISTINCT p
CALL (p) {
  MATCH (p)-[r:TOOK_PART]->(t:Touchpoint)
  WHERE t.status IN ['held', 'planned'] AND t.logs IS NULL AND t.reach <> 'automated'
  WITH t, collect(r.part) AS parts
  WHERE NOT 'declined' IN parts
  WITH t, CASE
    WHEN 'attended' IN parts OR ('wrote' IN parts AND t.direction = 'in') THEN
      CASE t.reach WHEN 'scaled' THEN 'scaled' ELSE 'touch' END
    WHEN 'addressed' IN parts AND t.direction = 'out' THEN 'attempt'
  END AS counts
  WHERE counts IS NOT NULL
  WITH t.at AS at, t.source AS source,
       CASE WHEN t.status = 'held' AND t.at <= $as_of THEN counts ELSE 'ahead' END AS counts
  WITH at, source,
       CASE counts WHEN 'touch' THEN at END AS touch,
       CASE counts WHEN 'attempt' THEN at END AS attempt,
       CASE counts WHEN 'scaled' THEN at END AS scaled
  RETURN count(touch) AS count, min(touch) AS first, max(touch) AS last,
         max(scaled) AS scaled_last, collect(attempt) AS attempts,
         count(CASE WHEN coalesce(touch, attempt) > $as_of - 604800000 THEN 1 END) AS within_7_days,
         count(CASE WHEN $as_of - touch < 2678400000 THEN 1 END) AS within_30_days,
         count(CASE WHEN $as_of - touch < 5270400000 THEN 1 END) AS within_60_days,
         collect(DISTINCT source) AS sources
}
WITH p, count, first, last, scaled_last, within_7_days, within_30_days, within_60_days, sources,
     size([at IN attempts WHERE at > coalesce(last, 0)]) AS attempts_since
WHERE size(sources) > 0
RETURN collect({
  person: p.id, count: count, first: first, last: last, scaled_last: scaled_last,
  within_7_days: within_7_days, within_30_days: within_30_days, within_60_days: within_60_days,
  attempts_since: attempts_since, sources: sources
}) AS touches
