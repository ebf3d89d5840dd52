"""What a figure that does not fit may have been meant to be: slips of the hand and of the unit."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from bot.analysis.pasts import Past
from bot.plan import Metric, MetricKind
from bot.wording import amount

_ROOM = Decimal("1.25")  # times the largest figure seen, or below the smallest by as much
_OFF = 3  # times as much, from which on a slip is likelier than news


def slip_in(value: Decimal, past: Past) -> str:
    """The slip that would explain a figure, as a question; empty where none would."""
    if min(past.values) < value * _OFF and value < max(past.values) * _OFF:
        return ""
    for meant, question in _slips(value, past.metric):
        if _fits(meant, past):
            return question.format(amount(_tidied(meant, past.metric), past.metric))
    return ""


def _tidied(meant: Decimal, metric: Metric) -> Decimal:
    """Without the digits that reckoning added to it."""
    shown = round(meant) if metric.kind is MetricKind.COUNT else round(meant, 2)
    return Decimal(f"{Decimal(shown).normalize():f}")


def _slips(value: Decimal, metric: Metric) -> Iterator[tuple[Decimal, str]]:
    if metric.kind is MetricKind.DURATION:
        yield value * 60, "Typed in minutes? As minutes it is {}."
        yield value / 60, "Typed in seconds? As seconds it is {}."
    if metric.kind is MetricKind.PERCENT:
        yield value * 100, "Typed as a fraction? As a percentage it is {}."
    yield value / 10, "A digit too many? One fewer makes it {}."
    yield value * 10, "A digit too few? Ten times as much is {}."
    yield value / 100, "Two digits too many? Without them it is {}."
    yield value * 100, "Two digits too few? A hundred times as much is {}."
    if metric.kind is not MetricKind.PERCENT:
        yield value * 1_000, "Typed in thousands? Then it is {}."


def _fits(meant: Decimal, past: Past) -> bool:
    """Whether it is near what was seen."""
    return meant > 0 and min(past.values) / _ROOM <= meant <= max(past.values) * _ROOM
