// A line behind a switchboard is one of its own: everybody with a number is drawn anew by the next
// import that speaks of them.
MATCH (p:Person)
WHERE p.dial IS NOT NULL
REMOVE p.settled
