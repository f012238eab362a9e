// When the first touchpoint that anything tells of took place.
MATCH (t:Touchpoint)
RETURN min(t.at) AS at
