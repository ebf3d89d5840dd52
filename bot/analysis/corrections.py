"""What one edition of a quarter changes of the one before, and how a figure is revised."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from hashlib import sha256

from bot.analysis.withholding import family_of, withhold
from bot.figure import Figure, Origin, Vintage
from bot.plan import Caveat, CaveatKind, Plan
from bot.publication import Correction, Edition, Snapshot
from bot.quarter import Quarter, month_label
from bot.wording import amount, sentence

Key = tuple[str, str, str]

WITHHELD = "withheld"


def corrections_of(before: Snapshot, after: Snapshot, edition: Edition) -> tuple[Correction, ...]:
    """The quarter's own figures and updates that differ; what was added has nothing before it,
    what was withdrawn nothing after. ``edition`` is the later one, or its preview. Of a figure
    that must not be told it is said that it differs, and no more."""
    return (*_figures(before, after, edition), *_updates(before, after, edition))


def revised(
    plan: Plan, figure: Figure, value: Decimal, reason: str, by: str, day: date
) -> tuple[Figure, Caveat]:
    """The figure as it is to be, and the caveat that it carries from then on. Of a metric with
    counts that may have to be withheld the caveat names no numbers."""
    metric = plan.metric(figure.metric)
    guarded = family_of(plan, [each.id for each in plan.metrics if each.suppress_below])
    was = "" if metric.id in guarded else f" from {amount(figure.value, metric)}"
    text = sentence(f"Corrected on {day.day} {month_label(day)}{was}: {reason}")
    key = "|".join((figure.metric, figure.area, figure.period.key, f"{value:f}", day.isoformat()))
    caveat = Caveat(f"revised:{sha256(key.encode()).hexdigest()[:24]}", CaveatKind.REVISED, text)
    after = replace(
        figure,
        value=value,
        vintage=Vintage.REVISED,
        origin=Origin.SUBMITTED,
        recorded_by=by,
        caveats=tuple(dict.fromkeys((*figure.caveats, caveat.id))),
    )
    return after, caveat


def _figures(before: Snapshot, after: Snapshot, edition: Edition) -> Iterator[Correction]:
    then, now = _own(before), _own(after)
    told_then, told_now = _told(before, then), _told(after, now)
    for key in sorted(then.keys() | now.keys()):
        was, is_ = then.get(key), now.get(key)
        figure, plan = (is_, after.plan) if is_ else (then[key], before.plan)
        if was is None or is_ is None or str(was.value) != str(is_.value):
            yield Correction(
                edition.quarter,
                name_of(plan, figure),
                told_then.get(key, ""),
                told_now.get(key, ""),
                *(edition.reason, edition.by, edition.at),
                metric=figure.metric,
                area=figure.area,
            )


def _own(snapshot: Snapshot) -> dict[Key, Figure]:
    own = (f for f in snapshot.figures if Quarter.containing(f.period.end) == snapshot.quarter)
    return {(each.metric, each.area, each.period.key): each for each in own}


def _told(snapshot: Snapshot, own: Mapping[Key, Figure]) -> dict[Key, str]:
    """What may be said of each figure of the quarter."""
    told = withhold(snapshot.plan, snapshot.figures).withheld
    hidden = {(each.metric, each.area, each.period.key) for each in told}
    plan = snapshot.plan
    return {
        key: WITHHELD if key in hidden else amount(each.value, plan.metric(each.metric))
        for key, each in own.items()
    }


def name_of(plan: Plan, figure: Figure) -> str:
    """``violence with injury, North LPA, 2021/22 Q3``: which figure it is."""
    area = plan.area(figure.area)
    where = "" if area == plan.force_area else f", {area.name}"
    return f"{plan.metric(figure.metric).name}{where}, {figure.period.label}"


def _updates(before: Snapshot, after: Snapshot, edition: Edition) -> Iterator[Correction]:
    then = {each.id: each for each in before.updates}
    now = {each.id: each for each in after.updates}
    for each in dict.fromkeys((*then, *now)):
        was = then[each].text if each in then else ""
        is_ = now[each].text if each in now else ""
        if was != is_:
            plan, update = (after.plan, now[each]) if each in now else (before.plan, then[each])
            unit, commitment = plan.unit(update.unit), plan.commitment(update.commitment)
            yield Correction(
                edition.quarter,
                f"{unit.name} on {commitment.text}",
                *(was, is_, edition.reason, edition.by, edition.at),
                commitment=update.commitment,
                area=update.area,
            )
