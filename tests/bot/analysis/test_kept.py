"""What was judged is kept, and however much was judged it does not take more room."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from bot.analysis.kept import PERIODS
from bot.analysis.series import series_of
from bot.figure import Figure
from bot.quarter import Period
from tests.bot.analysis.made import metric


def long_series(days, value):
    """Of rolling values, each of which has a place of its own."""
    first = date(1990, 1, 1)
    each = (first + timedelta(days=n) for n in range(days))
    periods = (Period(day, day + timedelta(days=1)) for day in each)
    return tuple(Figure("calls", "force", period, Decimal(value)) for period in periods)


def test_what_is_asked_for_again_is_not_judged_again():
    history = long_series(9, 1)
    assert series_of(metric(rolling=True), history) is series_of(metric(rolling=True), history)


def test_series_go_by_their_periods_and_the_oldest_go_first():
    days = PERIODS // 4
    oldest = series_of(metric(rolling=True), long_series(9, 2))
    longer = [series_of(metric(rolling=True), long_series(days, value)) for value in range(3, 6)]
    assert series_of(metric(rolling=True), long_series(9, 2)) is oldest
    newest = series_of(metric(rolling=True), long_series(days, 7))
    assert series_of(metric(rolling=True), long_series(days, 7)) is newest
    assert series_of(metric(rolling=True), long_series(9, 2)) is oldest
    assert series_of(metric(rolling=True), long_series(days, 3)) is not longer[0]


def test_a_series_that_has_no_room_is_judged_all_the_same():
    history = long_series(PERIODS + 1, 1)
    assert len(series_of(metric(rolling=True), history).slots) == PERIODS + 1
