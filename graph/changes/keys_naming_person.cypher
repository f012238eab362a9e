// Every key that names each of these.
UNWIND $ids AS id
MATCH (:Person {id: id})<-[:NAMES]-(i:Identifier)
RETURN id, collect(i.key) AS keys
