// The stakeholder roles every deployment knows.
UNWIND ['champion', 'executive_sponsor', 'economic_buyer', 'decision_maker', 'technical_lead',
        'admin', 'power_user', 'end_user', 'influencer', 'procurement', 'legal'] AS name
MERGE (r:Role {id: 'rol_' + name})
SET r.name = name, r.catalogued = true
