"""The label table: everything the graph holds, declared once.

Constraints and indexes (`schema.py`), the columns of the Rapport CSV folder
(`importers/rapport_csv.py`), the GraphQL types (`api/types.py`) and the documentation all derive
from `ENTITIES` and `RELATIONS`. A new property is one line in one of these files.

Times are whole milliseconds since 1970-01-01 UTC, days without a time are ISO dates, money is whole
minor units beside an ISO currency. A relation that can end carries `since` and `until`; a missing
`since` means "as far back as we know", a missing `until` means "still".
"""

from collections.abc import Mapping

from graph.model.advocacy import ADVOCACY_REQUEST, ASK, ASSET, BENEFIT, CONSENT
from graph.model.customers import (
    ACCOUNT,
    ACCOUNT_STATE,
    DATED_ACCOUNT_PROPERTIES,
    DECISION,
    ESCALATION,
    GOAL,
    OPPORTUNITY,
    PERSON,
    PERSON_RECORD,
    PERSON_REFERENCES,
    POLICY,
    RESOURCE,
    ROLE,
    SENTIMENT,
    SIGNAL,
    TEAMMATE,
    TOUCHPOINT,
)
from graph.model.declaring import (
    ADVOCACY,
    CONTACT_DETAILS,
    EVERYONE,
    MOST_DAYS,
    PRIVATE,
    Entity,
    Keeping,
    Millis,
    Property,
    Reader,
    Reference,
    Relation,
    Type,
)
from graph.model.operations import (
    API_KEY,
    AUDIT_ENTRY,
    IDENTIFIER,
    IMPORT_BATCH,
    IMPORT_RUN,
    MERGER,
    RECORD,
)
from graph.model.relations import (
    AFFILIATED,
    INFLUENCES,
    KNOWS,
    LOOKS_AFTER,
    OWNS,
    REPORTS_TO,
    STAKEHOLDER_IN,
    SUCCEEDED_BY,
    TOOK_PART,
    WORKS_AT,
)
from graph.model.words import (
    ACTS,
    ACTS_BY_EFFORT,
    ASK_STATES,
    CHANNELS,
    FUNCTIONS,
    PARTS,
    SCALES,
    SENIORITIES,
    STATUSES,
)

ENTITIES: Mapping[str, Entity] = {
    entity.label: entity
    for entity in (
        ACCOUNT,
        ACCOUNT_STATE,
        PERSON,
        TEAMMATE,
        TOUCHPOINT,
        SENTIMENT,
        GOAL,
        RESOURCE,
        OPPORTUNITY,
        ESCALATION,
        ADVOCACY_REQUEST,
        ASK,
        CONSENT,
        ASSET,
        BENEFIT,
        SIGNAL,
        DECISION,
        POLICY,
        ROLE,
        IDENTIFIER,
        RECORD,
        MERGER,
        IMPORT_RUN,
        IMPORT_BATCH,
        AUDIT_ENTRY,
        API_KEY,
    )
}

RELATIONS: Mapping[str, Relation] = {
    relation.type: relation
    for relation in (
        WORKS_AT,
        STAKEHOLDER_IN,
        AFFILIATED,
        REPORTS_TO,
        INFLUENCES,
        OWNS,
        LOOKS_AFTER,
        KNOWS,
        SUCCEEDED_BY,
        TOOK_PART,
    )
}

__all__ = [
    "ACCOUNT",
    "ACCOUNT_STATE",
    "ACTS",
    "ACTS_BY_EFFORT",
    "ADVOCACY",
    "ADVOCACY_REQUEST",
    "AFFILIATED",
    "API_KEY",
    "ASK",
    "ASK_STATES",
    "ASSET",
    "AUDIT_ENTRY",
    "BENEFIT",
    "CHANNELS",
    "CONSENT",
    "CONTACT_DETAILS",
    "DATED_ACCOUNT_PROPERTIES",
    "DECISION",
    "ENTITIES",
    "ESCALATION",
    "EVERYONE",
    "FUNCTIONS",
    "GOAL",
    "IDENTIFIER",
    "IMPORT_BATCH",
    "IMPORT_RUN",
    "INFLUENCES",
    "KNOWS",
    "LOOKS_AFTER",
    "MOST_DAYS",
    "OPPORTUNITY",
    "OWNS",
    "PARTS",
    "PERSON",
    "PERSON_RECORD",
    "PERSON_REFERENCES",
    "POLICY",
    "PRIVATE",
    "RECORD",
    "RELATIONS",
    "REPORTS_TO",
    "RESOURCE",
    "ROLE",
    "SCALES",
    "SENIORITIES",
    "SENTIMENT",
    "SIGNAL",
    "STAKEHOLDER_IN",
    "STATUSES",
    "SUCCEEDED_BY",
    "TEAMMATE",
    "TOOK_PART",
    "TOUCHPOINT",
    "WORKS_AT",
    "Entity",
    "Keeping",
    "Millis",
    "Property",
    "Reader",
    "Reference",
    "Relation",
    "Type",
]
