"""The clock's door for what is kept: the audit log is sealed, and what is too old goes."""

from __future__ import annotations

import logging

from handlers.rooms import Rooms
from storage.retention import prune
from storage.sealing import is_waiting, seal

log = logging.getLogger(__name__)


def seal_the_log(rooms: Rooms) -> None:
    """Seal the lines that came since, and tell the end of the chain: whoever keeps the logs of
    this process elsewhere can hold it against the store later."""
    with rooms.store.read() as session:
        if not is_waiting(session, rooms.plan_id):
            return
    with rooms.store.write() as session:
        end = seal(session, rooms.plan_id)
    if end:
        log.info("the audit log is sealed up to line %d: %s", end.line, end.chain)


def let_go_of_the_old(rooms: Rooms) -> None:
    """Where the installation says how long to keep what it knows of people."""
    if not rooms.keep_months:
        return
    with rooms.store.write() as session:
        pruned = prune(session, rooms.plan_id, rooms.now(), rooms.keep_months)
    if pruned.rows or pruned.people:
        log.info("old rows deleted: %d, people forgotten: %d", pruned.rows, pruned.people)
