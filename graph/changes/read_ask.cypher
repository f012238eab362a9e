// One ask, with whom and what a step of it concerns.
MATCH (k:Ask {id: $id})
WHERE k.deleted IS NULL
OPTIONAL MATCH (p:Person)-[:WAS_ASKED]->(k)
OPTIONAL MATCH (k)-[:ABOUT]->(a:Account)
OPTIONAL MATCH (k)-[:FOR]->(r:AdvocacyRequest)
OPTIONAL MATCH (t:Teammate)-[:REQUESTED]->(r)
OPTIONAL MATCH (r)-[:SERVES]->(:Opportunity)<-[:HAS_OPPORTUNITY]-(prospect:Account)
WITH k, p, a, r, t, prospect ORDER BY p.id, a.id, r.id, t.id, prospect.id LIMIT 1
RETURN properties(k) AS ask, p.id AS person, p.name AS person_name,
       a.id AS account, a.name AS account_name, r.id AS request, r.title AS title,
       r.channel AS channel, r.region AS region, t.id AS requester,
       coalesce(r.prospect_domain, prospect.domain) AS prospect_domain
