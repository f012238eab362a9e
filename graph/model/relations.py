"""Relationships that hold for a time."""

from graph.model.declaring import SINCE, UNTIL, Property, Reference, Relation, Type
from graph.model.words import FUNCTIONS, PARTS, SENIORITIES

_PERSON_AND_ACCOUNT = (
    Reference("person", "Person", "who", required=True),
    Reference("account", "Account", "where", required=True),
)

WORKS_AT = Relation(
    "WORKS_AT",
    "Person",
    "Account",
    "Somebody works at a company, under one title.",
    (
        Property("title", Type.TEXT, "job title"),
        Property("department", Type.TEXT, "department"),
        Property("seniority", Type.TEXT, "read from the title", values=SENIORITIES),
        SINCE,
        UNTIL,
    ),
    _PERSON_AND_ACCOUNT,
    file="employments.csv",
)

STAKEHOLDER_IN = Relation(
    "STAKEHOLDER_IN",
    "Person",
    "Account",
    "Somebody plays a role for a customer; several at once are normal.",
    (
        Property("role", Type.TEXT, "name of the role", required=True),
        Property("attitude", Type.TEXT, "advocate, supportive, neutral, sceptical or opposed"),
        Property("confidence", Type.NUMBER, "how sure we are", least=0, most=1),
        SINCE,
        UNTIL,
    ),
    (
        Reference("person", "Person", "who", required=True),
        Reference("account", "Account", "where"),
        Reference("opportunity", "Opportunity", "or through which deal"),
    ),
    file="roles.csv",
)

AFFILIATED = Relation(
    "AFFILIATED",
    "Person",
    "Account",
    "A CRM's relation between a contact and an account; employment and roles follow from it.",
    (
        Property("roles", Type.WORDS, "roles it names"),
        Property("direct", Type.FLAG, "the contact's own employer"),
        Property("active", Type.FLAG, "still holds"),
        SINCE,
        UNTIL,
    ),
    _PERSON_AND_ACCOUNT,
    file="affiliations.csv",
)

REPORTS_TO = Relation(
    "REPORTS_TO",
    "Person",
    "Person",
    "The reporting line.",
    (SINCE, UNTIL),
    (
        Reference("person", "Person", "who", required=True),
        Reference("manager", "Person", "to whom", required=True),
    ),
    file="reporting.csv",
)

INFLUENCES = Relation(
    "INFLUENCES",
    "Person",
    "Person",
    "Whose word counts with whom, beside the reporting line.",
    (SINCE, UNTIL),
    (
        Reference("person", "Person", "who", required=True),
        Reference("influenced", "Person", "whom", required=True),
    ),
    file="influence.csv",
)

OWNS = Relation(
    "OWNS",
    "Teammate",
    "Account",
    "Who of us looks after an account.",
    (Property("function", Type.TEXT, "as what", values=FUNCTIONS), SINCE, UNTIL),
    (
        Reference("teammate", "Teammate", "who", required=True),
        Reference("account", "Account", "which account", required=True),
    ),
    file="owners.csv",
)

LOOKS_AFTER = Relation(
    "LOOKS_AFTER",
    "Teammate",
    "Person",
    "Who of us looks after one person.",
    (SINCE, UNTIL),
    (
        Reference("teammate", "Teammate", "who", required=True),
        Reference("person", "Person", "whom", required=True),
    ),
    file="relationships.csv",
)

KNOWS = Relation(
    "KNOWS",
    "Teammate",
    "Person",
    "Who of us knows somebody, in touch or not: a contact in a private network.",
    (
        Property("employer", Type.TEXT, "where that network says the person works"),
        SINCE,
        UNTIL,
    ),
    (
        Reference("teammate", "Teammate", "who", required=True),
        Reference("person", "Person", "whom", required=True),
    ),
    file="acquaintances.csv",
)

SUCCEEDED_BY = Relation(
    "SUCCEEDED_BY",
    "Person",
    "Person",
    "Who took over from somebody who left.",
    (SINCE, UNTIL),
    (
        Reference("person", "Person", "who left", required=True),
        Reference("successor", "Person", "who took over", required=True),
    ),
    file="successions.csv",
)

TOOK_PART = Relation(
    "TOOK_PART",
    "Person",
    "Touchpoint",
    "Somebody's part in a touchpoint; an invitation is not attendance.",
    (
        Property("part", Type.TEXT, "what they did", values=PARTS, required=True),
        Property("responded_at", Type.MOMENT, "when they answered the invitation"),
    ),
    (
        Reference("touchpoint", "Touchpoint", "in what", required=True),
        Reference("participant", "Person", "who, of theirs or ours", required=True),
    ),
    file="participants.csv",
)
