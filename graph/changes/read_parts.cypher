// Parts that have a record of their own.
UNWIND $rows AS row
MATCH (:Touchpoint {id: row.touchpoint})<-[r:TOOK_PART {record: row.record}]-()
RETURN row.record AS record, r.hash AS hash, r.modified_at AS modified_at, r.seen_at AS seen_at
