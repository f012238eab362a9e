// Domains of companies the account competes with, as either side is recorded.
OPTIONAL MATCH (other:Account)
WHERE other.known AND other.competitors IS NOT NULL AND a.domain IN other.competitors
RETURN coalesce(a.competitors, []) + collect(other.domain) AS rivals
