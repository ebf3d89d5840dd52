"""Reading what somebody typed against the barest search for likely names."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from rapidfuzz import process

from benchmarks import shire
from benchmarks.rounds import Row, contest, timed
from bot.plan import Plan
from bot.question import understand

_TYPED = ("status violnce", "metric zorblax thing", "why is quux grault so high in tendrng")


def rows(seconds: float) -> Iterator[Row]:
    """Three misspelled questions of a plan of 200 metrics."""
    plan = shire.book(1).plan
    yield contest("questions read", timed(_ours(plan)), timed(_bare(plan)), seconds)


def _ours(plan: Plan) -> Callable[[], object]:
    return lambda: [understand(each, plan, shire.LATEST) for each in _TYPED]


def _bare(plan: Plan) -> Callable[[], object]:
    """Each word held against every name, and the five likest kept."""
    kinds = (plan.priorities, plan.metrics, plan.areas, plan.units)
    names = [each.name for kind in kinds for each in kind]
    words = [word for each in _TYPED for word in each.split()]
    return lambda: [process.extract(each, names, limit=5) for each in words]
