// Close a run with what it did.
MATCH (run:ImportRun {id: $id})
SET run += $told
