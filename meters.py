"""The roof: what the bot counts, as Prometheus metrics. Nothing here names a person or a text."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from datetime import datetime

from prometheus_client import CollectorRegistry, Counter, Histogram, ProcessCollector
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.metrics_core import Metric
from prometheus_client.registry import Collector

from bot.charts import Picture
from bot.delivery import DeliveryState
from bot.finding import Drawable
from handlers.meter import Fate, Outcome
from storage.backlog import backlog, troubled
from storage.session import Store, StoreFault

_SECONDS = (0.05, 0.1, 0.25, 0.5, 1, 2, 3, 5, 10, 30)  # people wait three; Slack waits no longer

Draw = Callable[[Drawable], Future[Picture]]


class Meters:
    """Counts of this process. What is true of all replicas is read from the store when asked."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        ProcessCollector(registry=self.registry)
        self._requests = Counter(
            "pcp_requests",
            "Requests by people, by the kind of work and what became of them",
            ["work", "outcome"],
            registry=self.registry,
        )
        self._latency = Histogram(
            "pcp_request_seconds",
            "From the ack of a request to the end of its work",
            ["work"],
            buckets=_SECONDS,
            registry=self.registry,
        )
        self._deliveries = Counter(
            "pcp_deliveries",
            "Tries to deliver, by kind and what became of them",
            ["kind", "fate"],
            registry=self.registry,
        )
        self._renders = Histogram(
            "pcp_render_seconds",
            "From asking for a chart to having it, by outcome",
            ["outcome"],
            buckets=_SECONDS,
            registry=self.registry,
        )

    def answered(self, work: str, outcome: Outcome, seconds: float) -> None:
        self._requests.labels(work, outcome.value).inc()
        self._latency.labels(work).observe(seconds)

    def delivered(self, kind: str, fate: Fate) -> None:
        self._deliveries.labels(kind, fate.value).inc()

    def drawing(self, draw: Draw) -> Draw:
        """The same way of drawing, timed; a picture that is at hand takes no time."""

        def timed(finding: Drawable) -> Future[Picture]:
            began = time.perf_counter()
            promise = draw(finding)
            promise.add_done_callback(lambda done: self._drawn(done, began))
            return promise

        return timed

    def _drawn(self, promise: Future[Picture], began: float) -> None:
        failed = promise.cancelled() or promise.exception() is not None
        outcome = "failed" if failed else "drawn"
        self._renders.labels(outcome).observe(time.perf_counter() - began)

    def watch(self, store: Store, plan_id: str, now: Callable[[], datetime]) -> None:
        """Tell also what stands in the store, looked up whenever somebody asks."""
        self.registry.register(_Stored(store, plan_id, now))


class _Stored(Collector):
    def __init__(self, store: Store, plan_id: str, now: Callable[[], datetime]) -> None:
        self._store, self._plan_id, self._now = store, plan_id, now

    def describe(self) -> Iterator[Metric]:
        return iter(())  # so that nothing is looked up when this is entered

    def collect(self) -> Iterator[Metric]:
        began = time.perf_counter()
        try:
            metrics = self._outbox()
        except StoreFault:
            yield GaugeMetricFamily("pcp_database_up", "Whether the database answers", 0)
            return
        yield GaugeMetricFamily("pcp_database_up", "Whether the database answers", 1)
        yield GaugeMetricFamily(
            "pcp_database_seconds",
            "How long the database took for these metrics",
            time.perf_counter() - began,
        )
        yield from metrics

    def _outbox(self) -> list[Metric]:
        now = self._now()
        with self._store.read() as session:
            owed = backlog(session, self._plan_id, now)
            late = sum(
                each.state is not DeliveryState.UNKNOWN
                for each in troubled(session, self._plan_id, now)
            )
        states = GaugeMetricFamily("pcp_outbox", "Deliveries in each state", labels=["state"])
        for state in DeliveryState:
            states.add_metric([state.value], owed.counts.get(state, 0))
        age = (now - owed.oldest).total_seconds() if owed.oldest else 0.0
        return [
            states,
            GaugeMetricFamily("pcp_outbox_due", "Deliveries that are due and not sent", owed.due),
            GaugeMetricFamily("pcp_outbox_late", "Deliveries due for a good while, not sent", late),
            GaugeMetricFamily("pcp_outbox_age_seconds", "How long the oldest of these waits", age),
        ]
