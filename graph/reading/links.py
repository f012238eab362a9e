"""The ways from one node to others, and the lists that begin at none; see `exposed.py`."""

from collections.abc import Iterable, Mapping

from graph.model import ENTITIES, FUNCTIONS, PARTS, SENIORITIES, Reference, Type
from graph.reading.exposed import HIDDEN, LISTED, Column, Form, Link


def _newest(name: str) -> str:
    return f"head(collect({{r}}.{name}))"


SINCE = Column(
    "since",
    Type.MOMENT,
    "from when on it holds; null: for as long as we know",
    "CASE WHEN count({r}.since) < count({r}) THEN null ELSE min({r}.since) END",
)
UNTIL = Column(
    "until",
    Type.MOMENT,
    "when it ended or will end",
    "CASE WHEN count({r}.until) < count({r}) THEN null ELSE max({r}.until) END",
)
ROLE = Column("role", Type.TEXT, "name of the role", "{r}.role", required=True, tells_apart=True)
ATTITUDE = Column(
    "attitude",
    Type.TEXT,
    "advocate, supportive, neutral, sceptical or opposed",
    _newest("attitude"),
)
CONFIDENCE = Column("confidence", Type.NUMBER, "how sure we are, 0 to 1", "max({r}.confidence)")
SOURCE = Column("source", Type.TEXT, "which source says so", _newest("source"))
PART = Column("part", Type.TEXT, "what they did", "{r}.part", PARTS, True, tells_apart=True)
RESPONDED_AT = Column(
    "responded_at", Type.MOMENT, "when they answered the invitation", "max({r}.responded_at)"
)
FUNCTION = Column(
    "function",
    Type.TEXT,
    "as what",
    "coalesce({r}.function, 'other')",
    FUNCTIONS,
    required=True,
    tells_apart=True,
)
TITLE = Column("title", Type.TEXT, "job title", "{r}.title", tells_apart=True)
DEPARTMENT = Column("department", Type.TEXT, "department", "{r}.department", tells_apart=True)
SENIORITY = Column(
    "seniority",
    Type.TEXT,
    "read from the title",
    "coalesce({r}.seniority, 'unknown')",
    SENIORITIES,
    required=True,
    tells_apart=True,
)

EMPLOYMENT = (TITLE, DEPARTMENT, SENIORITY, SINCE, UNTIL)
STAKEHOLDER = (
    Column("roles", Type.WORDS, "their roles there", "collect(DISTINCT {r}.role)"),
    ATTITUDE,
    CONFIDENCE,
    SOURCE,
    SINCE,
    UNTIL,
    Column("title", Type.TEXT, "job title there", "head(collect({w}.title))"),
    Column("department", Type.TEXT, "department there", "head(collect({w}.department))"),
)
EXTERNAL_ID = (
    Column("source", Type.TEXT, "which system", "split({m}.key, ':')[0]", required=True),
    Column("kind", Type.TEXT, "kind of record there", "split({m}.key, ':')[1]", required=True),
    Column(
        "value",
        Type.TEXT,
        "id of the record there",
        "substring({m}.key, size(split({m}.key, ':')[0]) + size(split({m}.key, ':')[1]) + 2)",
        required=True,
    ),
)
TWO_WAY = (
    "{m}.status = 'held' AND {m}.reach = 'human' "
    "AND ({r}.part = 'attended' OR ({r}.part = 'wrote' AND {m}.direction = 'in'))"
)
"""The customer took part: what counts as a touch of a person."""


def _external_ids() -> Link:
    return Link(
        "external_ids",
        (),
        "({n})<-[{r}:NAMES]-({m}:Identifier)",
        "Its records in other systems.",
        Form.LIST,
        where="size(split({m}.key, ':')) > 2 "
        "AND NOT split({m}.key, ':')[0] IN ['email', 'domain', 'linkedin', 'rapport']",
        columns=EXTERNAL_ID,
        type_name="ExternalId",
    )


_OF_ACCOUNT = (
    _external_ids(),
    Link(
        "parent",
        ("Account",),
        "({n})-[{r}:PART_OF]->({m}:Account)",
        "The company it belongs to.",
        Form.ONE,
        lasting=True,
        newest="coalesce({r}.since, 0) DESC, {m}.id",
    ),
    Link(
        "subsidiaries",
        ("Account",),
        "({n})<-[{r}:PART_OF]-({m}:Account)",
        "The companies that belong to it.",
        lasting=True,
    ),
    Link(
        "owners",
        ("Teammate",),
        "({n})<-[{r}:OWNS]-({m}:Teammate)",
        "Who of us looks after it.",
        Form.LIST,
        lasting=True,
        columns=(FUNCTION, SINCE, UNTIL),
        type_name="Ownership",
        node_name="teammate",
    ),
    Link(
        "stakeholders",
        ("Person",),
        "({n})<-[{r}:STAKEHOLDER_IN]-({m}:Person)",
        "The people who play a role for it.",
        lasting=True,
        columns=STAKEHOLDER,
        type_name="Stakeholder",
        order=("NAME_ASC",),
    ),
    Link(
        "people",
        ("Person",),
        "({n})<-[{r}:WORKS_AT]-({m}:Person)",
        "The people who work there.",
        lasting=True,
        columns=EMPLOYMENT,
        type_name="Employee",
        order=("NAME_ASC",),
    ),
    Link(
        "touchpoints",
        ("Touchpoint",),
        "({n})<-[{r}:CONCERNS]-({m}:Touchpoint)",
        "Our contacts with it, attempts included.",
    ),
)
_OF_PERSON = (
    _external_ids(),
    Link(
        "employments",
        ("Account",),
        "({n})-[{r}:WORKS_AT]->({m}:Account)",
        "Where they work.",
        lasting=True,
        columns=EMPLOYMENT,
        type_name="Employment",
        order=("SINCE_DESC",),
    ),
    Link(
        "roles",
        ("Account",),
        "({n})-[{r}:STAKEHOLDER_IN]->({m}:Account)",
        "The roles they play, and for which account.",
        lasting=True,
        columns=(ROLE, ATTITUDE, CONFIDENCE, SOURCE, SINCE, UNTIL),
        type_name="StakeholderRole",
        order=("ROLE_ASC",),
    ),
    Link(
        "reports_to",
        ("Person",),
        "({n})-[{r}:REPORTS_TO]->({m}:Person)",
        "Their manager.",
        Form.ONE,
        lasting=True,
        newest="coalesce({r}.since, 0) DESC, {m}.id",
    ),
    Link(
        "reports",
        ("Person",),
        "({n})<-[{r}:REPORTS_TO]-({m}:Person)",
        "The people whose manager they are.",
        lasting=True,
    ),
    Link(
        "influences",
        ("Person",),
        "({n})-[{r}:INFLUENCES]->({m}:Person)",
        "The people with whom their word counts.",
        lasting=True,
    ),
    Link(
        "touchpoints",
        ("Touchpoint",),
        "({n})-[{r}:TOOK_PART]->({m}:Touchpoint)",
        "What they were invited to, took part in, wrote or were sent.",
    ),
    Link(
        "last_touch",
        ("Touchpoint",),
        "({n})-[{r}:TOOK_PART]->({m}:Touchpoint)",
        "The last time they attended, spoke or wrote to us.",
        Form.ONE,
        where=TWO_WAY,
        newest="{m}.at DESC, {m}.id",
    ),
    Link(
        "sentiment",
        ("Sentiment",),
        "({n})-[{r}:FELT]->({m}:Sentiment)",
        "The newest reading of how they feel.",
        Form.ONE,
        newest="{m}.at DESC, {m}.id",
    ),
)
_OF_TEAMMATE = (
    Link(
        "accounts",
        ("Account",),
        "({n})-[{r}:OWNS]->({m}:Account)",
        "The accounts they look after.",
        lasting=True,
        columns=(FUNCTION, SINCE, UNTIL),
        type_name="OwnedAccount",
        order=("NAME_ASC",),
    ),
    Link(
        "touchpoints",
        ("Touchpoint",),
        "({n})-[{r}:TOOK_PART]->({m}:Touchpoint)",
        "What they took part in.",
    ),
)
_OF_TOUCHPOINT = (
    Link(
        "participants",
        ("Person", "Teammate"),
        "({n})<-[{r}:TOOK_PART]-({m})",
        "Who took part, was invited or was addressed.",
        columns=(PART, RESPONDED_AT),
        type_name="Participation",
        order=("NAME_ASC",),
    ),
)
_BACK: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "Account": {
        "opportunities": ("Opportunity", "account"),
        "escalations": ("Escalation", "account"),
        "assets": ("Asset", "account"),
        "asks": ("Ask", "account"),
    },
    "Person": {
        "sentiments": ("Sentiment", "person"),
        "goals": ("Goal", "person"),
        "consents": ("Consent", "person"),
        "asks": ("Ask", "person"),
        "assets": ("Asset", "person"),
        "benefits": ("Benefit", "person"),
        "shares": ("Share", "person"),
        "signals": ("Signal", "person"),
        "decisions": ("Decision", "person"),
    },
    "Notice": {"deliveries": ("Delivery", "notice")},
    "Webhook": {"deliveries": ("Delivery", "webhook")},
    "AdvocacyRequest": {"asks": ("Ask", "request"), "steps": ("Step", "request")},
    "Ask": {"steps": ("Step", "ask"), "benefits": ("Benefit", "ask")},
    "Consent": {"steps": ("Step", "consent")},
    "Asset": {"steps": ("Step", "asset")},
}
"""The way back along a reference: the link's name, the kind that refers, and its reference."""


def _along(reference: Reference) -> Link:
    many = reference.many
    return Link(
        _several(reference.name) if many else reference.name,
        (reference.to,),
        _path(reference, "{n}", "{m}", f":{reference.to}"),
        f"{reference.meaning[0].upper()}{reference.meaning[1:]}.",
        Form.LIST if many else Form.ONE,
        newest="{m}.id",
    )


def _several(name: str) -> str:
    return {"person": "people"}.get(name, f"{name}s")


def _back(name: str, label: str, reference_name: str) -> Link:
    entity = ENTITIES[label]
    reference = next(r for r in entity.references if r.name == reference_name)
    path = _path(reference, "{m}", "{n}", "").replace("({m})", f"({{m}}:{label})")
    return Link(name, (label,), path, entity.meaning)


def _path(reference: Reference, start: str, end: str, label: str) -> str:
    left, right = ("-", "->") if reference.outgoing else ("<-", "-")
    return f"({start}){left}[{{r}}:{reference.edge}]{right}({end}{label})"


def _links(label: str) -> Iterable[Link]:
    yield from {
        "Account": _OF_ACCOUNT,
        "Person": _OF_PERSON,
        "Teammate": _OF_TEAMMATE,
        "Touchpoint": _OF_TOUCHPOINT,
    }.get(label, ())
    if label != "Account":
        yield from (_along(r) for r in ENTITIES[label].references if r.edge)
    for name, (other, reference) in _BACK.get(label, {}).items():
        yield _back(name, other, reference)


LINKS: Mapping[str, Mapping[str, Link]] = {
    label: {link.name: link for link in _links(label)} for label in ENTITIES if label not in HIDDEN
}
"""Every link of every kind of node, by label and name."""

DEFAULT_ORDER: Mapping[str, tuple[str, ...]] = {
    "Account": ("NAME_ASC",),
    "Person": ("NAME_ASC",),
    "Teammate": ("NAME_ASC",),
    "Touchpoint": ("AT_DESC",),
    "Sentiment": ("AT_DESC",),
    "Step": ("AT_DESC",),
    "Notice": ("AT_DESC",),
    "Delivery": ("AT_DESC",),
    "ImportRun": ("STARTED_AT_DESC",),
}
"""How nodes of a kind are listed unless told otherwise; the others by id."""


def _root(name: str, label: str, meaning: str) -> Link:
    where = LISTED.get(label, "").replace("{n}", "{m}")
    return Link(name, (label,), f"({{m}}:{label})", meaning, where=where)


ROOTS: Mapping[str, Link] = {
    link.name: link
    for link in (
        _root("accounts", "Account", "The companies we know."),
        _root("people", "Person", "The people we know at customers."),
        _root("teammates", "Teammate", "The people on our side."),
        _root("touchpoints", "Touchpoint", "Every contact, and attempt at one."),
        _root("opportunities", "Opportunity", "Deals, as the CRM tells them."),
        _root("advocacy_requests", "AdvocacyRequest", "What was asked for of the programme."),
        _root("asks", "Ask", "Whom the programme asked, or is about to ask."),
        _root("notices", "Notice", "What our people were told, or are to be told."),
        _root("webhooks", "Webhook", "The addresses on the web that are told."),
        _root("deliveries", "Delivery", "How far each notice has come, to each receiver."),
        _root("import_runs", "ImportRun", "What was imported, and when."),
    )
}
"""The lists that begin at no node."""
