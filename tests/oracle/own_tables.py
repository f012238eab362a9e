# ruff: noqa: E501 - a table reads best unbroken
"""Rapport's own tables: what Salesforce has no object for. All values are strings, all times ISO.

`person` is a Salesforce Contact id, `account` a Salesforce Account id; an empty value says nothing.

| table       | columns                                                                              |
|-------------|--------------------------------------------------------------------------------------|
| goals       | person, at, goal                                                                     |
| sentiment   | person, at, kind (judgement, nps, csat, text), score, scale_min, scale_max           |
| consents    | person, acts (';' list), region (empty: everywhere), from, to, revoked_at            |
| assets      | person, kind, at                                                                     |
| asks        | person, account, act, invited_at, accepted_at, scheduled_at, completed_at,           |
|             | declined_at, missed_at, reserved_until                                               |
| holds       | account, from, until (the owner asks that nobody be approached)                      |
| competitors | account, domain                                                                      |
| policy      | segment, from, roles ('champion:14;admin:30', no number: no cadence), contacts,      |
|             | executive_days                                                                       |

This is the one place to rename columns to the product's.
"""

GOALS = "goals"
SENTIMENT = "sentiment"
CONSENTS = "consents"
ASSETS = "assets"
ASKS = "asks"
HOLDS = "holds"
COMPETITORS = "competitors"
POLICY = "policy"
OWN_TABLES = (GOALS, SENTIMENT, CONSENTS, ASSETS, ASKS, HOLDS, COMPETITORS, POLICY)

# Salesforce columns that are an organisation's own.
ARR = "ARR__c"
RENEWAL = "Renewal_Date__c"
SEGMENT = "Segment__c"
CSM = "CSM__c"
REGION = "Region__c"
TOPICS = "Topics__c"
CHAMPION = "Champion__c"
ROLE = "Role__c"
LEFT = "No_Longer_At_Company__c"
FREQUENCY = "Preferred_Contact_Frequency__c"
