// Keep records seen for the first time.
UNWIND $rows AS row
CREATE (:Record {
  key: row.key, kind: row.kind, subject: row.subject, through: row.through, names: row.names,
  versions: row.versions
})
