"""When a figure arrives: does it fit what came before it, and what it is a part of?

What is found is asked about and never refused. Real series drift, so that limits alone would ask
about a quarter of honest figures: asked is only where a figure lies outside the limits and has also
moved further, from the last quarter and from a year ago, than moving ranges do.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from fractions import Fraction

from bot.analysis.pasts import Past, past_of
from bot.analysis.slips import slip_in
from bot.analysis.wholes import disagreements
from bot.figure import Figure
from bot.grounds import Decision
from bot.plan import Caveat, CaveatKind, Metric, MetricKind, Plan
from bot.quarter import Quarter
from bot.statistics.counts import two_periods
from bot.statistics.limits import FEWEST, Limits, limits_of, moving_ranges
from bot.submission import Concern, concern_key
from bot.wording import amount, counted, sentence

KIND = "surprise"
REPEAT = "repeat"

_SMALL = 20  # a mean up to which chance alone is what a count of events is held against
_LEVEL = 0.998  # as far out as process limits are
_MOVE = Fraction(3267, 1000)  # of the mean moving range: the limit of the ranges themselves
_FAR = {MetricKind.DURATION: 3}  # times the largest, or below the smallest by as much
_TIMES = 2
_POINTS = 15  # percentage points beyond what was seen
_UNREMARKABLE = Fraction(1, 20)  # of the nearest figure seen
_UNLIKELY_TWICE = 1_000  # a count from here on is hardly ever the same twice


def surprises_of(
    plan: Plan,
    arriving: Sequence[Figure],
    known: Iterable[Figure],
    decisions: Iterable[Decision] = (),
) -> tuple[Concern, ...]:
    """What should be asked about figures that arrive together, in their order. ``known`` is what
    is recorded already; what it holds of the same periods is only looked at for parts."""
    known, decisions = tuple(known), tuple(decisions)
    found: list[Concern] = []
    for figure in arriving:
        past = past_of(plan, figure, known, decisions)
        found += [*_surprises(figure, past)] if past else []
        found += disagreements(plan, figure, arriving, known)
    return tuple({each.key: each for each in found}.values())


def caveat_of(concern: Concern, quarter: Quarter) -> Caveat | None:
    """What the published figure has to say of a concern that was explained, under an id that is
    the same whenever it is asked for; None of prose, and of what nobody explained."""
    about, _, metric = concern.slot.partition(":")
    if about != "metric" or not concern.explanation.strip():
        return None
    why = sentence(" ".join(concern.explanation.split()))
    text = f"{concern.excerpt}: {concern.said} Explained by who reported it: {why}"
    key = concern_key(quarter.key, metric, concern.key)
    return Caveat(f"explained:{key}", CaveatKind.EXPLAINED, text)


def _surprises(figure: Figure, past: Past) -> Iterator[Concern]:
    """At most one: a figure that is repeated cannot be out of the ordinary too."""
    if repeated := _repeated(figure, past):
        yield _concern(figure, REPEAT, past.metric, repeated)
    elif said := _unexpected(figure.value, past):
        hint = slip_in(figure.value, past)
        yield _concern(figure, KIND, past.metric, f"{said} {hint}".strip())


def _concern(figure: Figure, kind: str, metric: Metric, said: str) -> Concern:
    """The key is of the value and not of the words: what was said of it holds when more is
    known of what came before."""
    slot, value = f"metric:{figure.metric}", f"{figure.value:f}"
    return Concern(concern_key(slot, kind, value), slot, kind, said, amount(figure.value, metric))


def _repeated(figure: Figure, past: Past) -> str:
    is_count = past.metric.kind in (MetricKind.COUNT, MetricKind.MONEY) and not past.metric.stock
    if not is_count or past.period.days == 1 or figure.value < _UNLIKELY_TWICE:
        return ""
    for earlier in (past.last, past.year_earlier()):
        if earlier and earlier.value == figure.value:
            return f"Exactly the figure of {earlier.period.label}: was it carried over?"
    return ""


def _unexpected(value: Decimal, past: Past) -> str:
    """Why a value is out of the ordinary, in words; empty where it is not."""
    if _is_close(value, past):
        return ""
    if _is_small(past):
        return _beyond_chance(value, past)
    limits = _limits(past)
    if limits and (said := _outside(value, past, limits)):
        return said
    return _far_off(value, past)


def _is_close(value: Decimal, past: Past) -> bool:
    """Whether it is within what was seen, or hardly beyond it."""
    nearest = min(max(value, min(past.values)), max(past.values))
    room = 1 if past.metric.kind is MetricKind.PERCENT else abs(nearest) * Decimal("0.05")
    return abs(value - nearest) <= room


def _is_small(past: Past) -> bool:
    """Whether these are events so few that chance alone makes much of their differences."""
    is_events = past.metric.kind is MetricKind.COUNT and not past.metric.stock
    whole = all(each >= 0 and each % 1 == 0 for each in past.values)
    days = past.period.days > 1
    return is_events and days and whole and sum(past.values) <= _SMALL * len(past.values)


def _beyond_chance(value: Decimal, past: Past) -> str:
    """By the exact test, against all that was counted before."""
    if value < 0 or value % 1 or not _is_beyond_chance(int(value), past):
        return ""
    low, high = _chances(past)
    many = _basis(past)
    return f"Outside what chance would make of {many}: {low} to {high}."


def _is_beyond_chance(count: int, past: Past) -> bool:
    total, days = int(sum(past.values)), (past.period.days, past.whole_days)
    return two_periods(count, total, *days, level=_LEVEL).passes


def _chances(past: Past) -> tuple[int, int]:
    """The least and the most that the exact test would let pass."""
    expected = int(sum(past.values) * past.period.days / past.whole_days)
    low = high = expected
    while low > 0 and not _is_beyond_chance(low - 1, past):
        low -= 1
    while not _is_beyond_chance(high + 1, past):
        high += 1
    return low, high


def _limits(past: Past) -> Limits | None:
    """None where the points are too few, and where neighbours overlap or are no quarters."""
    if past.metric.rolling or not past.is_quarterly or len(past.figures) < FEWEST:
        return None
    return limits_of(past.spaced())


def _outside(value: Decimal, past: Past, limits: Limits) -> str:
    exact = Fraction(value)
    if limits.lower <= exact <= limits.upper or not _has_moved(exact, past):
        return ""
    low, high = _span(limits.drawn(past.metric.kind), past.metric)
    trial = f" ({counted(limits.points, 'quarter')} give a first idea only)" if limits.trial else ""
    if low == high:
        return f"In {_basis(past)} it was always {low}."
    expect = f"Outside what {_basis(past)} would lead you to expect: {low} to {high}"
    return f"{expect}{trial}."


def _has_moved(value: Fraction, past: Past) -> bool:
    """Whether it is further from the last figure, and from that of a year ago, than quarters are
    from each other."""
    ranges = moving_ranges(past.spaced())
    reach = _MOVE * sum(ranges, Fraction(0)) / len(ranges)
    near = [each for each in (past.last, past.year_earlier()) if each]
    return all(abs(value - past.scaled(f)) > reach for f in near)


def _far_off(value: Decimal, past: Past) -> str:
    """Far from all that was seen, where too little is known for limits."""
    low, high = min(past.values), max(past.values)
    times = _FAR.get(past.metric.kind, _TIMES)
    is_far = value > high * times or value * times < low
    if past.metric.kind is MetricKind.PERCENT:
        is_far = is_far or value > high + _POINTS or value < low - _POINTS
        is_far = is_far and min(abs(value - low), abs(value - high)) >= 2
    if not is_far:
        return ""
    metric = past.metric
    if len(past.figures) == 1:
        return f"Far from the one earlier figure: {amount(low, metric)} ({past.last.period.label})."
    return f"Far from what {_basis(past)} were: {amount(low, metric)} to {amount(high, metric)}."


def _basis(past: Past) -> str:
    """``the last 20 quarters``; figures, where there are gaps or other periods between them."""
    count = len(past.figures)
    if count == 1:
        return f"the one earlier figure ({past.last.period.label})"
    unbroken = past.is_quarterly and None not in past.spaced()
    return f"the last {count} {'quarters' if unbroken else 'figures'}"


def _span(limits: Limits, metric: Metric) -> tuple[str, str]:
    """The limits in round numbers, rounded inwards: what is outside is so in print too."""
    step = _step(limits.upper - limits.lower, metric)
    low, high = -(-limits.lower // step) * step, limits.upper // step * step
    if low > high:
        low, high = limits.lower, limits.upper
    return amount(_decimal(low, step), metric), amount(_decimal(high, step), metric)


def _step(width: Fraction, metric: Metric) -> Fraction:
    """A power of ten that leaves two digits of the width; whole ones for what is counted."""
    digits = len(str(int(width))) - 2 if width >= 1 else -2
    is_whole = metric.kind in (MetricKind.COUNT, MetricKind.DURATION)
    return max(Fraction(10) ** digits, Fraction(1)) if is_whole else Fraction(10) ** digits


def _decimal(value: Fraction, step: Fraction) -> Decimal:
    places = 0 if step >= 1 else len(str(step.denominator)) - 1
    return round(Decimal(value.numerator) / Decimal(value.denominator), places)
