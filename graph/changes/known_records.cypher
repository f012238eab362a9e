// Keys of the records of one object, a page at a time; `fresh` are those first seen in this export.
MATCH (r:Record)
WHERE r.key > $after AND r.key < $end
RETURN r.key AS key, r.versions STARTS WITH $first AS fresh
ORDER BY key LIMIT $limit
