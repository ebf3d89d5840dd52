from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import insert, inspect, text

from storage import schema
from storage.base import Base
from storage.plans import read_plan, save_book
from storage.rows import rows_of
from storage.schema import SchemaState, migrate, schema_state
from storage.session import StoreFault, open_store

METADATA = Base.metadata


def test_a_new_file_is_empty_and_current_after_migrating(url):
    store = open_store(url)
    assert schema_state(store) is SchemaState.EMPTY
    migrate(store)
    assert schema_state(store) is SchemaState.CURRENT
    migrate(store)
    assert schema_state(store) is SchemaState.CURRENT
    store.close()


def test_a_revision_that_this_version_does_not_know_is_ahead(empty):
    with empty.write() as session:
        session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    assert schema_state(empty) is SchemaState.AHEAD


def test_a_revision_before_the_newest_is_behind(empty, tmp_path, monkeypatch):
    _with_one_more_migration(tmp_path / "scripts", monkeypatch)
    assert schema_state(empty) is SchemaState.BEHIND
    migrate(empty)
    assert schema_state(empty) is SchemaState.CURRENT


def test_a_migration_that_fails_changes_nothing(empty, tmp_path, monkeypatch):
    _with_one_more_migration(
        tmp_path / "scripts", monkeypatch, "CREATE TABLE half_done (id TEXT)", "SELECT nonsense"
    )
    with pytest.raises(StoreFault):
        migrate(empty)
    assert schema_state(empty) is SchemaState.BEHIND
    with empty.read() as session:
        assert not inspect(session.connection()).has_table("half_done")


def test_several_may_migrate_at_once(url):
    stores = [open_store(url) for _ in range(4)]
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(migrate, stores))
    assert {schema_state(store) for store in stores} == {SchemaState.CURRENT}
    for store in stores:
        store.close()


def test_the_migrations_make_the_tables_of_the_models(empty):
    with empty.read() as session:
        options = {"compare_type": True, "include_object": _is_ours}
        context = MigrationContext.configure(session.connection(), opts=options)
        assert compare_metadata(context, METADATA) == []


def test_the_migrations_make_the_keys_of_the_models(empty):
    with empty.read() as session:
        inspector = inspect(session.connection())
        made = {
            name: inspector.get_pk_constraint(name)["constrained_columns"]
            for name in METADATA.tables
        }
    assert made == {
        name: [each.name for each in table.primary_key] for name, table in METADATA.tables.items()
    }


@pytest.mark.only_on("postgresql")
def test_all_text_is_ordered_by_code_points(empty):
    rules = text(
        "SELECT DISTINCT collation_name FROM information_schema.columns "
        "WHERE table_schema = 'public' AND data_type IN ('text', 'character varying')"
    )
    with empty.read() as session:
        assert list(session.scalars(rules)) == ["C"]


def test_every_key_of_a_plans_parts_begins_with_the_plan():
    own = {"plan", "chart_file", "inbound_event", "appointment", "search_entry", "audit"}
    for name in METADATA.tables.keys() - own:
        assert next(iter(METADATA.tables[name].primary_key)).name == "plan", name


def test_the_way_back_leaves_nothing(store):
    with store.write() as session:
        config = schema._config()
        config.attributes["connection"] = session.connection()
        command.downgrade(config, "base")
    with store.read() as session:
        assert inspect(session.connection()).get_table_names() == ["alembic_version"]


def test_a_store_can_be_filled_after_going_back_and_forth(store, book):
    test_the_way_back_leaves_nothing(store)
    migrate(store)
    with store.write() as session:
        assert save_book(session, book)


def test_a_store_of_the_first_version_is_brought_up_with_its_plan_in_it(url, essex):
    store = open_store(url)
    metrics = tuple(replace(each, stock=False) for each in essex.plan.metrics)
    plan = replace(essex.plan, metrics=metrics, collection=None, publishing=None)
    with store.write() as session:
        _upgrade(session, "0001")
        _fill_as_then(session, replace(essex.book, plan=plan))
    assert schema_state(store) is SchemaState.BEHIND
    with store.read() as session:
        before = _digits(session)
    migrate(store)
    assert schema_state(store) is SchemaState.CURRENT
    with store.read() as session:
        assert _digits(session) == before
        assert read_plan(session, "essex") == plan
    with store.write() as session:
        assert {kind for kind, _ in save_book(session, essex.book).kinds} <= {
            *("plans", "calendars", "duties", "metrics owed", "commitments owed", "exemptions"),
            *("ways to publish", "metrics"),
        }
        assert read_plan(session, "essex") == essex.plan
    store.close()


def _upgrade(session, revision):
    config = schema._config()
    config.attributes["connection"] = session.connection()
    command.upgrade(config, revision)


def _fill_as_then(session, book):
    """Put a book into those tables that there were in the first version."""
    inspector = inspect(session.connection())
    for row, values in rows_of(book).items():
        if inspector.has_table(row.__tablename__) and values:
            columns = {each["name"] for each in inspector.get_columns(row.__tablename__)}
            known = [{name: each[name] for name in each.keys() & columns} for each in values]
            session.execute(insert(row.__table__), known)


def _digits(session):
    return session.execute(text("SELECT * FROM figure ORDER BY 1, 2, 3, 4, 5, 6")).all()


def _is_ours(thing, name, kind, reflected, compare_to):
    """All but the full-text index, which each kind of database has in its own way."""
    return not str(name).startswith(("search_words", "ix_search_entry_words"))


def _with_one_more_migration(folder: Path, monkeypatch, *statements: str) -> None:
    """The migrations of this version and one more, as a later version would have them."""
    source = schema._SCRIPTS
    (folder / "versions").mkdir(parents=True)
    (folder / "env.py").write_text((source / "env.py").read_text())
    for each in (source / "versions").glob("m*.py"):
        (folder / "versions" / each.name).write_text(each.read_text())
    newest = max(each.name for each in (source / "versions").glob("m*.py"))
    (folder / "versions" / "m9000_more.py").write_text(
        "from alembic import op\n"
        f"revision, down_revision = '9000', {newest[1:5]!r}\n"
        f"def upgrade():\n    for each in {statements!r}:\n        op.execute(each)\n"
    )
    monkeypatch.setattr(schema, "_SCRIPTS", folder)
