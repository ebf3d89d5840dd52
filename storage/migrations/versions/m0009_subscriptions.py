"""Who is told of which priority or area, and when"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "subscription",
        *(
            _kept(name, sa.String(64))
            for name in ("plan", "id", "priority", "area", "recipient", "by")
        ),
        _kept("at", sa.DateTime(timezone=True)),
        _kept("rhythm", sa.String(24)),
        *(_kept(name, sa.Integer()) for name in ("weekday", "hour")),
        sa.ForeignKeyConstraint(["plan"], ["plan.id"], deferrable=True, initially="DEFERRED"),
        sa.PrimaryKeyConstraint("plan", "id"),
    )
    op.create_index(op.f("ix_subscription_plan_recipient"), "subscription", ["plan", "recipient"])


def downgrade() -> None:
    op.drop_table("subscription")


def _kept(name: str, kind: Any) -> sa.Column[Any]:  # noqa: ANN401 - any type of column
    return sa.Column(name, kind, nullable=False)
