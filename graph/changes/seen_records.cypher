// Keys of the records of one object with a version of an export taken at one moment, by pages.
MATCH (r:Record)
WHERE r.key > $after AND r.key < $end AND r.versions CONTAINS $version
RETURN r.key AS key
ORDER BY key LIMIT $limit
