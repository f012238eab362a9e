"""The scalars of the API, between what the graph holds and what goes over the wire.

Moments are milliseconds inside and RFC 3339 in UTC outside; amounts are whole minor units inside
and decimals outside.
"""

from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation
from typing import Any, NewType

import strawberry
from strawberry.types.scalar import ScalarDefinition

from api.moments import rfc3339
from graph.errors import BadInput
from graph.model import Millis
from graph.values.calendar import OUTSIDE, millis
from graph.values.money import is_sane, major_units

DateTime = NewType("DateTime", int)
Date = NewType("Date", str)
Amount = NewType("Amount", Decimal)
Segment = NewType("Segment", str)


def moment_of(text: Any) -> Millis:
    """The moment an RFC 3339 text names; it must say its offset from UTC."""
    wrong = BadInput("A DateTime reads like 2026-11-22T06:54:00Z, with an offset or Z.")
    if not isinstance(text, str) or len(text) < len("2026-11-22T06:54Z"):
        raise wrong
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise wrong from None
    if moment.tzinfo is None:
        raise wrong
    at = millis(moment)
    if at is None:
        raise BadInput(f"The DateTime {text} {OUTSIDE}.")
    return at


def day_of(text: Any) -> str:
    """The ISO date that a text is."""
    try:
        day = date.fromisoformat(text)
    except (TypeError, ValueError):
        raise BadInput("A Date reads like 2026-11-22.") from None
    if millis(datetime.combine(day, time())) is None:
        raise BadInput(f"The Date {day} {OUTSIDE}.")
    return day.isoformat()


def amount_text(amount: Any) -> str:
    """A decimal amount as text; of minor units and their currency, as the graph holds it."""
    if isinstance(amount, list | tuple):
        minor, currency = amount
        amount = major_units(minor, currency)
    return f"{amount:f}"


def amount_of(value: Any) -> Decimal:
    """The decimal that a text or number is."""
    try:
        amount = Decimal(str(value))
    except InvalidOperation:
        amount = Decimal("NaN")
    if not is_sane(amount):
        raise BadInput(
            'A Decimal reads like "1200000.50", with 15 digits before the point at most.'
        )
    return amount


SCALARS: dict[object, ScalarDefinition] = {
    DateTime: strawberry.scalar(
        name="DateTime",
        description="A moment in RFC 3339, in UTC: 2026-11-22T06:54:00Z.",
        serialize=rfc3339,
        parse_value=moment_of,
    ),
    Date: strawberry.scalar(
        name="Date",
        description="A day in ISO 8601, without a time: 2026-11-22.",
        serialize=str,
        parse_value=day_of,
    ),
    Amount: strawberry.scalar(
        name="Decimal",
        description='An exact decimal number, as text: "1200000.50".',
        serialize=amount_text,
        parse_value=amount_of,
    ),
    Segment: strawberry.scalar(
        name="Segment",
        description="strategic, enterprise, mid_market, smb, digital, or a segment of the "
        "operator's own policy.",
        serialize=str,
        parse_value=str,
    ),
}
