"""Foreign formats: how the files of other systems become statements. No Cypher, no database."""
