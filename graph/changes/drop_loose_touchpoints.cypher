// Touchpoints that nothing speaks of any more.
UNWIND $ids AS id
MATCH (t:Touchpoint {id: id})
WHERE t.hash IS NULL AND NOT (t)--()
DELETE t
