"""Amounts as whole minor units: cents, pence, yen."""

from decimal import ROUND_HALF_EVEN, Decimal

from graph.errors import BadInput

_NONE = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF"
_THREE = "BHD IQD JOD KWD LYD OMR TND"
_FOUR = "CLF UYW"
_DECIMALS = {
    code: count for count, codes in ((0, _NONE), (3, _THREE), (4, _FOUR)) for code in codes.split()
}
"""How many decimals a currency has, where it is not two (ISO 4217)."""


MOST_DIGITS = 15
"""Amounts and counts of more digits before the point are slips."""
_MOST_UNITS = 2**63 - 1
"""The largest whole number that the graph holds."""


def is_sane(number: Decimal) -> bool:
    """Whether a number is finite and has no more than 15 digits before the point."""
    return number.is_finite() and number.adjusted() < MOST_DIGITS


def decimals(currency: str) -> int:
    """How many decimals amounts in this currency have."""
    return _DECIMALS.get(currency, 2)


def minor_units(amount: Decimal, currency: str) -> int:
    """The amount in the smallest unit of its currency; what is smaller is rounded, half to even.

    Raises BadInput for one that the graph cannot hold.
    """
    if is_sane(amount):
        units = int(amount.scaleb(decimals(currency)).to_integral_value(ROUND_HALF_EVEN))
        if abs(units) <= _MOST_UNITS:
            return units
    raise BadInput(f"An amount of {amount:.15G} {currency} is too large.")


def major_units(amount: int, currency: str) -> Decimal:
    """The amount in whole units of its currency, exactly."""
    return Decimal(amount).scaleb(-decimals(currency))
