// Somebody says that two accounts are one; to part them again, the keys of the one that goes are kept,
// and which touchpoints concern it alone and which both.
MATCH (:Account {id: $loser})<-[:NAMES]-(i:Identifier)
WITH collect(i.key) AS keys
CALL () {
  MATCH (t:Touchpoint)-[:CONCERNS]->(:Account {id: $loser})
  WHERE NOT EXISTS { (t)-[:CONCERNS]->(:Account {id: $survivor}) }
  RETURN collect(DISTINCT t.id) AS touchpoints
}
CALL () {
  MATCH (:Account {id: $survivor})<-[:CONCERNS]-(t:Touchpoint)-[:CONCERNS]->(:Account {id: $loser})
  RETURN collect(DISTINCT t.id) AS shared
}
CREATE (:Merger {
  id: $id, loser: $loser, survivor: $survivor, keys: keys, touchpoints: touchpoints, shared: shared,
  at: $at
})
