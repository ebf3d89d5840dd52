"""Seals that hold the audit log together, and let a person in it be forgotten"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

# A line may be changed once its salt is gone, and with it the proof of what it said; its seal
# stays, and so does its moment.
_LET_GO = """
    new.number = old.number AND new.plan = old.plan AND new.at = old.at
    AND EXISTS (SELECT 1 FROM audit_seal WHERE plan = old.plan AND line = old.number)
    AND NOT EXISTS (SELECT 1 FROM audit_salt WHERE plan = old.plan AND line = old.number)
"""
_SAYS = "the audit log is append-only"
_UNCHANGED = f"""
    CREATE TRIGGER audit_unchanged BEFORE UPDATE ON audit {{when}} BEGIN
        SELECT RAISE(ABORT, '{_SAYS}');
    END
"""
_IS_THERE = """EXISTS (
    SELECT 1 FROM audit_seal
    WHERE plan = new.plan AND (place = new.place OR line = new.line)
)"""
_SEALS_STAY = tuple(
    f"""
    CREATE TRIGGER audit_seal_{name} BEFORE {what} BEGIN
        SELECT RAISE(ABORT, '{_SAYS}');
    END
    """
    for name, what in (
        ("unchanged", "UPDATE ON audit_seal"),
        ("undeleted", "DELETE ON audit_seal"),
        ("unreplaced", f"INSERT ON audit_seal WHEN {_IS_THERE}"),
    )
)
_ON_SQLITE = (
    "DROP TRIGGER audit_unchanged",
    _UNCHANGED.format(when=f"WHEN NOT ({_LET_GO})"),
    *_SEALS_STAY,
)
_ON_POSTGRESQL = (
    f"""
    CREATE FUNCTION audit_lets_go() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF {_LET_GO} THEN
            RETURN new;
        END IF;
        RAISE EXCEPTION '{_SAYS}';
    END $$
    """,
    "DROP TRIGGER audit_unchanged ON audit",
    """
    CREATE TRIGGER audit_unchanged BEFORE UPDATE ON audit
    FOR EACH ROW EXECUTE FUNCTION audit_lets_go()
    """,
    """
    CREATE TRIGGER audit_undeleted BEFORE DELETE ON audit
    FOR EACH ROW EXECUTE FUNCTION audit_is_append_only()
    """,
    """
    CREATE TRIGGER audit_seal_unchanged BEFORE UPDATE OR DELETE ON audit_seal
    FOR EACH ROW EXECUTE FUNCTION audit_is_append_only()
    """,
    """
    CREATE TRIGGER audit_seal_untruncated BEFORE TRUNCATE ON audit_seal
    FOR EACH STATEMENT EXECUTE FUNCTION audit_is_append_only()
    """,
)
_BACK_ON_SQLITE = ("DROP TRIGGER audit_unchanged", _UNCHANGED.format(when=""))
_BACK_ON_POSTGRESQL = (
    "DROP TRIGGER audit_undeleted ON audit",
    "DROP TRIGGER audit_unchanged ON audit",
    """
    CREATE TRIGGER audit_unchanged BEFORE UPDATE OR DELETE ON audit
    FOR EACH ROW EXECUTE FUNCTION audit_is_append_only()
    """,
    "DROP FUNCTION audit_lets_go()",
)


def upgrade() -> None:
    _create("audit_seal", _whole("place"), _whole("line"), _hash("digest"), _hash("chain"))
    _create("audit_salt", _whole("line"), sa.Column("salt", sa.String(32), nullable=False))
    for statement in _ON_SQLITE if _is_sqlite() else _ON_POSTGRESQL:
        op.execute(statement)


def downgrade() -> None:
    for statement in _BACK_ON_SQLITE if _is_sqlite() else _BACK_ON_POSTGRESQL:
        op.execute(statement)
    for table in ("audit_salt", "audit_seal"):
        op.drop_table(table)


def _is_sqlite() -> bool:
    return op.get_bind().dialect.name == "sqlite"


def _create(table: str, key: sa.Column[int], *columns: sa.Column[Any]) -> None:
    unique = [sa.UniqueConstraint("plan", "line")] if table == "audit_seal" else []
    op.create_table(
        table,
        sa.Column("plan", sa.String(64), nullable=False),
        key,
        *columns,
        sa.ForeignKeyConstraint(["plan"], ["plan.id"], deferrable=True, initially="DEFERRED"),
        sa.PrimaryKeyConstraint("plan", key.name),
        *unique,
    )


def _whole(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=False, autoincrement=False)


def _hash(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.String(64), nullable=False)
