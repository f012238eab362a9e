// Parts that have a record of their own.
UNWIND $rows AS row
MATCH (:Touchpoint {id: row.touchpoint})<-[r:TOOK_PART {record: row.record}]-(who)
RETURN row.record AS record, row.touchpoint AS touchpoint, head(labels(who)) AS label,
       who.id AS id, r.who AS who, r.part AS part, r.responded_at AS responded_at,
       r.hash AS hash, r.modified_at AS modified_at, r.seen_at AS seen_at
