// Who of us owned the account then, since when, and in which team they are; a teammate no source
// described counts as active.
MATCH (t:Teammate)-[o:OWNS]->(a)
WHERE coalesce(o.since, 0) <= $as_of AND coalesce(o.until, $as_of + 1) > $as_of
RETURN collect({
  teammate: t.id, name: t.name, function: o.function, active: coalesce(t.active, true),
  since: o.since, team: coalesce(t.function, o.function)
}) AS owners
