from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.collection import Calendar
from bot.deadlines import Later, WorkingDays, may_nudge, snoozed_until
from tests.bot.deadlines.made import at

USUAL = Calendar()


@pytest.mark.parametrize(
    ("choice", "now", "until"),
    [
        (Later.TOMORROW, "2022-04-12 10:00", "2022-04-13 09:00"),
        (Later.TOMORROW, "2022-04-14 10:00", "2022-04-19 09:00"),  # Easter
        (Later.TOMORROW, "2022-04-16 23:00", "2022-04-19 09:00"),
        (Later.TWO_DAYS, "2022-04-14 10:00", "2022-04-20 09:00"),
        (Later.TWO_DAYS, "2021-12-24 10:00", "2021-12-30 09:00"),
        (date(2022, 4, 22), "2022-04-14 10:00", "2022-04-22 09:00"),
        (date(2022, 4, 16), "2022-04-14 10:00", "2022-04-19 09:00"),
        (date(2022, 4, 14), "2022-04-14 10:00", "2022-04-19 09:00"),  # not again today
        (date(1999, 1, 1), "2022-04-12 10:00", "2022-04-13 09:00"),
        (date(2022, 3, 28), "2022-03-25 10:00", "2022-03-28 09:00"),  # the clocks go forward
    ],
)
def test_later_is_the_morning_of_a_working_day_to_come(choice, now, until):
    assert snoozed_until(choice, at(now), USUAL) == at(until)


@given(
    choice=st.one_of(st.sampled_from(Later), st.dates(date(2020, 1, 1), date(2030, 1, 1))),
    now=st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC)),
)
def test_later_is_never_now_and_always_within_hours(choice, now):
    until = snoozed_until(choice, now, USUAL)
    assert until > now
    assert WorkingDays(USUAL).within_hours(until)


@pytest.mark.parametrize(
    ("last", "now", "may"),
    [
        (None, "2022-04-12 10:00", True),
        ("2022-04-12 09:00", "2022-04-12 16:59", False),
        ("2022-04-12 16:59", "2022-04-13 09:00", True),
        ("2022-04-12 10:00", "2022-04-12 20:00", True),  # it arrives tomorrow
        ("2022-04-12 20:00", "2022-04-13 10:00", False),  # the last one arrived today
        ("2022-04-15 10:00", "2022-04-17 10:00", False),  # both arrive after Easter
    ],
)
def test_a_person_is_nudged_at_most_once_for_each_working_day(last, now, may):
    assert may_nudge(at(last) if last else None, at(now), USUAL) is may
