// People are found by their telephone number as well: whoever has one is drawn anew by the next
// import that speaks of them.
MATCH (p:Person)
WHERE p.phone IS NOT NULL
REMOVE p.settled
