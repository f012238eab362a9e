// Asks are found by the end of their reservation: the index is made with this, nothing changes.
OPTIONAL MATCH (k:Ask)
