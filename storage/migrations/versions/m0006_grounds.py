"""What figures are judged by: kinds of metrics, populations, other forces, and decisions"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

Part = sa.Column[Any] | sa.ForeignKeyConstraint

_FLAGS = ("stock", "rolling")


def upgrade() -> None:
    for flag in _FLAGS:
        _add(sa.Column(flag, sa.Boolean(), nullable=False, server_default=sa.false()))
    _add(sa.Column("target", sa.String(40)))
    _add(sa.Column("suppress_below", sa.Integer()))
    _create(
        "share",
        *_ids("metric", "numerator", "denominator"),
        *(_refers("metric", each) for each in ("metric", "numerator", "denominator")),
        key="metric",
    )
    _create(
        "population",
        *_ids("area"),
        *_wholes("year", "people"),
        _line("source"),
        _refers("area", "area"),
        key="area year",
    )
    _create_peers()
    _create_decisions()


def downgrade() -> None:
    for table in ("decision", "peer", "population", "share"):
        op.drop_table(table)
    for column in ("suppress_below", "target", *reversed(_FLAGS)):
        op.drop_column("metric", column)


def _add(column: sa.Column[Any]) -> None:
    op.add_column("metric", column)


def _create_peers() -> None:
    _create(
        "peer",
        *_ids("metric"),
        *(sa.Column(name, sa.Date(), nullable=False) for name in ("ends", "starts")),
        _line("force"),
        *_wholes("population", "year"),
        sa.Column("count", sa.Integer()),
        sa.Column("rate", sa.String(40)),
        _line("source"),
        _refers("metric", "metric"),
        key="metric ends starts force",
    )


def _create_decisions() -> None:
    _create(
        "decision",
        *_ids("metric", "area"),
        sa.Column("quarter", sa.String(10), nullable=False),
        sa.Column("kind", sa.String(24), nullable=False),
        _line("who"),
        sa.Column("decided", sa.Date(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        *_ids("recorded_by"),
        _refers("metric", "metric"),
        _refers("area", "area"),
        key="metric area quarter kind",
    )


def _create(table: str, *parts: Part, key: str) -> None:
    """A table of what belongs to a plan; its key begins with the plan."""
    of_plan = sa.ForeignKeyConstraint(["plan"], ["plan.id"], deferrable=True, initially="DEFERRED")
    whole_key = sa.PrimaryKeyConstraint("plan", *key.split())
    op.create_table(table, *_ids("plan"), *parts, of_plan, whole_key)


def _refers(table: str, column: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["plan", column],
        [f"{table}.plan", f"{table}.id"],
        deferrable=True,
        initially="DEFERRED",
    )


def _ids(*names: str) -> list[sa.Column[Any]]:
    return [sa.Column(name, sa.String(64), nullable=False) for name in names]


def _wholes(*names: str) -> list[sa.Column[Any]]:
    return [sa.Column(name, sa.Integer(), nullable=False) for name in names]


def _line(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.String(300), nullable=False)
