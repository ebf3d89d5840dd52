"""The store's hot question, against raw sqlite3 and against a store with a longer past."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path

from benchmarks import shire
from benchmarks.rounds import Row, contest, timed
from bot.plan import Plan
from storage.figures import figures_for, standings_for
from storage.plans import read_plan, save_book
from storage.schema import migrate
from storage.session import Store, open_store
from storage.updates import updates_for

SHORT, LONG = 5, 20
_PRIORITY = "priority_0"
_TIMES = 3

_FIGURES = """
SELECT metric, area, ends, starts, vintage, value, origin, source, recorded_by FROM figure
WHERE plan = :plan AND metric IN ({metrics})
AND area IN (SELECT id FROM area WHERE plan = :plan) AND ends BETWEEN :since AND :until
ORDER BY metric, area, ends, starts
"""
_CAVEATS_OF_FIGURES = """
SELECT metric, area, ends, starts, vintage, caveat FROM figure_caveat
WHERE plan = :plan AND metric IN ({metrics})
AND area IN (SELECT id FROM area WHERE plan = :plan) AND ends BETWEEN :since AND :until
ORDER BY metric, area, ends, starts, place
"""
_STANDINGS = """
SELECT standing.* FROM metric LEFT JOIN standing ON standing.plan = metric.plan
AND standing.metric = metric.id AND standing.as_at <= :until AND standing.as_at >= coalesce((
    SELECT as_at FROM standing AS earlier WHERE earlier.plan = :plan
    AND earlier.metric = metric.id AND earlier.as_at <= :until
    ORDER BY as_at DESC LIMIT 1 OFFSET 1
), '0001-01-01')
WHERE metric.plan = :plan AND metric.id IN ({metrics}) ORDER BY standing.metric, as_at DESC
"""
_CAVEATS_OF_STANDINGS = """
SELECT metric, as_at, caveat FROM standing_caveat WHERE plan = :plan AND metric IN ({metrics})
AND as_at BETWEEN :since AND :until ORDER BY place
"""
_UPDATES = """
SELECT * FROM "update" WHERE plan = :plan AND ends = :until AND commitment IN ({commitments})
ORDER BY place
"""
_STATEMENTS = (_FIGURES, _CAVEATS_OF_FIGURES, _STANDINGS, _CAVEATS_OF_STANDINGS, _UPDATES)


def rows(folder: Path, seconds: float) -> Iterator[Row]:
    """Ours against raw for a short and a long past; then the long past against the short."""
    with ExitStack() as until_done:
        asked = {}
        for years in (SHORT, LONG):
            path = folder / f"{years}.db"
            store = until_done.enter_context(closing(_filled(path, years)))
            raw = until_done.enter_context(closing(sqlite3.connect(path)))
            asked[years] = _ours(store)
            name = f"store: {years} years, against raw sqlite3"
            bare = timed(_raw(raw, store), _TIMES)
            yield contest(name, timed(asked[years], _TIMES), bare, seconds / 3)
        name = f"store: {LONG} years, against ours with {SHORT}"
        long, short = timed(asked[LONG], _TIMES), timed(asked[SHORT], _TIMES)
        yield contest(name, long, short, seconds / 3)


def _filled(path: Path, years: int) -> Store:
    store = open_store(f"sqlite:///{path}")
    migrate(store)
    with store.write() as session:
        save_book(session, shire.book(years))
    return store


def _plan(store: Store) -> Plan:
    with store.read() as session:
        return read_plan(session, shire.PLAN)


def _ours(store: Store) -> Callable[[], object]:
    """What a question about one priority asks of the store."""
    plan, quarter = _plan(store), shire.LATEST
    metrics = [each.id for each in plan.metrics_of(_PRIORITY)]
    commitments = [each.id for each in plan.priority(_PRIORITY).commitments]
    since = quarter.shifted(1 - 4 * SHORT).start

    def ask() -> object:
        with store.read() as session:
            return (
                figures_for(session, plan.id, metrics, None, quarter.end, since),
                standings_for(session, plan.id, quarter.end, metrics=metrics),
                updates_for(session, plan.id, quarter, commitments=commitments),
            )

    return ask


def _raw(connection: sqlite3.Connection, store: Store) -> Callable[[], object]:
    """The same rows by the same statements, left as tuples of text."""
    plan, quarter = _plan(store), shire.LATEST
    commitments = ", ".join(f"'{each.id}'" for each in plan.priority(_PRIORITY).commitments)
    metrics = ", ".join(f"'{each.id}'" for each in plan.metrics_of(_PRIORITY))
    statements = [each.format(metrics=metrics, commitments=commitments) for each in _STATEMENTS]
    asked = {
        "plan": plan.id,
        "since": quarter.shifted(1 - 4 * SHORT).start.isoformat(),
        "until": quarter.end.isoformat(),
    }

    def ask() -> object:
        return [connection.execute(each, asked).fetchall() for each in statements]

    return ask
