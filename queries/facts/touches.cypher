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
  WITH t, CASE WHEN t.status = 'held' AND t.at <= $as_of THEN counts ELSE 'ahead' END AS counts
  ORDER BY t.at, t.id
  WITH collect(CASE counts WHEN 'touch' THEN t.at END) AS touches,
       collect(CASE counts WHEN 'attempt' THEN t.at END) AS attempts,
       collect(CASE counts WHEN 'scaled' THEN t.at END) AS scaled,
       collect(DISTINCT t.source) AS sources
  RETURN touches, attempts, scaled, sources
}
RETURN collect({
  person: p.id,
  count: size(touches),
  first: touches[0],
  last: touches[-1],
  scaled_last: scaled[-1],
  within_7_days: size([at IN touches WHERE at > $as_of - 604800000])
    + size([at IN attempts WHERE at > $as_of - 604800000]),
  within_30_days: size([at IN touches WHERE $as_of - at < 2678400000]),
  within_60_days: size([at IN touches WHERE $as_of - at < 5270400000]),
  attempts_since: size([at IN attempts WHERE at > coalesce(touches[-1], 0)]),
  sources: sources
}) AS touches
