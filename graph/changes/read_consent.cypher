// Where a consent stands by its newest step, if one was taken.
MATCH (s:Step)-[:STEP_OF]->(:Consent {id: $id})
RETURN s.state AS state ORDER BY s.at DESC LIMIT 1
