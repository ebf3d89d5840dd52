from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.collection import Calendar
from bot.deadlines import (
    KeyDays,
    WorkingDays,
    due_moment,
    due_words,
    key_days,
    open_quarter,
    watched_quarters,
)
from bot.quarter import Quarter
from tests.bot.deadlines.made import LONDON, Q3, Q4, at

USUAL = Calendar()
QUARTERS = st.builds(Quarter, st.integers(2005, 2044), st.integers(1, 4))


def test_the_quarter_before_christmas_opens_after_the_new_year():
    assert key_days(USUAL, Q3) == KeyDays(
        opens=date(2022, 1, 4),
        reminders=(date(2022, 1, 17), date(2022, 1, 21)),
        due=date(2022, 1, 24),
        chases=(date(2022, 1, 25), date(2022, 1, 27)),
        publishes=date(2022, 2, 7),
    )


def test_easter_and_may_day_within_the_collection_are_not_counted():
    assert key_days(USUAL, Q4) == KeyDays(
        opens=date(2022, 4, 1),
        reminders=(date(2022, 4, 14), date(2022, 4, 22)),
        due=date(2022, 4, 25),
        chases=(date(2022, 4, 26), date(2022, 4, 28)),
        publishes=date(2022, 5, 10),
    )


def test_a_day_off_moves_everything_after_it():
    calendar = Calendar(days_off=(date(2022, 4, 14),))
    assert key_days(calendar, Q4).due == date(2022, 4, 26)
    assert key_days(calendar, Q4).reminders[0] == date(2022, 4, 19)


@given(quarter=QUARTERS)
def test_the_days_of_every_quarter_are_working_days_in_order_and_done_before_the_next(quarter):
    days = key_days(USUAL, quarter)
    line = [quarter.end, days.opens, *days.reminders, days.due, *days.chases, days.publishes]
    assert line == sorted(set(line))
    assert all(map(WorkingDays(USUAL).is_working, line[1:]))
    assert days.publishes < key_days(USUAL, quarter.next()).opens


@pytest.mark.parametrize(
    ("now", "quarter"),
    [
        ("2021-12-31 23:59", Quarter(2021, 2)),
        ("2022-01-01 00:00", Quarter(2021, 2)),
        ("2022-01-03 12:00", Quarter(2021, 2)),
        ("2022-01-04 00:00", Q3),
        ("2022-03-31 23:59", Q3),
        ("2022-04-01 00:00", Q4),
    ],
)
def test_a_quarter_is_open_from_its_opening_day_until_the_next_one_opens(now, quarter):
    assert open_quarter(USUAL, at(now)) == quarter
    assert watched_quarters(USUAL, at(now)) == (quarter, quarter.next())


def test_the_due_moment_is_the_end_of_hours_in_london():
    assert due_moment(USUAL, Q4) == at("2022-04-25 17:00")
    assert due_moment(USUAL, Q4).utcoffset() == timedelta(hours=1)
    assert due_moment(USUAL, Q3).utcoffset() == timedelta(0)
    assert due_moment(USUAL, Q4).tzinfo == LONDON


@pytest.mark.parametrize(
    ("now", "words"),
    [
        ("2022-04-20 10:00", "due Monday 25 April 2022, in 3 working days"),
        ("2022-04-14 10:00", "due Monday 25 April 2022, in 5 working days"),
        ("2022-04-22 23:00", "due Monday 25 April 2022, in 1 working day"),
        ("2022-04-24 10:00", "due Monday 25 April 2022, in 1 working day"),
        ("2022-04-25 00:00", "due today, Monday 25 April 2022, by 17:00"),
        ("2022-04-25 16:59", "due today, Monday 25 April 2022, by 17:00"),
        ("2022-04-25 17:00", "was due Monday 25 April 2022"),
        ("2022-04-26 08:00", "was due Monday 25 April 2022, 1 working day ago"),
        ("2022-05-03 08:00", "was due Monday 25 April 2022, 5 working days ago"),
    ],
)
def test_how_long_is_left_is_said_in_working_days(now, words):
    assert due_words(USUAL, Q4, at(now)) == words
