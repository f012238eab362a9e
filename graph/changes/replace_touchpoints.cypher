// Newer versions of touchpoints; parts with a record of their own stay.
UNWIND $rows AS row
MATCH (t:Touchpoint {id: row.touchpoint.id})
CALL (t) {
  MATCH ()-[r:TOOK_PART]->(t) WHERE r.record = t.key
  DELETE r
}
CALL (t) {
  MATCH (t)-[r:CONCERNS]->()
  DELETE r
}
SET t = row.touchpoint
FOREACH (x IN row.people |
  MERGE (p:Person {id: x.id})
  CREATE (p)-[:TOOK_PART {
    part: x.part, who: x.who, record: x.record, responded_at: x.responded_at
  }]->(t))
FOREACH (x IN row.teammates |
  MERGE (p:Teammate {id: x.id})
  CREATE (p)-[:TOOK_PART {
    part: x.part, who: x.who, record: x.record, responded_at: x.responded_at
  }]->(t))
FOREACH (id IN row.accounts | MERGE (a:Account {id: id}) CREATE (t)-[:CONCERNS]->(a))
FOREACH (id IN row.opportunities | MERGE (o:Opportunity {id: id}) CREATE (t)-[:CONCERNS]->(o))
FOREACH (id IN row.escalations | MERGE (e:Escalation {id: id}) CREATE (t)-[:CONCERNS]->(e))
