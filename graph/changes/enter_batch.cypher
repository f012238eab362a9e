// Enter a batch into the ledger, and how far its run has come.
CREATE (b:ImportBatch)
SET b = $entry
WITH b
MATCH (run:ImportRun {id: $run})
SET run += $progress
