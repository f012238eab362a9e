// Notices whose deliveries are planned wait no more.
UNWIND $ids AS id
MATCH (n:Notice {id: id})
REMOVE n.waiting
