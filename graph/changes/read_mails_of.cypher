// Mails with an activity in which these people took part.
UNWIND $ids AS id
MATCH (:Person {id: id})-[:TOOK_PART]->(mail:Touchpoint)<-[:LOGS]-()
RETURN DISTINCT mail.id AS id
ORDER BY id
