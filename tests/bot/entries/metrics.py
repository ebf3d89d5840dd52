"""Metrics to type figures for: one of each kind, and some of a control room's."""

from __future__ import annotations

from bot.plan import Good, Metric, MetricKind


def metric(id, name, unit, kind=MetricKind.COUNT, aliases=()):
    return Metric(id, name, unit, kind, Good.NEITHER, "local", "fcr", aliases=aliases)


COUNT = metric("calls_999", "999 calls", "calls", aliases=("999", "999s", "emergency calls"))
CALLS_101 = metric("calls_101", "101 calls (control room)", "calls", aliases=("101", "101 calls"))
ABANDONED = metric(
    *("abandoned", "101 calls abandoned (control room)", "%", MetricKind.PERCENT),
    aliases=("abandoned", "101 abandoned"),
)
ANSWER = metric("answer_999", "999 answer time", "seconds", MetricKind.DURATION)
RATE = metric("violence", "Violence with injury", "offences per 1,000 people", MetricKind.RATE)
PERCENT = metric("confidence", "Public confidence", "%", MetricKind.PERCENT)
DURATION = metric("answer_101", "101 answer time", "seconds", MetricKind.DURATION)
MONEY = metric("seized", "Cash seized", "pounds", MetricKind.MONEY)
EVERY = (COUNT, RATE, PERCENT, DURATION, MONEY)
ROOM = (COUNT, CALLS_101, ABANDONED, ANSWER, DURATION)
