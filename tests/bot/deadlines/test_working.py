from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.collection import Calendar
from bot.deadlines import WorkingDays
from tests.bot.deadlines.made import LONDON, at

WORKING = WorkingDays(Calendar())
DAYS = st.dates(date(2005, 1, 1), date(2045, 12, 31))
MOMENTS = st.datetimes(datetime(2005, 1, 1), datetime(2045, 1, 1), timezones=st.just(UTC))


@pytest.mark.parametrize(
    ("day", "why"),
    [
        (date(2021, 12, 25), "a Saturday"),
        (date(2021, 12, 27), "in place of Christmas Day, a Saturday"),
        (date(2021, 12, 28), "in place of Boxing Day, a Sunday"),
        (date(2022, 1, 3), "in place of New Year's Day, a Saturday"),
        (date(2022, 4, 15), "Good Friday"),
        (date(2022, 4, 18), "Easter Monday"),
        (date(2020, 5, 8), "May Day, moved for the end of the war in Europe"),
        (date(2022, 6, 3), "the Platinum Jubilee"),
        (date(2022, 9, 19), "the Queen's funeral"),
        (date(2023, 5, 8), "the King's coronation"),
    ],
    ids=str,
)
def test_nobody_works_on_a_bank_holiday_of_england_and_wales(day, why):
    assert not WORKING.is_working(day), why


@pytest.mark.parametrize(
    "day",
    [date(2021, 12, 29), date(2020, 5, 4), date(2022, 5, 30), date(2022, 3, 17), date(2024, 2, 29)],
    ids=str,
)
def test_everybody_works_on_days_that_only_look_like_holidays(day):
    assert WORKING.is_working(day)


def test_another_country_of_the_kingdom_keeps_its_own_holidays():
    assert not WorkingDays(Calendar(subdivision="NIR")).is_working(date(2022, 3, 17))
    assert WorkingDays(Calendar(subdivision="SCT")).is_working(date(2022, 4, 18))


def test_a_day_off_of_the_force_counts_like_a_holiday():
    christmas_eve = date(2021, 12, 24)
    working = WorkingDays(Calendar(days_off=(christmas_eve,)))
    assert not working.is_working(christmas_eve)
    assert working.after(date(2021, 12, 23), 1) == date(2021, 12, 29)
    assert working.before(date(2021, 12, 29), 1) == date(2021, 12, 23)


@given(day=DAYS, n=st.integers(1, 60))
def test_counting_on_and_back_end_on_working_days_so_many_apart(day, n):
    later, earlier = WORKING.after(day, n), WORKING.before(day, n)
    assert WORKING.is_working(later)
    assert WORKING.is_working(earlier)
    assert WORKING.between(day, later) == n
    assert WORKING.between(earlier - timedelta(days=1), day - timedelta(days=1)) == n


@given(now=MOMENTS)
def test_the_next_moment_is_within_hours_and_nothing_within_hours_comes_before_it(now):
    moment = WORKING.next_moment(now)
    assert WORKING.within_hours(moment)
    assert moment >= now
    hours = int((moment - now).total_seconds() // 3600)
    assert not any(WORKING.within_hours(now + timedelta(hours=each)) for each in range(hours))
    assert WORKING.next_moment(moment) == moment


@pytest.mark.parametrize(
    ("now", "moment"),
    [
        ("2022-04-14 08:59", "2022-04-14 09:00"),
        ("2022-04-14 09:00", "2022-04-14 09:00"),
        ("2022-04-14 16:59", "2022-04-14 16:59"),
        ("2022-04-14 17:00", "2022-04-19 09:00"),  # Easter
        ("2021-12-24 18:00", "2021-12-29 09:00"),
        ("2021-12-31 17:30", "2022-01-04 09:00"),  # the year ends
        ("2024-02-28 20:00", "2024-02-29 09:00"),
        ("2022-03-25 17:00", "2022-03-28 09:00"),  # the clocks go forward on the 27th
        ("2022-10-28 17:00", "2022-10-31 09:00"),  # and back on the 30th
    ],
)
def test_after_hours_the_next_moment_is_the_next_morning_in_london(now, moment):
    assert WORKING.next_moment(at(now)) == at(moment)


def test_nine_in_the_morning_stays_nine_when_the_clocks_change():
    winter, summer = WORKING.start(date(2022, 3, 25)), WORKING.start(date(2022, 3, 28))
    assert (winter.astimezone(UTC).hour, summer.astimezone(UTC).hour) == (9, 8)
    summer, winter = WORKING.start(date(2022, 10, 28)), WORKING.start(date(2022, 10, 31))
    assert (summer.astimezone(UTC).hour, winter.astimezone(UTC).hour) == (8, 9)


def test_the_same_moment_told_from_anywhere_is_the_same():
    now = datetime(2022, 6, 1, 8, 30, tzinfo=UTC)
    assert WORKING.within_hours(now)
    assert WORKING.within_hours(now.astimezone(LONDON))
    assert not WORKING.within_hours(datetime(2022, 1, 5, 8, 30, tzinfo=UTC))


def test_a_force_can_keep_other_hours():
    working = WorkingDays(Calendar(hours=(time(7, 30), time(12))))
    assert working.within_hours(at("2022-04-14 07:30"))
    assert not working.within_hours(at("2022-04-14 12:00"))


def test_a_moment_without_a_time_zone_is_refused():
    with pytest.raises(ValueError, match="no time zone"):
        WORKING.within_hours(datetime(2022, 4, 14, 9))
