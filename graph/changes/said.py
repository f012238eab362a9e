"""Which statements a change amounts to, and what it takes; the table is `by_people.py`."""

from collections.abc import Iterable, Mapping
from typing import Any

from graph.change import (
    SOURCE,
    Given,
    Said,
    Target,
    born,
    declared,
    key_of,
    own_key,
    said_by,
)
from graph.errors import BadInput, Conflict
from graph.ids import id_from, label_of
from graph.model import (
    ACCOUNT,
    ENTITIES,
    OWNS,
    PERSON,
    STAKEHOLDER_IN,
    TEAMMATE,
    TOUCHPOINT,
    Property,
    Reference,
    Type,
)
from graph.statement import Participant, Statement, Value
from graph.values.mailboxes import folded_address, is_shared
from graph.versions import fingerprint

Inputs = tuple[Property | Reference, ...]

ID = Property("id", Type.TEXT, "which one; left out, a new one is made")
WHO = Reference("person", "Person", "who")
WHERE = Reference("account", "Account", "at which account")
SINCE = Property("since", Type.MOMENT, "from when on; now, if left out")
UNTIL = Property("until", Type.MOMENT, "when it ended; now, if left out")
PARTS = ("attended", "wrote", "addressed", "copied", "declined")
_PARTICIPANTS = tuple(
    Reference(part, "", f"ids of people and teammates who {part}", many=True) for part in PARTS
)


def properties_of(label: str) -> Inputs:
    return tuple(ENTITIES[label].properties)


def _values(given: Given, inputs: Iterable[Property | Reference]) -> dict[str, Value]:
    """What was given of `inputs`, ids of things as their keys."""
    found: dict[str, Value] = {}
    for one in inputs:
        if one.name not in given.values or one.name == "id":
            continue
        value = given.values[one.name]
        if isinstance(one, Reference) and value is not None:
            value = [key_of(v) for v in value] if one.many else key_of(value)
        found[one.name] = value
    return found


# --- accounts, people and teammates


def subject(label: str, inputs: Inputs) -> Any:
    """An account, a person or a teammate: new, or with more said about it."""

    def says(given: Given) -> Said:
        id_ = given.values.get("id")
        values = _values(given, inputs)
        key = own_key(label, given.fresh) if id_ is None else key_of(str(id_))
        if id_ is None and not values.get("name"):
            raise BadInput("A new one needs a name.", "name")
        if label == "Account" and id_ is None:
            values.setdefault("status", "customer")
        names = _names(label, values)
        statement = said_by(label, key, values, given.now)
        target = Target(label, id_from(label, key) if id_ is None else str(id_))
        return Said(
            (
                Statement(
                    statement.kind,
                    statement.key,
                    statement.values,
                    created_at=given.now if id_ is None else None,
                    modified_at=given.now,
                    names=names,
                ),
            ),
            target,
        )

    return says


def _names(label: str, values: dict[str, Value]) -> tuple[str, ...]:
    """The keys that an address gives; the address is folded where it stands."""
    email = values.get("email")
    if label == "Account" or not isinstance(email, str):
        return ()
    values["email"] = folded = folded_address(email)
    if folded is None:
        raise BadInput(f"{email!r} is no e-mail address.", "email")
    return () if is_shared(folded) else (f"email:{folded}",)


ACCOUNT_INPUTS: Inputs = (ID, *ACCOUNT.properties, *ACCOUNT.references)
PERSON_INPUTS: Inputs = (ID, *PERSON.properties)
TEAMMATE_INPUTS: Inputs = (ID, *TEAMMATE.properties)


# --- relations


def relation(kind: str, returns: str, inputs: Inputs, named_by: tuple[str, ...]) -> Any:
    """A relation that holds from `since`, now if left out; named by its ends."""

    def says(given: Given) -> Said:
        values = _values(given, inputs)
        values["since"] = given.moment("since")
        values["until"] = given.values.get("until")
        name = ":".join(str(given.values.get(part)) for part in named_by)
        statement = said_by(kind, own_key(kind, name), values, given.now)
        target = Target(returns, str(given.values[returns.lower()]))
        return Said((born(statement, given.moment("since")),), target)

    return says


def ended_role(given: Given) -> Said:
    """A role that ended, whichever source says it still holds."""
    name = ":".join(str(given.values[part]) for part in ("person", "account", "role"))
    values = _values(given, (WHO, WHERE, *STAKEHOLDER_IN.properties))
    values["until"] = given.moment("until")
    statement = said_by("STAKEHOLDER_IN", own_key("STAKEHOLDER_IN", name), values, given.now)
    return Said((statement,), Target("Person", str(given.values["person"])))


def ended_employment(given: Given) -> Said:
    """An employment that ended: it ends there, and it is evidence of a departure."""
    person, account = str(given.values["person"]), str(given.values["account"])
    at = given.moment("until")
    ends: dict[str, Value] = {"person": key_of(person), "account": key_of(account)}
    ending = said_by(
        "WORKS_AT", own_key("WORKS_AT", f"{person}:{account}:end"), {**ends, "until": at}, given.now
    )
    signal = said_by(
        "Signal",
        own_key("Signal", f"{person}:{account}:{at}"),
        {
            **ends,
            "kind": "employment_ended",
            "weight": 1.0,
            "at": at,
            "source": SOURCE,
            "note": given.values.get("reason"),
        },
        given.now,
    )
    return Said((ending, signal), Target("Person", person))


# --- things


def thing(label: str, inputs: Inputs, **defaults: str) -> Any:
    """A reading, a goal, a consent …: new, or amended where an id is given."""

    def says(given: Given) -> Said:
        values = _values(given, inputs)
        stored = given.stored
        for name in defaults:
            if name in given.values or stored is None or stored.get(name) is None:
                values[name] = given.moment(name)
        for reference in ENTITIES[label].references:
            mentioned = stored is None or reference.name in values
            if reference.required and mentioned and values.get(reference.name) is None:
                raise BadInput(f"{reference.name} must not be empty.", reference.name)
        if stored is not None:
            kept = {p.name: stored.get(p.name) for p in ENTITIES[label].properties}
            values = {**kept, **values}
        key = own_key(label, given.fresh) if stored is None else str(stored["key"])
        statement = said_by(label, key, values, given.said_at)
        return Said((statement,), Target(label, id_from(label, key)))

    return says


def revoked(given: Given) -> Said:
    stored = given.stored or {}
    values: dict[str, Value] = {p.name: stored.get(p.name) for p in ENTITIES["Consent"].properties}
    values["revoked_at"] = given.moment("revoked_at")
    key = str(stored["key"])
    return Said(
        (said_by("Consent", key, values, given.said_at),),
        Target("Consent", id_from("Consent", key)),
    )


def policy(given: Given) -> Said:
    values = _values(given, properties_of("Policy"))
    since = given.moment("since")
    key = own_key("Policy", f"{given.values['segment']}:{since}")
    statement = said_by("Policy", key, {**values, "since": since}, given.now)
    return Said((statement,), Target("Policy", id_from("Policy", key)))


def preference(given: Given) -> Said:
    person = str(given.values["person"])
    values = _values(given, PERSON.properties)
    # It was never so before somebody said it.
    statement = born(said_by("Person", key_of(person), values, given.now), given.now)
    return Said((statement,), Target("Person", person))


# --- touchpoints

TOUCHPOINT_INPUTS: Inputs = (
    *TOUCHPOINT.properties,
    Reference("account", "Account", "the accounts it concerns", many=True),
    *_PARTICIPANTS,
)


def touchpoint(given: Given) -> Said:
    values: dict[str, Value] = {}
    participants: tuple[Participant, ...] = ()
    if given.stored is None:
        key = own_key("Touchpoint", given.fresh)
        values["at"] = given.moment("at")
        values["direction"] = "both"
    else:
        key = _ours(given.stored)
        values = {p.name: given.stored.get(p.name) for p in TOUCHPOINT.properties}
        values["account"] = [key_of(id_) for id_ in given.stored["accounts"]]
        participants = tuple(Participant(**part) for part in given.stored["participants"])
    values |= _values(given, (*TOUCHPOINT.properties, TOUCHPOINT_INPUTS[-len(PARTS) - 1]))
    if any(part in given.values for part in PARTS):
        participants = _participants(given)
    if not participants:
        raise BadInput("A touchpoint needs somebody who took part.", "attended")
    return _logged(given, key, values, participants)


def _logged(
    given: Given, key: str, values: Mapping[str, Value], participants: tuple[Participant, ...]
) -> Said:
    statement = Statement(
        "Touchpoint", key, dict(values), modified_at=given.said_at, participants=participants
    )
    return Said((statement,), Target("Touchpoint", id_from("Touchpoint", key)))


def _participants(given: Given) -> tuple[Participant, ...]:
    return tuple(
        Participant(key_of(id_), part, label_of(id_) or "")
        for part in PARTS
        for id_ in given.values.get(part) or ()
    )


def _ours(stored: Mapping[str, Any]) -> str:
    """The key of a touchpoint that was logged here; another source's is changed there."""
    key = str(stored["key"])
    source = key.partition(":")[0]
    if source != SOURCE:
        raise Conflict(f"This touchpoint comes from {source}; change it there.", "id")
    return key


def cancelled(given: Given) -> Said:
    stored = given.stored or {}
    key = _ours(stored)
    values: dict[str, Value] = {p.name: stored.get(p.name) for p in TOUCHPOINT.properties}
    values |= {"status": "cancelled", "account": [key_of(id_) for id_ in stored["accounts"]]}
    participants = tuple(Participant(**part) for part in stored["participants"])
    return _logged(given, key, values, participants)


def told_apart(given: Given) -> Said:
    """Two people who look like one are two, whatever the evidence so far."""
    one, other = sorted(str(given.values[name]) for name in ("person", "other"))
    if one == other:
        raise BadInput("Nobody can be told apart from themselves.", "other")
    evidence = sorted(set(given.values["evidence"]))
    key = own_key("Distinction", f"{one}:{other}:{fingerprint(evidence)}")
    values: dict[str, Value] = {
        "person": key_of(one),
        "other": key_of(other),
        "evidence": evidence,
        "at": given.now,
        "reason": given.values.get("reason"),
    }
    return Said(
        (said_by("Distinction", key, values, given.now),),
        Target("Person", str(given.values["person"])),
    )


ROLE_INPUTS: Inputs = (WHO, WHERE, *STAKEHOLDER_IN.properties)
OWNER_INPUTS: Inputs = (
    Reference("teammate", "Teammate", "who of us"),
    Reference("account", "Account", "which account"),
    *OWNS.properties,
)
JOB_INPUTS: Inputs = (
    WHO,
    WHERE,
    Property("title", Type.TEXT, "job title"),
    Property("department", Type.TEXT, "department"),
    SINCE,
)
LINE_INPUTS: Inputs = (WHO, Reference("manager", "Person", "to whom"), SINCE, UNTIL)
INFLUENCE_INPUTS: Inputs = (WHO, Reference("influenced", "Person", "whom"), SINCE, UNTIL)
SENTIMENT_INPUTS: Inputs = declared(
    "Sentiment",
    "person",
    "account",
    "at",
    "kind",
    "score",
    "raw",
    "scale_min",
    "scale_max",
    "note",
)
SHARE_INPUTS: Inputs = declared("Share", "person", "resource", "at")
GOAL_INPUTS: Inputs = (ID, *properties_of("Goal"), *ENTITIES["Goal"].references)
CONSENT_INPUTS: Inputs = declared(
    "Consent",
    *("person", "account", "acts", "channels", "regions", "uses"),
    *("since", "until", "revocable", "evidence"),
)
THIS = Property("id", Type.TEXT, "which one", required=True)
