"""What one edition of a quarter changes of the one before."""

from __future__ import annotations

from collections.abc import Iterator

from bot.figure import Figure
from bot.plan import Plan
from bot.publication import Correction, Edition, Snapshot
from bot.quarter import Quarter
from bot.wording import amount


def corrections_of(before: Snapshot, after: Snapshot, edition: Edition) -> tuple[Correction, ...]:
    """The quarter's own figures and updates that differ; what was added has nothing before it,
    what was withdrawn nothing after. ``edition`` is the later one, or its preview."""
    changed = (*_figures(before, after), *_updates(before, after))
    return tuple(
        Correction(edition.quarter, about, was, is_, edition.reason, edition.by, edition.at)
        for about, was, is_ in changed
    )


def _figures(before: Snapshot, after: Snapshot) -> Iterator[tuple[str, str, str]]:
    then, now = _own(before), _own(after)
    for key in sorted(then.keys() | now.keys()):
        was, is_ = _said(before.plan, then.get(key)), _said(after.plan, now.get(key))
        if was != is_:
            figure = now.get(key) or then[key]
            yield name_of(after.plan if key in now else before.plan, figure), was, is_


def _own(snapshot: Snapshot) -> dict[tuple[str, str, str], Figure]:
    return {
        (each.metric, each.area, each.period.key): each
        for each in snapshot.figures
        if Quarter.containing(each.period.end) == snapshot.quarter
    }


def _said(plan: Plan, figure: Figure | None) -> str:
    return amount(figure.value, plan.metric(figure.metric)) if figure else ""


def name_of(plan: Plan, figure: Figure) -> str:
    """``2021/22 Q3, violence with injury, North LPA``: which figure it is."""
    area = plan.area(figure.area)
    where = "" if area == plan.force_area else f", {area.name}"
    return f"{plan.metric(figure.metric).name}{where}, {figure.period.label}"


def _updates(before: Snapshot, after: Snapshot) -> Iterator[tuple[str, str, str]]:
    then = {each.id: each for each in before.updates}
    now = {each.id: each for each in after.updates}
    for each in dict.fromkeys((*then, *now)):
        was = then[each].text if each in then else ""
        is_ = now[each].text if each in now else ""
        if was != is_:
            plan, update = (after.plan, now[each]) if each in now else (before.plan, then[each])
            unit, commitment = plan.unit(update.unit), plan.commitment(update.commitment)
            yield f"{unit.name} on {commitment.text}", was, is_
