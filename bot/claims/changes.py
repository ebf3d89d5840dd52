"""Changes: the difference, the percentage and the two values must agree."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import product

from bot.claims.arithmetic import Range, as_printed, edges, fits, plain, relative, shown, span
from bot.claims.comparisons import Comparison, comparisons
from bot.claims.events import Marked
from bot.claims.outcomes import Outcome, checked, decide
from bot.claims.quantities import Quantity, Unit
from bot.claims.words import Check, Kind, Verdict


def change_checks(marked: Marked) -> Iterator[Check]:
    for comparison in comparisons(marked):
        yield from _checks(comparison)


def _checks(said: Comparison) -> Iterator[Check]:
    """One check for each number of the comparison that the others decide."""
    if said.contradicts_itself and said.percent and said.difference:
        outcome = _two_ways(said.percent, said.difference, said.way)
        yield checked(said.marked, Kind.CHANGE, decide(outcome, is_certain=said.is_joined))
        return
    if said.earlier and said.difference and said.percent and not (said.now and said.is_certain):
        outcome = _of(said.percent, said.difference, said.earlier)
        yield checked(said.marked, Kind.CHANGE, decide(outcome, is_certain=said.is_joined))
        return
    if not said.now:
        if said.percent and not said.percent.is_rough:
            yield checked(said.marked, Kind.CHANGE, _unprinted(said.percent))
        return
    tried = [_outcomes(said, now) for now in said.now]
    best = max(tried, key=lambda each: sum(one.verdict is Verdict.HOLDS for one in each))
    for outcome in best:
        yield checked(said.marked, Kind.CHANGE, decide(outcome, is_certain=said.is_certain))


def _two_ways(percent: Quantity, difference: Quantity, way: int) -> Outcome:
    one, other = ("up", "down") if way > 0 else ("down", "up")
    why = f"{difference.text} is said to be {one}, the {percent.text} beside it {other}"
    return Outcome(percent, Verdict.INCONSISTENT, "", why)


def _of(percent: Quantity, difference: Quantity, earlier: Quantity) -> Outcome:
    """A difference as a percentage of the earlier value, where it is not sure what there is now."""
    if not earlier.value:
        return Outcome(percent, Verdict.LOOK, "", "a percentage of nothing says nothing")
    sizes = product(edges(difference), edges(earlier))
    found = span(abs(size) / before * 100 for size, before in sizes)
    why = f"{difference.text} / {earlier.text} = {_nearly(found, percent)}%"
    verdict = Verdict.HOLDS if fits(percent, found) else Verdict.WRONG
    return Outcome(percent, verdict, as_printed(found.middle, percent), why)


def _unprinted(percent: Quantity) -> Outcome:
    why = "neither the two values nor the difference are printed beside it"
    return Outcome(percent, Verdict.UNCHECKABLE, "", why)


def _outcomes(said: Comparison, now: Quantity) -> list[Outcome]:
    if said.earlier is None and (said.difference is None or not said.way):
        return [_one_value(said.percent, now)] if said.percent else []
    if said.earlier and said.difference and said.difference.unit is not _size_of(said.earlier):
        return []  # seconds are no difference of counts
    outcomes = []
    if said.earlier and said.difference:
        outcomes.append(_difference(said.difference, said.earlier, now, said.way))
    elif said.earlier and said.way and not said.percent and not said.points:
        outcomes.append(_direction(said.earlier, now, said.way))
    elif said.difference and said.way > 0 and said.difference.value > now.value:
        return [_too_much(said.difference, now)] if said.is_certain else []
    if said.percent:
        outcomes.append(_percent(said, said.percent, now))
    if said.points and said.earlier:
        outcomes.append(_points(said.points, said.earlier, now))
    return outcomes


def _size_of(value: Quantity) -> Unit:
    """What a difference of two such values is counted in."""
    return Unit.SECONDS if value.unit is Unit.SECONDS else Unit.COUNT


def _one_value(percent: Quantity, now: Quantity) -> Outcome:
    why = f"{now.text} is printed, the earlier value or the difference is not"
    return Outcome(percent, Verdict.UNCHECKABLE, "", why)


def _difference(printed: Quantity, earlier: Quantity, now: Quantity, way: int) -> Outcome:
    found = span(a - b for a, b in product(edges(now), edges(earlier)))
    size = span((abs(found.low), abs(found.high)))
    sum_ = f"{now.text} − {earlier.text} = {plain(now.value - earlier.value)}"
    agrees = fits(printed, size) and not (way and found.middle and (found.middle > 0) != (way > 0))
    verdict = Verdict.HOLDS if agrees else Verdict.WRONG
    return Outcome(printed, verdict, plain(now.value - earlier.value), sum_)


def _direction(earlier: Quantity, now: Quantity, way: int) -> Outcome:
    change = now.value - earlier.value
    said, found = ("up", "down") if way > 0 else ("down", "up")
    if change * way > 0:
        return Outcome(now, Verdict.HOLDS, said, f"{earlier.text} to {now.text} is {said}")
    found = found if change else "no change"
    why = f"{earlier.text} to {now.text} is {found}; the words say {said}"
    return Outcome(now, Verdict.WRONG, found, why)


def _too_much(difference: Quantity, now: Quantity) -> Outcome:
    why = f"{difference.text} more than before is more than the {now.text} there are now"
    return Outcome(difference, Verdict.IMPOSSIBLE, "", why)


def _percent(said: Comparison, printed: Quantity, now: Quantity) -> Outcome:
    before, words = _before(said, now)
    found = relative(now, before)
    if found is None:
        return Outcome(printed, Verdict.LOOK, "", "a percentage of nothing says nothing")
    computed = as_printed(found.middle, printed)
    change = now.value - span(before).middle
    why = (
        f"{words}; {plain(abs(change))} / {plain(span(before).middle)} = {_nearly(found, printed)}%"
    )
    if said.way and change and (change > 0) != (said.way > 0):
        way = "up" if change > 0 else "down"
        return Outcome(printed, Verdict.WRONG, f"{way} {computed}", f"{why}, {way}")
    if fits(printed, found):
        return Outcome(printed, Verdict.HOLDS, computed, why)
    return Outcome(printed, Verdict.WRONG, computed, why + _other_reading(printed, now, change))


def _before(said: Comparison, now: Quantity) -> tuple[tuple[Decimal, ...], str]:
    """What the earlier value may be, and how it is known."""
    if said.earlier:
        return edges(said.earlier), f"from {said.earlier.text} to {now.text}"
    assert said.difference is not None  # noqa: S101 - one of the two is known here
    sizes = [size * (said.way or 1) for size in edges(said.difference)]
    earlier = tuple(value - size for value, size in product(edges(now), sizes))
    sign = "−" if said.way >= 0 else "+"
    size = plain(abs(said.difference.value))
    return earlier, f"{now.text} {sign} {size} = {plain(span(earlier).middle)} before"


def _nearly(found: Range, printed: Quantity) -> str:
    """One digit more than was printed, to show what was rounded."""
    return shown(found.middle, printed.digits + 1)


def _other_reading(printed: Quantity, now: Quantity, change: Decimal) -> str:
    """What the printed percentage would be right for."""
    size = abs(change)
    if now.unit is Unit.PERCENT and fits(printed, Range(size, size)):
        return f"; {plain(size)} is the change in percentage points"
    if now.unit is not Unit.PERCENT and now.value:
        share = size / now.value * 100
        if fits(printed, Range(share, share)):
            return (
                f"; {printed.text} is right for the wrong base: "
                f"{plain(size)} / {plain(now.value)}, the later value"
            )
    return ""


def _points(printed: Quantity, earlier: Quantity, now: Quantity) -> Outcome:
    change = now.value - earlier.value
    sum_ = f"{now.text} − {earlier.text} = {plain(change)}"
    if now.unit is not Unit.PERCENT:
        return Outcome(printed, Verdict.LOOK, "", f"{sum_} is no difference of percentages")
    found = span(abs(a - b) for a, b in product(edges(now), edges(earlier)))
    size = Range(abs(change), abs(change)) if printed.digits >= now.digits else found
    verdict = Verdict.HOLDS if fits(printed, size) else Verdict.WRONG
    return Outcome(printed, verdict, as_printed(abs(change), printed), f"{sum_} percentage points")
