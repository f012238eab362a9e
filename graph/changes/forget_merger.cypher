// Two people are two again; where the one who went had been merged on, their keys went with them.
MATCH (m:Merger)
WITH m, m.id = $id AS forgotten, [key IN m.keys WHERE NOT key IN $keys] AS kept
SET m.keys = kept
WITH m WHERE forgotten
DETACH DELETE m
