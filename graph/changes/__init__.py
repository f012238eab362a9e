"""Every write: one `.cypher` file per change, beside the typed function that makes it."""
