// Claim those of the locked deliveries that are still due, until the lease ends.
UNWIND $ids AS id
MATCH (d:Delivery {id: id})
WHERE d.due <= $now
SET d.due = $until, d.claim = $claim, d.attempts = d.attempts + 1
RETURN d.id AS id
