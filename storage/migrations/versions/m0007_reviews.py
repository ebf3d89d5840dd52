"""What editors do with submissions in review"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "review_step",
        *(_kept(name, sa.String(64)) for name in ("plan", "id", "unit")),
        _kept("quarter", sa.String(10)),
        _kept("revision", sa.Integer()),
        _kept("kind", sa.String(24)),
        _kept("by", sa.String(300)),
        _kept("at", sa.DateTime(timezone=True)),
        _kept("slot", sa.String(140)),
        _kept("text", sa.Text()),
        _kept("to", sa.String(300)),
        _kept("of", sa.String(64)),
        _kept("place", sa.Integer()),
        sa.ForeignKeyConstraint(["plan"], ["plan.id"], deferrable=True, initially="DEFERRED"),
        sa.PrimaryKeyConstraint("plan", "id"),
    )
    name = op.f("ix_review_step_plan_quarter_unit")
    op.create_index(name, "review_step", ["plan", "quarter", "unit"])


def downgrade() -> None:
    op.drop_table("review_step")


def _kept(name: str, kind: Any) -> sa.Column[Any]:  # noqa: ANN401 - any type of column
    return sa.Column(name, kind, nullable=False)
