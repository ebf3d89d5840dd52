"""Quarters as they were published"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "edition",
        sa.Column("plan", sa.String(64), nullable=False),
        sa.Column("quarter", sa.String(10), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.String(64), nullable=False),
        sa.Column("digest", sa.String(300), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("snapshot", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["plan"], ["plan.id"], deferrable=True, initially="DEFERRED"),
        sa.PrimaryKeyConstraint("plan", "quarter", "number"),
    )


def downgrade() -> None:
    op.drop_table("edition")
