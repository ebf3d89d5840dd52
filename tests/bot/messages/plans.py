"""All the answers that there are about a plan, made from its findings as the doors make them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot import analysis
from bot.charts.alt import alt
from bot.figure import Figure, Standing, Told
from bot.finding import Drawable, Illustration, MetricStatus, PriorityStatus
from bot.grounds import NO_GROUNDS, Grounds
from bot.messages import answers, asks, why
from bot.messages.sheet import Message
from bot.plan import Metric, Plan, Update
from bot.quarter import Quarter

Pages = tuple[Message, ...]


@dataclass(frozen=True)
class Telling:
    """A plan with its figures, standings and updates, told for one quarter."""

    plan: Plan
    quarter: Quarter
    figures: Sequence[Figure]
    standings: Sequence[Standing]
    updates: Sequence[Update]
    grounds: Grounds = NO_GROUNDS

    def __iter__(self) -> Iterator[Pages]:
        statuses = [self.status(each.id) for each in self.plan.priorities]
        for status in statuses:
            drawn = pictures(analysis.pictures_of_status(self.plan, status))
            for every in (True, False):
                yield answers.status_answer(self.plan, status, drawn, ["Read so."], every=every)
        yield answers.board_answer(self.plan, self._board(statuses), (), ())
        yield from map(self.metric, self.plan.metrics)
        yield from self.why()
        yield from self.overviews()
        yield self.updated(self.updates)

    def status(self, priority: str) -> PriorityStatus:
        return analysis.status_of(
            self.plan,
            self.plan.priority(priority),
            self.quarter,
            self.figures,
            self._by_metric(),
            self.updates,
            grounds=self.grounds,
        )

    def metric(self, metric: Metric) -> Pages:
        status = self.metric_status(metric)
        drawn = pictures(analysis.pictures_of_metric(self.plan, status))
        return answers.metric_answer(self.plan, status, drawn, ())

    def metric_status(self, metric: Metric) -> MetricStatus:
        told = Told(tuple(self.figures))
        return analysis.metric_status_of(
            self.plan, metric, self.quarter, told, self._by_metric(), self.grounds
        )

    def why(self) -> Iterator[Pages]:
        for metric in self.plan.metrics:
            status = self.metric_status(metric)
            drawn = pictures(analysis.pictures_of_groups(self.plan, status))
            yield why.why_metric(self.plan, status, analysis.reasons_of(status), drawn, ["So."])
        for each in self.plan.priorities:
            priority = self.status(each.id)
            yield why.why_priority(self.plan, priority, analysis.reasons_of(priority), ())

    def updated(self, updates: Sequence[Update], about: str = "All") -> Pages:
        accounts = analysis.accounts_of(self.plan, updates)
        return answers.updates_answer(self.plan, about, self.quarter, accounts, ())

    def found(self, words: str) -> Pages:
        found = [
            answers.Found(metric.name, words, asks.metric(metric, self.quarter))
            for metric in self.plan.metrics
        ]
        return answers.search_answer(self.plan, words, found, more=False)

    def overviews(self) -> Iterator[Pages]:
        places = self._places(self.plan.metrics)
        summary = analysis.summary_of(self.plan, self.quarter, places)
        drawn = pictures(analysis.pictures_of_places(self.plan, places))
        yield answers.standings_answer(self.plan, self.quarter, summary, drawn, ())
        yield answers.summary_answer(self.plan, summary, drawn, ())
        readings = analysis.readings_of(self.plan, self.plan.metrics, self.figures, self.quarter)
        yield answers.caveats_answer(self.plan, "all", self.quarter, readings, places, ())

    def _board(self, statuses: Sequence[PriorityStatus]):
        return analysis.board_of(self.plan, self.quarter, statuses)

    def _places(self, metrics: Sequence[Metric]):
        return analysis.places_of(self.plan, metrics, self._by_metric(), self.quarter)

    def _by_metric(self) -> dict[str, list[Standing]]:
        held: dict[str, list[Standing]] = {}
        for each in self.standings:
            held.setdefault(each.metric, []).append(each)
        return held


def pictures(drawables: Sequence[Drawable]) -> list[Illustration]:
    return [Illustration(each, alt(each)) for each in drawables]
