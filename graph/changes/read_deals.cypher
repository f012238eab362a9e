// The account of each deal, and when the deal was deleted.
UNWIND $ids AS id
MATCH (o:Opportunity {id: id})
OPTIONAL MATCH (a:Account)-[:HAS_OPPORTUNITY]->(o)
RETURN id, a.id AS account, o.deleted_at AS deleted_at
