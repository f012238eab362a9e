// People are found by their telephone number and the domain of their address as well: everybody is
// drawn anew by the next import that speaks of them.
MATCH (p:Person)
WHERE p.known
REMOVE p.settled
