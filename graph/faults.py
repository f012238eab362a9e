"""What nothing may say, whoever says it: values out of bounds, and values that contradict others.

Importers reject such a row, changes refuse it, and a setting that says so is passed over. The
bounds of a value stand in the label table; what two values owe each other stands here.
"""

import math
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from graph.model import (
    ENTITIES,
    PERSON_REFERENCES,
    RELATIONS,
    SCALES,
    Keeping,
    Property,
    Reference,
    Type,
)
from graph.policy import cadence_faults
from graph.statement import Statement

_NO_TEXT = re.compile("[\0\ud800-\udfff]")
"""What no database takes: NUL, and halves of characters."""

Values = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with `field`: `reason` goes on where "it" or the field's name began.

    `beside` are the other fields that the reason speaks of.
    """

    field: str
    reason: str
    beside: tuple[str, ...] = ()

    @property
    def sentence(self) -> str:
        """The fault for the one who named the field so."""
        return f"{self.field} {self.reason}."


def value_fault(declared: Property, value: Any) -> str | None:
    """What is wrong with a value of this property, None where nothing is; None is no value."""
    if value is None:
        return None
    if declared.type is Type.WORDS:
        words = value if isinstance(value, list | tuple) else [value]
        return next(filter(None, (_text_fault(declared, word) for word in words)), None)
    if declared.type is Type.TEXT:
        return _text_fault(declared, value)
    if declared.type in (Type.WHOLE, Type.NUMBER):
        return _number_fault(declared, value)
    return None


def _text_fault(declared: Property, text: Any) -> str | None:
    if declared.values:
        return None if text in declared.values else f"must be one of {', '.join(declared.values)}"
    if not isinstance(text, str) or not text.strip():
        return "must not be blank"
    if _NO_TEXT.search(text):
        return "must not hold a NUL or half a character"
    if declared.pattern and not re.fullmatch(declared.pattern.expression, text):
        return f"must be {declared.pattern.meaning}"
    return None


def _number_fault(declared: Property, number: Any) -> str | None:
    if not isinstance(number, int | float) or not math.isfinite(number):
        return "must be a number"
    least = -math.inf if declared.least is None else declared.least
    most = math.inf if declared.most is None else declared.most
    if least <= number <= most:
        return None
    both = declared.least is not None and declared.most is not None
    return f"must lie between {least} and {most}" if both else f"must be {declared.bounds}"


def faults_of(statement: Statement) -> Iterator[Fault]:
    """Everything that is wrong with what a record says."""
    values = statement.values
    for declared in _declared(statement.kind).properties:
        reason = value_fault(declared, values.get(declared.name))
        if reason is not None:
            yield Fault(declared.name, reason)
    yield from missing(statement)
    yield from contradictions(statement)


def said_fault(statement: Statement, given: Collection[str]) -> Fault | None:
    """What is wrong with what a change says, because of something that was `given`.

    What was stored before is no fault of the one who changes something else, so that a thing
    which never made sense can still be mended or taken back.
    """
    for fault in (*missing(statement), *contradictions(statement)):
        named = {fault.field, *fault.beside}
        if fault.field not in statement.values or not named.isdisjoint(given):
            return fault
    return None


def missing(statement: Statement) -> Iterator[Fault]:
    """Required values that are empty, or not there where a statement is all there is to know."""
    declared = _declared(statement.kind)
    whole = getattr(declared, "keeping", None) is Keeping.LATEST
    for one in declared.properties:
        if one.required and (whole or one.name in statement.values):
            value = statement.values.get(one.name)
            if value in (None, "", []):
                yield Fault(one.name, "must not be empty")


def contradictions(statement: Statement) -> Iterator[Fault]:
    """Values that cannot be true beside one another."""
    values: Values = statement.values
    yield from _dates(values)
    yield from _oneself(statement)
    if statement.kind == "Sentiment":
        yield from _scale(values)
    if statement.kind == "AdvocacyRequest":
        yield from _size(values)
    if statement.kind == "Policy":
        for reason in cadence_faults(values.get("cadences") or ()):
            yield Fault("cadences", reason)


def _dates(values: Values) -> Iterator[Fault]:
    since, until = values.get("since"), values.get("until")
    if since is not None and until is not None and until < since:
        yield Fault("until", "must not lie before since", ("since",))


def _size(values: Values) -> Iterator[Fault]:
    least, most = values.get("min_employees"), values.get("max_employees")
    if least is not None and most is not None and most < least:
        yield Fault("max_employees", "must not lie below min_employees", ("min_employees",))


def _oneself(statement: Statement) -> Iterator[Fault]:
    """Nothing is its own parent, nobody their own manager or successor."""
    for reference, own in _others(statement):
        if statement.values.get(reference.name) in own:
            yield Fault(reference.name, f"must be another {reference.to.lower()}")


def _others(statement: Statement) -> Iterator[tuple[Reference, tuple[Any, ...]]]:
    """The references that name something of the same kind, and the keys they must not hold."""
    relation = RELATIONS.get(statement.kind)
    if relation is None:
        for reference in _references(statement.kind):
            if reference.to == statement.kind and not reference.many:
                yield reference, (statement.key, *statement.names)
    elif relation.start == relation.end:
        one, other = relation.references
        if statement.values.get(one.name) is not None:
            yield other, (statement.values[one.name],)


def _scale(values: Values) -> Iterator[Fault]:
    """An answer lies on its scale, as stated or as its kind has it."""
    kind = values.get("kind")
    low, high = SCALES.get(str(kind), (-1, 1))
    stated = [values.get(name) is not None for name in ("scale_min", "scale_max")]
    low = values["scale_min"] if stated[0] else low
    high = values["scale_max"] if stated[1] else high
    if low >= high:
        if stated[1]:
            reason = f"must lie above scale_min, which is {low:g}"
            yield Fault("scale_max", reason, ("scale_min", "kind"))
        else:
            reason = f"must lie below scale_max, which is {high:g}"
            yield Fault("scale_min", reason, ("kind",))
        return
    raw = values.get("raw")
    on_a_scale = any(stated) or kind in SCALES or values.get("score") is None
    if raw is not None and on_a_scale and not low <= raw <= high:
        reason = f"must lie between {low:g} and {high:g}, the answers of its scale"
        yield Fault("raw", reason, ("scale_min", "scale_max", "kind"))


def _declared(kind: str) -> Any:
    return ENTITIES.get(kind) or RELATIONS[kind]


def _references(kind: str) -> tuple[Reference, ...]:
    return PERSON_REFERENCES if kind == "Person" else ENTITIES[kind].references
