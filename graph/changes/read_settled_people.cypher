// What each person was last drawn from.
UNWIND $ids AS id
MATCH (p:Person {id: id})
RETURN id, p.settled AS settled
