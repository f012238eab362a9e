// The attempt failed: it is due again, or dead where there is no such moment.
MATCH (d:Delivery {id: $id})
WHERE d.claim = $claim AND d.state = 'waiting'
SET d.due = $again, d.problem = $problem,
    d.state = CASE WHEN $again IS NULL THEN 'dead' ELSE 'waiting' END
