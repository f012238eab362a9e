// Every account, for questions about the whole company.
MATCH (a:Account)
WHERE a.known
RETURN a.id AS id
ORDER BY id
