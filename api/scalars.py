"""The scalars of the API, between what the graph holds and what goes over the wire.

Moments are milliseconds inside and RFC 3339 in UTC outside; amounts are whole minor units inside
and decimals outside.
"""

from datetime import UTC, date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any, NewType

import strawberry
from strawberry.types.scalar import ScalarDefinition

from api.moments import rfc3339
from graph.errors import BadInput
from graph.model import Millis
from graph.money import major_units

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
    since_1970 = moment.astimezone(UTC) - datetime(1970, 1, 1, tzinfo=UTC)
    return (
        since_1970.days * 86_400_000 + since_1970.seconds * 1000 + since_1970.microseconds // 1000
    )


def day_of(text: Any) -> str:
    """The ISO date that a text is."""
    try:
        return date.fromisoformat(text).isoformat()
    except (TypeError, ValueError):
        raise BadInput("A Date reads like 2026-11-22.") from None


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
    if not amount.is_finite() or abs(amount) >= 10**15:
        raise BadInput('A Decimal reads like "1200000.50".')
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
