"""What the tests of collecting share: a quarter, moments in it, and answers."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import TypeVar

from bot.delivery import Delivery
from bot.quarter import Quarter
from bot.submission import Draft, Entry
from storage.session import Session, Store, open_store
from storage.submissions import open_draft, save_entries

T = TypeVar("T")

PLAN = "exampleshire"
Q3 = Quarter(2021, 3)
NOON = datetime(2022, 1, 4, 12, tzinfo=UTC)
LATER = NOON + timedelta(hours=1)

CALLS = Entry("metric:calls_999", "88,220", Decimal(88220), ("https://files.example/1",))
SOLVED = Entry("metric:vwi_solved", "12.50", Decimal("12.50"))
CONTACT = Entry("commitment:contact", "Every call answered; naïve “quotes” & <tags> kept.")


def drafted(store: Store, *entries: Entry, unit: str = "fcr", by: str = "amara") -> Draft:
    """A draft with these answers in it."""
    with store.write() as session:
        draft = open_draft(session, PLAN, unit, Q3, by, NOON)
        return save_entries(session, draft.id, draft.version, entries, by, NOON)


def reminder(n: int, due: datetime = NOON) -> Delivery:
    return Delivery(f"reminder:2021/22-Q3:p{n}:1", "reminder", f"U{n}", due, {"units": "fcr"})


def at_once(store: Store, url: str, do: Callable[[Session, int], T], times: int = 12) -> list[T]:
    """Do something many times at the same moment, over two pools of connections as two processes
    would have."""
    stores = [store, open_store(url)]

    def once(number: int) -> T:
        with stores[number % 2].write() as session:
            return do(session, number)

    with ThreadPoolExecutor(8) as pool:
        done = list(pool.map(once, range(times)))
    stores[1].close()
    return done
