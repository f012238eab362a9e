// Which of these notices stand already.
UNWIND $ids AS id
MATCH (n:Notice {id: id})
RETURN n.id AS id
