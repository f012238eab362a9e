// Keys that nothing speaks of any more.
UNWIND $keys AS key
MATCH (i:Identifier {key: key})
DETACH DELETE i
