// Who of us looks after an account.
MATCH (t:Teammate)-[o:OWNS]->(:Account {id: $account})
WHERE coalesce(o.since, 0) <= $at AND coalesce(o.until, $at + 1) > $at
RETURN DISTINCT t.id AS id
ORDER BY id
