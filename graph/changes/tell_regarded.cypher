// Which account and which person each notice concerns: as said, else those of what it is about.
UNWIND $rows AS row
OPTIONAL MATCH (account:Account {id: row.about})
OPTIONAL MATCH (person:Person {id: row.about})
OPTIONAL MATCH (ask:Ask {id: row.about})
OPTIONAL MATCH (consent:Consent {id: row.about})
OPTIONAL MATCH (asset:Asset {id: row.about})
OPTIONAL MATCH (request:AdvocacyRequest {id: row.about})
WITH row, account, person, request, coalesce(ask, consent, asset) AS thing
OPTIONAL MATCH (thing)-[:ABOUT]->(its:Account)
OPTIONAL MATCH (request)-[:SERVES]->(:Opportunity)<-[:HAS_OPPORTUNITY]-(buyer:Account)
OPTIONAL MATCH (thing)<-[:WAS_ASKED|GAVE|FEATURES_IN]-(somebody:Person)
WITH row, account, person, min(its.id) AS its, min(buyer.id) AS buyer, min(somebody.id) AS somebody
RETURN row.id AS id, coalesce(row.account, account.id, its, buyer) AS account,
       coalesce(row.person, person.id, somebody) AS person
