"""Reading one figure: what is typed becomes the number that it plainly says, or is refused.

A number that two people could read differently is never read at all.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal

from bot.entries.durations import seconds
from bot.entries.faults import UnreadableError
from bot.entries.numerals import numeral
from bot.entries.refusals import refuse_known
from bot.entries.text import tidied
from bot.form import accepted
from bot.plan import Metric, MetricKind
from bot.wording import singular

__all__ = ["UnreadableError", "read_value"]

_MINUS = re.compile(r"[-\N{MINUS SIGN}]")
_PERCENT = re.compile(r" ?(%|per ?cent)\Z", re.IGNORECASE)
_POUNDS = re.compile(r"(?P<minus>-?)(?P<sign>£?) ?(?P<rest>\S.*)")


def read_value(text: str, metric: Metric) -> Decimal:
    """The figure as the store keeps it (seconds, pounds, 0 to 100 for percentages); raises
    UnreadableError with a sentence that says what to write."""
    words = tidied(text)
    refuse_known(words)
    value = _READERS[metric.kind](words, metric)
    if value is None:
        raise UnreadableError(f"Write {accepted(metric)}.")
    return value


def _count(words: str, metric: Metric) -> Decimal | None:
    value = _not_below_zero(_without_unit(words, metric))
    if value is not None and "." in words:
        raise UnreadableError(f"Write {accepted(metric)}, without decimals.")
    return value


def _rate(words: str, metric: Metric) -> Decimal | None:
    return _not_below_zero(_without_unit(words, metric))


def _percent(words: str, _metric: Metric) -> Decimal | None:
    value = _not_below_zero(_PERCENT.sub("", words))
    return value if value is not None and value <= 100 else None


def _duration(words: str, _metric: Metric) -> Decimal | None:
    return seconds(words)


def _money(words: str, _metric: Metric) -> Decimal | None:
    found = _POUNDS.fullmatch(_MINUS.sub("-", words).replace("£-", "-£", 1))
    value = numeral(found["rest"].removesuffix(" pounds")) if found else None
    if found is None or value is None:
        return None
    if -int(value.as_tuple().exponent) > 2:
        raise UnreadableError("Write pounds with at most two decimals, such as 1,200.50.")
    return -value if found["minus"] and value else value


def _not_below_zero(words: str) -> Decimal | None:
    if _MINUS.match(words) and numeral(words[1:].lstrip()) is not None:
        raise UnreadableError("Write a number that is not below zero.")
    return numeral(words)


def _without_unit(words: str, metric: Metric) -> str:
    """The number alone, where the metric's own noun was typed behind it: ``88,220 calls``."""
    for noun in (metric.unit, singular(metric.unit)):
        if noun and words.casefold().endswith(f" {noun.casefold()}"):
            return words[: -len(noun)].rstrip()
    return words


_READERS: dict[MetricKind, Callable[[str, Metric], Decimal | None]] = {
    MetricKind.COUNT: _count,
    MetricKind.RATE: _rate,
    MetricKind.PERCENT: _percent,
    MetricKind.DURATION: _duration,
    MetricKind.MONEY: _money,
}
