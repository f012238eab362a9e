// Keep records seen for the first time.
UNWIND $rows AS row
CREATE (r:Record)
SET r = row
