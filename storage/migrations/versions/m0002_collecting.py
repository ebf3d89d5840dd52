"""What is owed each quarter, drafts and revisions, covers, the outbox and the audit log"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

Part = sa.Column[Any] | sa.ForeignKeyConstraint | sa.UniqueConstraint

_TABLES = (
    *("audit", "delivery", "reply", "snooze", "absence", "cover"),
    *("revision_entry", "revision", "draft_entry", "draft"),
    *("duty_exemption", "duty_commitment", "duty_metric", "duty", "collection"),
)
# An INSERT OR REPLACE deletes without asking the trigger for deletes, hence the last one.
_SQLITE_APPEND_ONLY = tuple(
    f"""
    CREATE TRIGGER audit_{name} BEFORE {what} BEGIN
        SELECT RAISE(ABORT, 'the audit log is append-only');
    END
    """
    for name, what in (
        ("unchanged", "UPDATE ON audit"),
        ("undeleted", "DELETE ON audit"),
        (
            "unreplaced",
            "INSERT ON audit WHEN EXISTS (SELECT 1 FROM audit WHERE number = new.number)",
        ),
    )
)
_POSTGRESQL_APPEND_ONLY = (
    """
    CREATE FUNCTION audit_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        RAISE EXCEPTION 'the audit log is append-only';
    END $$
    """,
    """
    CREATE TRIGGER audit_unchanged BEFORE UPDATE OR DELETE ON audit
    FOR EACH ROW EXECUTE FUNCTION audit_is_append_only()
    """,
    """
    CREATE TRIGGER audit_untruncated BEFORE TRUNCATE ON audit
    FOR EACH STATEMENT EXECUTE FUNCTION audit_is_append_only()
    """,
)


def upgrade() -> None:
    _create_duties()
    _create_drafts()
    _create_revisions()
    _create_replies()
    _create_covers()
    _create_deliveries()
    _create_audit()


def downgrade() -> None:
    for table in _TABLES:
        op.drop_table(table)
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION audit_is_append_only()")


def _create_duties() -> None:
    _create(
        "collection",
        *_wholes("opens", "due", "publishes"),
        *_lists("remind", "chase"),
        *(sa.Column(name, sa.Time(), nullable=False) for name in ("hours_from", "hours_to")),
        *_ids("timezone", "subdivision"),
        *_lists("days_off"),
        *_ids("editors"),
        key="",
    )
    _create(
        "duty",
        *_ids("unit"),
        sa.Column("manager", sa.String(64)),
        *_wholes("place"),
        _refers("unit", "unit"),
        _refers("person", "manager"),
        key="unit",
    )
    for owed in ("metric", "commitment"):
        link: list[Part] = [*_ids("unit", owed), *_wholes("place")]
        refers = (_refers("unit", "unit"), _refers(owed, owed))
        _create(f"duty_{owed}", *link, *refers, key=f"unit {owed}")
    exemption: list[Part] = [*_ids("unit"), _quarter(), *_wholes("place"), _refers("unit", "unit")]
    _create("duty_exemption", *exemption, key="unit quarter")


def _create_drafts() -> None:
    _create(
        "draft",
        _quarter(),
        *_ids("unit", "id"),
        *_wholes("version"),
        *_ids("by"),
        _moment("at"),
        sa.UniqueConstraint("id"),
        key="quarter unit",
    )
    _create(
        "draft_entry",
        _quarter(),
        *_ids("unit"),
        *_entry(),
        *_wholes("version"),
        *_ids("by"),
        _refers("draft", "quarter", "unit"),
        key="quarter unit slot",
    )


def _create_revisions() -> None:
    _create(
        "revision",
        _quarter(),
        *_ids("unit"),
        *_wholes("number"),
        *_lines("key"),
        sa.Column("draft", sa.String(64)),
        *_ids("by"),
        _moment("at"),
        sa.Column("late", sa.Boolean(), nullable=False),
        *_texts("nil"),
        _word("state"),
        _moment("state_at"),
        sa.UniqueConstraint("plan", "quarter", "unit", "key"),
        sa.UniqueConstraint("draft"),
        key="quarter unit number",
    )
    _create(
        "revision_entry",
        _quarter(),
        *_ids("unit"),
        *_wholes("number"),
        *_entry(),
        _refers("revision", "quarter", "unit", "number"),
        key="quarter unit number slot",
    )


def _create_replies() -> None:
    kept = (*_texts("text"), *_lists("links"), _moment("at"), *_lines("settled"))
    _create("reply", *_ids("id"), _quarter(), *_ids("person"), *kept, key="id")


def _create_covers() -> None:
    cover = (_quarter(), *_ids("unit", "giver", "taker"), _moment("at"))
    absence = (*_ids("person"), sa.Column("until", sa.Date(), nullable=False))
    _create("cover", *cover, key="quarter unit")
    _create("absence", *absence, key="person")
    _create("snooze", _quarter(), *_ids("person"), _moment("until"), key="quarter person")


def _create_deliveries() -> None:
    _create(
        "delivery",
        sa.Column("key", sa.String(200), nullable=False),
        *_ids("kind"),
        _quarter(optional=True),
        *_ids("recipient"),
        _moment("due"),
        *_lists("about"),
        _word("state"),
        _moment("claimed", optional=True),
        _moment("sent", optional=True),
        *_ids("channel", "ts"),
        key="key",
    )
    _index("delivery", "plan", "state", "due")
    _index("delivery", "plan", "quarter")
    _index("delivery", "plan", "channel", "ts")


def _create_audit() -> None:
    op.create_table(
        "audit",
        *_wholes("number"),
        *_ids("plan"),
        _moment("at"),
        *_ids("who"),
        *_lines("what", "subject"),
        *_texts("before", "after"),
        _of_plan(),
        sa.PrimaryKeyConstraint("number"),
    )
    _index("audit", "plan", "subject")
    on_sqlite = op.get_bind().dialect.name == "sqlite"
    for statement in _SQLITE_APPEND_ONLY if on_sqlite else _POSTGRESQL_APPEND_ONLY:
        op.execute(statement)


def _create(table: str, *parts: Part, key: str) -> None:
    """A table of what belongs to a plan; its key begins with the plan."""
    whole_key = sa.PrimaryKeyConstraint("plan", *key.split())
    op.create_table(table, *_ids("plan"), *parts, _of_plan(), whole_key)


def _index(table: str, *columns: str) -> None:
    op.create_index(op.f(f"ix_{table}_{'_'.join(columns)}"), table, list(columns))


def _refers(table: str, *columns: str) -> sa.ForeignKeyConstraint:
    keys = ["id"] if len(columns) == 1 else columns
    return sa.ForeignKeyConstraint(
        ["plan", *columns],
        [f"{table}.plan", *(f"{table}.{key}" for key in keys)],
        deferrable=True,
        initially="DEFERRED",
    )


def _of_plan() -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["plan"], ["plan.id"], deferrable=True, initially="DEFERRED")


def _entry() -> list[sa.Column[Any]]:
    return [
        sa.Column("slot", sa.String(140), nullable=False),
        *_texts("text"),
        sa.Column("value", sa.String(40)),
        *_lists("links"),
        *_wholes("place"),
    ]


def _quarter(*, optional: bool = False) -> sa.Column[Any]:
    return sa.Column("quarter", sa.String(10), nullable=optional)


def _moment(name: str, *, optional: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=optional)


def _ids(*names: str) -> list[sa.Column[Any]]:
    return [sa.Column(name, sa.String(64), nullable=False) for name in names]


def _lines(*names: str) -> list[sa.Column[Any]]:
    return [sa.Column(name, sa.String(300), nullable=False) for name in names]


def _texts(*names: str) -> list[sa.Column[Any]]:
    return [sa.Column(name, sa.Text(), nullable=False) for name in names]


def _lists(*names: str) -> list[sa.Column[Any]]:
    return [sa.Column(name, sa.JSON(), nullable=False) for name in names]


def _wholes(*names: str) -> list[sa.Column[Any]]:
    return [sa.Column(name, sa.Integer(), nullable=False) for name in names]


def _word(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.String(24), nullable=False)
