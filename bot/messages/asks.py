"""The questions that follow from an answer, in the canonical form that `bot.question` reads."""

from __future__ import annotations

from collections.abc import Iterable

from bot.finding import Place, Reading
from bot.messages.sheet import Ask
from bot.plan import Metric, Plan, Priority
from bot.quarter import Quarter


def status(priority: Priority, quarter: Quarter, label: str = "") -> Ask:
    label = label or f"{priority.number}. {priority.short}"
    return Ask(label, f"status {priority.id} {quarter.key}")


def every_figure(priority: Priority, quarter: Quarter, count: int) -> Ask:
    return Ask(f"All {count} figures", f"status {priority.id} {quarter.key} all")


def board(quarter: Quarter) -> Ask:
    return Ask("All priorities", f"status {quarter.key}")


def updates(priority: Priority, quarter: Quarter, label: str = "Updates") -> Ask:
    return Ask(label, f"updates {priority.id} {quarter.key}")


def standings(quarter: Quarter) -> Ask:
    return Ask("Standings", f"standings {quarter.key}")


def summary(quarter: Quarter) -> Ask:
    return Ask("Summary", f"summary {quarter.key}")


def caveats(priority: Priority | None = None) -> Ask:
    return Ask("Caveats", f"caveats {priority.id}" if priority else "caveats")


def usage() -> Ask:
    return Ask("Help", "help")


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
