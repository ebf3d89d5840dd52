from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from decimal import Decimal

import pytest

from bot.collection import Calendar, Collection, Duty
from bot.figure import Figure, Vintage
from bot.publication import Edition, Snapshot
from bot.quarter import Period, Quarter
from storage.freezing import frozen, thawed

Q3 = Quarter(2021, 3)


def snapshot(essex) -> Snapshot:
    standings = {each.metric: (each,) for each in essex.book.standings}
    return Snapshot(
        plan=essex.plan,
        quarter=essex.quarter,
        figures=essex.book.figures,
        standings=tuple(standings.items()),
        updates=essex.book.updates,
        missing=("Naïve “unit” & <tags>",),
    )


def test_a_whole_quarter_comes_back_as_it_was(essex):
    before = snapshot(essex)
    after = thawed(Snapshot, frozen(before))
    assert after == before
    assert repr(after) == repr(before)  # equal numbers may have different digits
    assert frozen(after) == frozen(before)


@pytest.mark.parametrize("digits", ["12.50", "12.5", "0", "-0.10", "100", "1234567890.123456789"])
def test_digits_stay_as_recorded(digits):
    figure = Figure("m", "a", Q3.period(), Decimal(digits), vintage=Vintage.REVISED)
    assert str(thawed(Figure, frozen(figure)).value) == digits


def test_days_times_and_moments_come_back(essex):
    calendar = Calendar(hours=(time(8, 30), time(16)), days_off=(date(2022, 6, 1),))
    duty = Duty("fcr", exempt=(Q3, Q3.next()), manager="helen")
    plan = replace(essex.plan, collection=Collection(calendar, (duty,), "C0EDITORS"))
    assert thawed(type(plan), frozen(plan)) == plan
    edition = Edition(Q3, 1, datetime(2022, 2, 1, 12, 0, 0, 5, tzinfo=UTC), "sam", "abc")
    assert thawed(Edition, frozen(edition)) == edition


@dataclass(frozen=True)
class Earlier:
    period: Period


@dataclass(frozen=True)
class Later:
    period: Period
    note: str = ""


def test_a_field_that_a_later_version_adds_changes_no_text_and_is_passed_over_by_an_earlier_one():
    period = Period.parse("2021-07..2021-12")
    assert frozen(Later(period)) == frozen(Earlier(period))
    assert thawed(Later, frozen(Earlier(period))) == Later(period)
    assert thawed(Earlier, frozen(Later(period, "new"))) == Earlier(period)


def test_the_text_is_canonical():
    text = frozen(Later(Q3.period(), "naïve"))
    again = json.dumps(json.loads(text), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert text == again


def test_what_has_no_exact_text_is_refused():
    with pytest.raises(TypeError, match="float"):
        frozen(Later(Q3.period(), 0.1))
