// Somebody says that two people are one; the keys of the one that goes are kept, to part them again.
MATCH (:Person {id: $loser})<-[:NAMES]-(i:Identifier)
WITH collect(i.key) AS keys
CREATE (:Merger {id: $id, loser: $loser, survivor: $survivor, keys: keys, at: $at})
