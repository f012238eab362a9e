// Parts about to be replaced by a newer version of their record.
UNWIND $rows AS row
MATCH (:Touchpoint {id: row.touchpoint})<-[r:TOOK_PART {record: row.record}]-()
DELETE r
