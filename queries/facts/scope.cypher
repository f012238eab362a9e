// The accounts that are asked about; each piece below adds one column about `a`.
UNWIND $accounts AS account_id
MATCH (a:Account {id: account_id})
WHERE a.known AND coalesce(a.deleted_at, $as_of + 1) > $as_of
