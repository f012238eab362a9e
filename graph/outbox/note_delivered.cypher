// The receiver has it.
MATCH (d:Delivery {id: $id})
SET d.state = 'delivered', d.delivered_at = coalesce(d.delivered_at, $now)
REMOVE d.due, d.problem
