// The last time that a person or account was merged into another by somebody's word.
MATCH (m:Merger {loser: $loser})
RETURN m.id AS id, m.keys AS keys, coalesce(m.touchpoints, []) AS touchpoints,
       coalesce(m.shared, []) AS shared
ORDER BY m.at DESC, m.id LIMIT 1
