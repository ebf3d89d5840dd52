"""From every earlier schema, with data in every table, to the newest; and never back."""

from __future__ import annotations

from pathlib import Path

import pytest
from alembic import command
from alembic.script import ScriptDirectory
from sqlalchemy import MetaData, insert, inspect, select

from storage import schema
from storage.everything import metadata
from storage.schema import SchemaState, migrate, schema_state
from storage.session import Store, open_store
from tests.storage.filled import fill_every_table


def revisions() -> list[str]:
    scripts = ScriptDirectory.from_config(schema._config())
    return [each.revision for each in reversed(list(scripts.walk_revisions()))]


def upgraded(store: Store, to: str) -> None:
    with store.write() as session:
        config = schema._config()
        config.attributes["connection"] = session.connection()
        command.upgrade(config, to)


def rows(store: Store, columns: dict[str, list[str]]) -> dict[str, list[tuple[object, ...]]]:
    """Of these tables, these columns, in one order."""
    found = {}
    with store.read() as session:
        for table in metadata().sorted_tables:
            if table.name in columns:
                named = [table.c[name] for name in columns[table.name]]
                found[table.name] = sorted(map(tuple, session.execute(select(*named))), key=repr)
    return found


def shared(store: Store) -> dict[str, list[str]]:
    """The tables and columns of today that an earlier schema has already."""
    with store.read() as session:
        seen = inspect(session.connection())
        there = {
            name: {c["name"] for c in seen.get_columns(name)} for name in seen.get_table_names()
        }
    return {
        table.name: [c.name for c in table.c if c.name in there[table.name]]
        for table in metadata().sorted_tables
        if table.name in there
    }


@pytest.mark.parametrize("revision", revisions()[:-1])
def test_what_an_earlier_version_kept_is_kept_by_this_one(store, databases, tmp_path, revision):
    with store.write() as session:
        fill_every_table(session)
    folder = tmp_path / "earlier"
    folder.mkdir()
    url = databases.new(folder)
    earlier = open_store(url)
    upgraded(earlier, revision)
    columns = shared(earlier)
    _carry(store, earlier, columns)
    before = rows(earlier, columns)
    assert any(before.values())
    assert schema_state(earlier) is SchemaState.BEHIND
    migrate(earlier)
    assert schema_state(earlier) is SchemaState.CURRENT
    assert rows(earlier, columns) == before
    earlier.close()
    databases.done(url)


def _carry(store: Store, earlier: Store, columns: dict[str, list[str]]) -> None:
    """Put today's rows into the tables of then, as far as these had their columns."""
    then = MetaData()
    with earlier.write() as writing, store.read() as reading:
        then.reflect(writing.connection(), only=list(columns))
        for table in metadata().sorted_tables:
            if table.name in columns:
                named = [table.c[name] for name in columns[table.name]]
                some = [dict(row._mapping) for row in reading.execute(select(*named))]
                lacking = [
                    c.name
                    for c in then.tables[table.name].c
                    if c.name not in columns[table.name] and not c.nullable and not c.server_default
                ]
                assert not lacking, f"{table.name} lost {lacking} since: write how they are filled"
                if some:
                    writing.execute(insert(table), some)


def test_every_migration_is_tried():
    folder = Path(schema._SCRIPTS) / "versions"
    assert len(revisions()) == len(list(folder.glob("m0*.py")))
