"""The schema and its age: migrations are run by command, never on the way past."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from storage.collation import order_alike
from storage.session import Session, Store

_SCRIPTS = Path(__file__).parent / "migrations"


class SchemaState(StrEnum):
    CURRENT = "current"
    BEHIND = "behind"
    AHEAD = "ahead"  # made by a newer PCP bot than this one
    EMPTY = "empty"


def schema_state(store: Store) -> SchemaState:
    """Compare the store with the migrations of this version."""
    scripts = ScriptDirectory.from_config(_config())
    with store.read() as session:
        at = MigrationContext.configure(session.connection()).get_current_revision()
    if at is None:
        return SchemaState.EMPTY
    if at == scripts.get_current_head():
        return SchemaState.CURRENT
    known = {each.revision for each in scripts.walk_revisions()}
    return SchemaState.BEHIND if at in known else SchemaState.AHEAD


def migrate(store: Store) -> None:
    """Bring the schema up to date in one transaction; a second process waits and finds it done."""
    with store.write() as session:
        bring_up(session)


def bring_up(session: Session) -> None:
    """Bring the schema up to date in the caller's transaction."""
    config = _config()
    config.attributes["connection"] = session.connection()
    command.upgrade(config, "head")
    order_alike(session)


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(_SCRIPTS).replace("%", "%%"))
    return config
