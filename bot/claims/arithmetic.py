"""Whether a printed number agrees with a computed one, to the digits printed and no more."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, localcontext
from itertools import product

from bot.claims.quantities import Quantity, Unit

_ROUGHLY = Decimal("0.05")  # "about", "over", "nearly": within a twentieth is taken at its word


@dataclass(frozen=True)
class Range:
    """What a computed number may be, where the numbers behind it were printed rounded."""

    low: Decimal
    high: Decimal

    @property
    def middle(self) -> Decimal:
        return (self.low + self.high) / 2


def span(values: Iterable[Decimal]) -> Range:
    found = tuple(values)
    return Range(min(found), max(found))


def edges(quantity: Quantity) -> tuple[Decimal, ...]:
    """The least and the most that a rounded number can stand for."""
    if not quantity.half:
        return (quantity.value,)
    return (quantity.value - quantity.half, quantity.value + quantity.half)


def fits(printed: Quantity, computed: Range) -> bool:
    """Whether the printed number is the computed one, rounded to its digits."""
    half = _half(printed)
    if printed.is_rough:
        half = max(half, printed.value * _ROUGHLY)
    return computed.low - half <= printed.value <= computed.high + half


def _half(printed: Quantity) -> Decimal:
    if printed.half:
        return printed.half
    return Decimal("0.5") if printed.unit in (Unit.PERCENT, Unit.POINTS) else Decimal(0)


def relative(now: Quantity, earlier: Iterable[Decimal]) -> Range | None:
    """The change in percent of the earlier value, without its sign; None where that is 0."""
    pairs = list(product(edges(now), earlier))
    if any(before <= 0 for _, before in pairs):
        return None
    return span(abs(after - before) / before * 100 for after, before in pairs)


def shown(value: Decimal, digits: int = 0) -> str:
    """A computed number with thousands and as many digits behind the point as asked for."""
    with localcontext() as context:
        context.prec = 50
        return f"{value.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP):,f}"


def plain(value: Decimal) -> str:
    """A number as it is, with thousands and without idle zeros."""
    text = f"{value:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def as_printed(value: Decimal, like: Quantity) -> str:
    """A computed number in the digits and with the unit of the printed one."""
    ending = {Unit.PERCENT: "%", Unit.POINTS: " percentage points", Unit.SECONDS: " seconds"}
    return f"{shown(value, like.digits)}{ending.get(like.unit, '')}"
