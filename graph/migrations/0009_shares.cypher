// What was offered to whom: such nodes are found by their id, and none is there yet.
UNWIND [] AS nothing
