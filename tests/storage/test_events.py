from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta, timezone

from sqlalchemy import select

from storage.events import first_time, first_within, forget_event
from storage.session import open_store
from storage.tables import InboundEventRow

NOON = datetime(2022, 1, 4, 12, tzinfo=UTC)


def test_an_event_is_new_once(empty):
    with empty.write() as session:
        assert first_time(session, "Ev1", NOON)
        assert not first_time(session, "Ev1", NOON)
        assert first_time(session, "Ev2", NOON)


def test_of_many_at_the_same_moment_one_is_first(empty, url):
    stores = [empty, open_store(url)]

    def arrive(number: int) -> bool:
        with stores[number % 2].write() as session:
            return first_time(session, "Ev1", NOON)

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(arrive, range(40))) == 1
    stores[1].close()


def test_old_events_are_cleared_away(empty):
    with empty.write() as session:
        first_time(session, "Ev1", NOON)
        first_time(session, "Ev2", NOON + timedelta(days=2))
        first_time(session, "Ev3", NOON + timedelta(days=4))
        assert list(session.scalars(select(InboundEventRow.id))) == ["Ev2", "Ev3"]


def test_moments_are_kept_in_utc(empty):
    paris = timezone(timedelta(hours=1))
    with empty.write() as session:
        first_time(session, "Ev1", NOON.astimezone(paris))
    with empty.read() as session:
        (seen,) = session.scalars(select(InboundEventRow.seen_at))
    assert (seen, seen.tzinfo) == (NOON, UTC)


def test_a_press_is_new_again_after_a_while_and_not_at_once(empty):
    while_ = timedelta(seconds=3)
    with empty.write() as session:
        assert first_within(session, "press:1", NOON, while_)
        assert not first_within(session, "press:1", NOON + timedelta(seconds=2), while_)
        assert first_within(session, "press:2", NOON + timedelta(seconds=2), while_)
        assert first_within(session, "press:1", NOON + while_, while_)
        assert not first_within(session, "press:1", NOON + while_, while_)


def test_what_came_to_nothing_may_be_tried_again(empty):
    with empty.write() as session:
        assert first_time(session, "post:1", NOON)
        forget_event(session, "post:1")
        assert first_time(session, "post:1", NOON)
