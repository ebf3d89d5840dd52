"""The roof: commands for whoever keeps an installation running."""

from __future__ import annotations

import getpass
from collections.abc import Iterable
from contextlib import closing
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from bot.delivery import DeliveryState
from bot.messages import doubtful
from bot.wording import counted
from settings import Settings, own_name
from storage.backlog import wanting
from storage.backups import backup, keep_aside, restore
from storage.deliveries import delivery, resolve
from storage.forgetting import Trace, forget, traces
from storage.life import SignOfLife
from storage.moving import Tally, move
from storage.plans import read_plan
from storage.presence import is_in_use
from storage.schema import SchemaState, schema_state
from storage.session import Store, StoreFault, open_store

DELIVERIES = "list the messages that are late, were refused or may not have arrived, or settle one"
DECISIONS = {
    "arrived": DeliveryState.SENT,
    "again": DeliveryState.PENDING,
    "drop": DeliveryState.DROPPED,
}
_NEXT = (
    "The old database was not changed. Set DATABASE_URL to the new address before the bot is "
    "started again."
)
_AFTER_RESTORING = (
    "Messages that were due are looked for in Slack before they are sent. What people entered "
    "since the copy was made is not in the store: tell them."
)


def moved(settings: Settings, source: Store, to: str) -> str:
    """Carry the store over to another address, and say in words what arrived there.

    Raises StoreFault; nothing has then changed on either side.
    """
    aim = replace(settings, database_url=to)
    if to == settings.database_url or (aim.database_file and _same(settings, aim)):
        raise StoreFault("The store is there already")
    if is_in_use(source, settings.database_file):
        raise StoreFault("PCP bot is at work on the store. Stop it, and move the store then")
    with closing(open_store(to)) as target:
        if schema_state(target) not in (SchemaState.EMPTY, SchemaState.CURRENT):
            raise StoreFault("The target was made by another version of PCP bot")
        return _told(move(source, target))


def backed_up(store: Store, file: Path) -> str:
    """Copy the store into a file, also while the bot runs, and say in words what is in it."""
    return f"{_counted(backup(store, file))}\n{file} is for its owner alone; keep it so."


def restored(settings: Settings, file: Path, now: datetime) -> str:
    """Put a copy in the place of the store. What an SQLite store held is kept beside it."""
    live = settings.database_file
    aside = None
    if live and live.exists():
        aside = live.with_name(f"{live.name}.before-{now:%Y%m%dT%H%M%S}")
        keep_aside(live, aside)
    try:
        with closing(open_store(settings.database_url)) as store:
            told = _counted(restore(file, store, live, now))
    except StoreFault:
        if aside:
            aside.unlink()  # nothing was changed, so that there is nothing to keep
        raise
    kept = f"\nWhat was there before is kept in {aside}." if aside else ""
    return f"{told}{kept}\n{_AFTER_RESTORING}"


def people_in(store: Store, plan_id: str) -> str:
    """Everybody of whom something is kept, with their ids and what they did."""
    with store.read() as session:
        found = traces(session, plan_id)
    return "\n".join(map(_person, found)) or "Nobody is known."


def _person(trace: Trace) -> str:
    name = trace.name or "not in the plan any more"
    did = f", last on {trace.last:%d %B %Y}" if trace.last else ""
    return f"{', '.join(trace.ids)}: {name}; {counted(trace.lines, 'line')} of the log{did}"


def forgotten(store: Store, plan_id: str, people: Iterable[str], now: datetime) -> str:
    """Take people out of the store, all or none, and say in words what went. Raises StoreFault
    where the plan still names one, or nothing is kept of one."""
    by, told = f"{getpass.getuser()}@cli"[:64], []
    with store.write() as session:
        for each in people:
            done = forget(session, plan_id, now, by, each)
            if not (done.gone or done.replaced or done.lines):
                raise StoreFault(
                    f"Nothing is kept of {each!r}. {own_name()} people lists whom it is"
                )
            told.append(
                f"{each}: {counted(done.gone, 'row')} deleted, {counted(done.replaced, 'row')} and "
                f"{counted(done.lines, 'line')} of the audit log made out to nobody."
            )
    return "\n".join(told)


def _same(settings: Settings, aim: Settings) -> bool:
    return settings.database_file == aim.database_file


def _told(tallies: dict[str, Tally]) -> str:
    return f"{_counted(tallies)}\n{_NEXT}"


def _counted(tallies: dict[str, Tally]) -> str:
    """Each table with its rows and a hash of them, compared on both sides before it is told."""
    width = max(map(len, tallies))
    lines = [
        f"  {name:{width}}  {each.rows:>8,}  {each.content[:12]}"
        for name, each in tallies.items()
        if each.rows
    ]
    rows = counted(sum(each.rows for each in tallies.values()), "row")
    same = f"{rows} in {counted(len(lines), 'table')}: number and content are the same there."
    return "\n".join([*lines, same])


def wanting_in(store: Store, plan_id: str, now: datetime) -> str:
    """The deliveries that want a decision, with what to type; empty where there are none."""
    with store.read() as session:
        plan, found = read_plan(session, plan_id), wanting(session, plan_id, now)
    lines = [
        f"{doubtful.about(plan, each)}: {doubtful.matter(plan, each)}.\n  {each.key}"
        for each in found
    ]
    if not lines:
        return ""
    how = f"Settle one: {own_name()} deliveries {{{'|'.join(DECISIONS)}}} KEY"
    return "\n".join([*lines, how])


def decided(store: Store, plan_id: str, decision: str, key: str, now: datetime) -> str:
    """Put on record what became of a delivery, and say so; raises StoreFault, in words."""
    with store.write() as session:
        plan, found = read_plan(session, plan_id), delivery(session, plan_id, key)
        if found is None:
            raise StoreFault(f"There is no delivery {key!r}. {own_name()} deliveries lists them")
        if SignOfLife(store).is_in_hand(found):
            raise StoreFault(doubtful.in_hand())
        by, to = f"{getpass.getuser()}@cli"[:64], DECISIONS[decision]
        if not resolve(session, plan_id, found, to, by, now):
            raise StoreFault(f"It is {found.state}: there is nothing to settle")
        return f"{doubtful.about(plan, found)}: {_SETTLED[decision]}."


_SETTLED = {
    "arrived": "noted as arrived",
    "again": "the bot sends it again within a minute",
    "drop": "dropped",
}
