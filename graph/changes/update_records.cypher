// Keep new versions of records seen before.
UNWIND $rows AS row
MATCH (r:Record {key: row.key})
SET r = row
