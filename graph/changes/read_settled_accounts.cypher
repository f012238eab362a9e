// What each account was last drawn from.
UNWIND $ids AS id
MATCH (a:Account {id: id})
RETURN id, a.settled AS settled
