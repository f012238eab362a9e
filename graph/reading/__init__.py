"""Reads of entities: from a neutral selection to one Cypher statement and its answer."""
