// Every key that names each of these.
UNWIND $ids AS id
MATCH (:Account {id: id})<-[:NAMES]-(i:Identifier)
RETURN id, collect(i.key) AS keys
