// Touchpoints seen for the first time.
UNWIND $rows AS row
CREATE (t:Touchpoint)
SET t = row
