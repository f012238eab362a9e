// Which of these people some record describes.
UNWIND $ids AS id
MATCH (p:Person {id: id})
WHERE p.known
RETURN id
