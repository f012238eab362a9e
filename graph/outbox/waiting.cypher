// Whether there is anything to do: a notice to plan, a delivery that is due.
RETURN EXISTS { MATCH (n:Notice) WHERE n.waiting = true }
    OR EXISTS { MATCH (d:Delivery)-[:GOES_TO]->(to)
                WHERE d.due <= $now AND coalesce(to.held_until, 0) <= $now
                  AND to.disabled_at IS NULL
                  AND any(label IN labels(to) WHERE label IN $channels) } AS waits
