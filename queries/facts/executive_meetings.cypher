// When each of its people last met, or spoke with, an executive of ours.
MATCH (p:Person)-[:WORKS_AT|STAKEHOLDER_IN]->(a)
WITH DISTINCT p
MATCH (p)-[r:TOOK_PART {part: 'attended'}]->(t:Touchpoint)
WHERE t.at <= $as_of AND t.status = 'held' AND t.reach = 'human'
  AND t.channel IN ['in_person', 'meeting', 'video', 'call']
  AND NOT EXISTS { (p)-[:TOOK_PART {part: 'declined'}]->(t) }
MATCH (ours:Teammate {executive: true})-[part:TOOK_PART]->(t)
WHERE part.part IN ['attended', 'wrote', 'addressed']
WITH p, max(t.at) AS last
RETURN collect({person: p.id, last: last}) AS executive_meetings
