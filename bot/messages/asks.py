"""The questions that follow from an answer, in the canonical form that `bot.question` reads."""

from __future__ import annotations

from collections.abc import Iterable

from bot.finding import Place, PriorityStatus, Reading
from bot.messages.sheet import Ask
from bot.plan import Metric, Plan, Priority
from bot.quarter import Quarter
from bot.wording import counted


def status(priority: Priority, quarter: Quarter, label: str = "") -> Ask:
    label = label or f"{priority.number}. {priority.short}"
    return Ask(label, f"status {priority.id} {quarter.key}")


def every_figure(status: PriorityStatus) -> Ask:
    count, about = len(status.readings), _narrowed(status)
    return Ask(f"All {count} figures", f"status {about} {status.quarter.key} all")


def every_update(status: PriorityStatus) -> Ask:
    label = f"All {counted(len(status.accounts), 'update')}"
    return Ask(label, f"updates {_narrowed(status)} {status.quarter.key}")


def _narrowed(status: PriorityStatus) -> str:
    """What a status is about, by its ids."""
    about = f"commitment {status.commitment.id}" if status.commitment else status.priority.id
    return f"{about} area {status.area.id}" if status.area else about


def board(quarter: Quarter) -> Ask:
    return Ask("All priorities", f"status {quarter.key}")


def updates(priority: Priority, quarter: Quarter, label: str = "Updates") -> Ask:
    return Ask(label, f"updates {priority.id} {quarter.key}")


def standings(quarter: Quarter) -> Ask:
    return Ask("Standings", f"standings {quarter.key}")


def summary(quarter: Quarter) -> Ask:
    return Ask("Summary", f"summary {quarter.key}")


def caveats(quarter: Quarter, count: int = 0, about: str = "") -> Ask:
    """``about`` is the id of a priority, or ``metric`` and that of a metric."""
    label = f"All {count} caveats" if count > 1 else "All caveats"
    return Ask(label, " ".join(filter(None, ("caveats", about, quarter.key))))


def usage() -> Ask:
    return Ask("Help", "help")


def why(priority: Priority, quarter: Quarter, label: str = "Why: the priority") -> Ask:
    return Ask(label, f"why priority {priority.id} {quarter.key}")


def why_metric(metric: Metric, quarter: Quarter, label: str = "") -> Ask:
    return Ask(label or metric.name, f"why {metric.id} {quarter.key}")


def metric(metric: Metric, quarter: Quarter) -> Ask:
    return Ask(metric.name, f"metric {metric.id} {quarter.key}")


def metrics(readings: Iterable[Reading], quarter: Quarter) -> list[Ask]:
    """One for each metric, once, in the order given."""
    seen = {reading.metric.id: reading.metric for reading in readings}
    return [metric(each, quarter) for each in seen.values()]


def placed(places: Iterable[Place], quarter: Quarter) -> list[Ask]:
    return [metric(place.metric, quarter) for place in places]


def priorities(plan: Plan, quarter: Quarter) -> list[Ask]:
    return [status(each, quarter) for each in plan.priorities]
