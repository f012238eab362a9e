// Lock deliveries that seem to be due, the longest due first, a few of each receiver.
MATCH (d:Delivery)
WHERE d.due <= $now
MATCH (d)-[:GOES_TO]->(to)
WHERE any(label IN labels(to) WHERE label IN $channels)
  AND coalesce(to.held_until, 0) <= $now AND to.disabled_at IS NULL
WITH to, d ORDER BY d.due, d.id
WITH to, collect(d) AS ready
UNWIND ready[..$most_of_one] AS d
WITH d ORDER BY d.due, d.id LIMIT $most
SET d.locked = $claim
RETURN d.id AS id
