// Who of us owned the account then; a teammate no source described counts as active.
MATCH (t:Teammate)-[o:OWNS]->(a)
WHERE coalesce(o.since, 0) <= $as_of AND coalesce(o.until, $as_of + 1) > $as_of
RETURN collect({
  teammate: t.id, name: t.name, function: o.function, active: coalesce(t.active, true)
}) AS owners
