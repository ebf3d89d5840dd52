"""Whatever happens in twenty years of quarters, these things hold."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.collection import Calendar
from bot.deadlines import Situation, WorkingDays, due_reminders, key_days
from bot.quarter import Quarter
from bot.submission import ANSWERED, Absence, Cover, Snooze, State
from tests.bot.deadlines.made import LONDON, NAMES, after, plan_of, stands

QUARTERS = st.builds(Quarter, st.integers(2020, 2039), st.integers(1, 4))
PEOPLE = st.sampled_from([*NAMES])
UNITS = st.sampled_from(["north", "fcr", "rc", "watch"])
CALENDARS = st.builds(
    Calendar,
    remind=st.sampled_from([(), (1,), (5, 1), (8, 4, 2, 0)]),
    chase=st.sampled_from([(), (1,), (1, 3), (2, 4, 6, 8)]),
)


@st.composite
def lives(draw):
    """A quarter, what befalls it, and the moments at which the clock ticks."""
    quarter = draw(QUARTERS)
    day = st.dates(quarter.end - timedelta(days=15), quarter.end + timedelta(days=50))
    minutes = st.integers(0, 24 * 60 * 65)
    start = datetime.combine(quarter.end - timedelta(days=15), datetime.min.time(), UTC)
    moment = minutes.map(lambda n: start + timedelta(minutes=n))
    covers = st.builds(Cover, UNITS, st.just(quarter), PEOPLE, PEOPLE, moment)
    situation = Situation(
        progress=tuple(
            stands(unit, draw(st.sampled_from(State)), quarter=quarter)
            for unit in draw(st.sets(UNITS))
        ),
        covers=tuple(draw(st.lists(covers, max_size=2))),
        absences=tuple(draw(st.lists(st.builds(Absence, PEOPLE, day), max_size=3))),
        snoozes=tuple(
            draw(st.lists(st.builds(Snooze, PEOPLE, st.just(quarter), moment), max_size=3))
        ),
        unreachable=draw(st.frozensets(PEOPLE, max_size=2)),
    )
    ticks = sorted(draw(st.lists(moment, min_size=1, max_size=30)))
    return plan_of(calendar=draw(CALENDARS)), quarter, situation, ticks


def lived(plan, quarter, situation, ticks):
    for now in ticks:
        reminders = due_reminders(plan, quarter, situation, now)
        yield now, reminders, situation
        situation = after(situation, reminders)


@settings(deadline=None)
@given(life=lives())
def test_nothing_is_due_out_of_hours_or_days(life):
    plan, quarter, situation, ticks = life
    working = WorkingDays(plan.collection.calendar)
    for now, reminders, _ in lived(plan, quarter, situation, ticks):
        assert not reminders or working.within_hours(now)
        assert not reminders or 9 <= now.astimezone(LONDON).hour < 17
        assert not reminders or now.astimezone(LONDON).weekday() < 5


@settings(deadline=None)
@given(life=lives())
def test_nobody_gets_two_messages_at_once_and_no_key_comes_twice(life):
    keys: list[str] = []
    for _, reminders, _ in lived(*life):
        people = [each.person for each in reminders]
        assert len(people) == len(set(people))
        keys += [each.key for each in reminders]
    assert len(keys) == len(set(keys))


@settings(deadline=None)
@given(life=lives())
def test_nobody_hears_of_a_unit_that_answered(life):
    plan, quarter, situation, ticks = life
    answered = {each.unit for each in situation.progress if each.state in ANSWERED}
    for _, reminders, _ in lived(plan, quarter, situation, ticks):
        assert not any(answered & set(each.units) for each in reminders)
        assert all(each.units for each in reminders)


@settings(deadline=None)
@given(life=lives())
def test_nobody_is_asked_who_is_away_or_cannot_be_reached(life):
    plan, quarter, situation, ticks = life
    for now, reminders, _ in lived(plan, quarter, situation, ticks):
        today = now.astimezone(LONDON).date()
        for person in filter(None, (each.person for each in reminders)):
            assert person not in situation.unreachable
            assert not situation.is_away(person, today)


@settings(deadline=None)
@given(life=lives())
def test_rounds_only_ever_go_up_and_never_beyond_the_calendar(life):
    plan, _, _, _ = life
    calendar = plan.collection.calendar
    order = ["unowned", "opening", "reminder", "chase", "escalation"]
    heard: dict[str | None, tuple[int, int]] = {}
    for _, reminders, _ in lived(*life):
        for each in reminders:
            spoken = (order.index(each.kind), each.round)
            assert spoken >= heard.get(each.person, (0, 0))
            heard[each.person] = spoken
            assert each.kind != "reminder" or each.round <= len(calendar.remind)
            assert each.kind not in ("chase", "escalation") or each.round <= len(calendar.chase)


@settings(deadline=None)
@given(life=lives())
def test_two_processes_agree_and_what_was_sent_is_never_due_again(life):
    plan, quarter, _, _ = life
    for now, reminders, situation in lived(*life):
        assert due_reminders(plan, quarter, situation, now) == reminders
        assert due_reminders(plan, quarter, after(situation, reminders), now) == ()
        moved = replace(situation, progress=situation.progress[::-1], covers=situation.covers[::-1])
        if len({each.at for each in situation.covers}) == len(situation.covers):
            assert due_reminders(plan, quarter, moved, now) == reminders


@settings(deadline=None, max_examples=40)
@given(quarter=QUARTERS)
def test_in_every_quarter_each_lead_who_never_answers_gets_each_round_on_its_day(quarter):
    plan = plan_of()
    days = key_days(plan.collection.calendar, quarter)
    ticks = [
        datetime.combine(quarter.end + timedelta(days=n), datetime.min.time(), LONDON)
        + timedelta(hours=hour)
        for n in range(-15, 60)
        for hour in (3, 10, 20)
    ]
    came: dict[date, list[str]] = {}
    for now, reminders, _ in lived(plan, quarter, Situation(), ticks):
        for each in reminders:
            if each.person == "amara":
                came.setdefault(now.date(), []).append(f"{each.kind} {each.round}")
    assert came == {
        days.opens: ["opening 1"],
        days.reminders[0]: ["reminder 1"],
        days.reminders[1]: ["reminder 2"],
        days.chases[0]: ["chase 1"],
    }
