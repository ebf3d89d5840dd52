"""Figures against what they are parts of, and percentages against what they are made of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from bot.figure import Figure
from bot.plan import Metric, MetricKind, Plan
from bot.statistics.counts import possible
from bot.submission import Concern, concern_key
from bot.wording import amount, number, rounded

PARTS = "parts"
SHARE = "share"

Values = dict[str, Decimal]


def disagreements(
    plan: Plan, figure: Figure, arriving: Sequence[Figure], known: Iterable[Figure]
) -> Iterator[Concern]:
    """Where a figure cannot stand beside what else is said of its period and area; told at the
    part, or at the whole where only that arrives."""
    together = {f.metric for f in arriving}
    values = _values(figure, (*known, *arriving))
    for part in plan.metrics:
        if part.part_of not in values or part.id not in values or part.kind is MetricKind.PERCENT:
            continue
        whole = plan.metric(part.part_of)
        told_at = part.id if part.id in together else whole.id
        if told_at == figure.metric and values[part.id] > values[whole.id]:
            yield _exceeding(figure, part, whole, values)
    yield from _sums(plan, figure, together, values)
    yield from _shares(plan, figure, together, values)


def _values(figure: Figure, figures: Iterable[Figure]) -> Values:
    """What is said of a figure's period and area, by metric; what comes last stands."""
    at = (figure.area, figure.period)
    return {f.metric: f.value for f in figures if (f.area, f.period) == at}


def _exceeding(figure: Figure, part: Metric, whole: Metric, values: Values) -> Concern:
    few, many = amount(values[whole.id], whole), amount(values[part.id], part)
    said = f"{part.name} ({many}) is a part of {whole.name} ({few}) and cannot be more."
    return _found(figure, PARTS, said, few if figure.metric == whole.id else many, is_fault=True)


def _sums(plan: Plan, figure: Figure, together: set[str], values: Values) -> Iterator[Concern]:
    """Parts that add to more than their whole: they may overlap. Told once, at the last part
    that arrives, or at the whole."""
    whole = plan.metric(plan.metric(figure.metric).part_of or figure.metric)
    parts = [m.id for m in plan.metrics if m.part_of == whole.id and m.id in values]
    told_at = [each for each in (whole.id, *parts) if each in together][-1]
    if whole.id not in values or len(parts) < 2 or figure.metric != told_at:
        return
    total, most = sum(values[each] for each in parts), values[whole.id]
    if total > most >= max(values[each] for each in parts):
        added = " + ".join(number(values[each]) for each in parts)
        said = f"Parts of {whole.name}: {added} = {number(Decimal(total))}, more than "
        yield _found(figure, PARTS, f"{said}{number(most)}. Do they overlap?", number(most))


def _shares(plan: Plan, figure: Figure, together: set[str], values: Values) -> Iterator[Concern]:
    """Percentages whose two counts are known, told where they arrive; else at a count."""
    for metric in plan.metrics:
        made_of = (metric.numerator, metric.denominator)
        if metric.id not in values or not all(each in values for each in made_of if each):
            continue
        told_at = next((m for m in (metric.id, *made_of) if m in together), None)
        if all(made_of) and told_at == figure.metric and (said := _share(plan, metric, values)):
            yield _found(figure, SHARE, said, amount(values[metric.id], metric), is_fault=True)


def _share(plan: Plan, metric: Metric, values: Values) -> str:
    """What the two counts give, where that is not what was said; empty where it is."""
    above, below = plan.metric(metric.numerator or ""), plan.metric(metric.denominator or "")
    part, whole, told = values[above.id], values[below.id], values[metric.id]
    digits = max(0, -int(told.as_tuple().exponent))
    if not whole or part > whole:
        return ""
    right = rounded(part / whole * 100, digits)
    if abs(part / whole * 100 - told) <= Decimal(5).scaleb(-digits - 1):
        return ""
    sum_said = f"{amount(part, above)} of {amount(whole, below)} is {amount(right, metric)}"
    impossible = "" if possible(told, digits, int(whole)) else ", and no whole number gives this"
    return f"{sum_said}, not {amount(told, metric)}{impossible}."


def _found(
    figure: Figure, kind: str, said: str, excerpt: str, *, is_fault: bool = False
) -> Concern:
    slot = f"metric:{figure.metric}"
    return Concern(concern_key(slot, kind, said), slot, kind, said, excerpt, is_fault)
