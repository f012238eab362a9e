// The last time that a person was merged into another by somebody's word.
MATCH (m:Merger {loser: $loser})
RETURN m.id AS id, m.keys AS keys
ORDER BY m.at DESC, m.id LIMIT 1
