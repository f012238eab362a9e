// Who the people on our side are.
UNWIND $rows AS row
MATCH (t:Teammate {id: row.id})
SET t = row
