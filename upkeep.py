"""The roof: commands for whoever keeps an installation running."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace

from bot.wording import counted
from settings import Settings
from storage.moving import Tally, move
from storage.presence import is_in_use
from storage.schema import SchemaState, schema_state
from storage.session import Store, StoreFault, open_store

_NEXT = (
    "The old database was not changed. Set DATABASE_URL to the new address before the bot is "
    "started again."
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


def _same(settings: Settings, aim: Settings) -> bool:
    return settings.database_file == aim.database_file


def _told(tallies: dict[str, Tally]) -> str:
    width = max(map(len, tallies))
    lines = [
        f"  {name:{width}}  {each.rows:>8,}  {each.content[:12]}"
        for name, each in tallies.items()
        if each.rows
    ]
    rows = counted(sum(each.rows for each in tallies.values()), "row")
    same = f"{rows} in {counted(len(lines), 'table')}: number and content are the same there."
    return "\n".join([*lines, same, _NEXT])
