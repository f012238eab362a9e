// Its parents, subsidiaries and sisters: whoever moves to one of them may still be there.
MATCH (a)-[:PART_OF*1..2]-(r:Account)
WHERE r.known AND r.id <> a.id
WITH DISTINCT r.name AS name, r.domain AS domain
RETURN collect({name: name, domain: domain}) AS relatives
