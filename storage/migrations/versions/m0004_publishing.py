"""Where a quarter is published, and how its documents look"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "publishing",
        sa.Column("plan", sa.String(64), nullable=False),
        sa.Column("channels", sa.JSON(), nullable=False),
        sa.Column("contact", sa.String(64)),
        *(sa.Column(name, sa.Boolean(), nullable=False) for name in ("self_approval", "automatic")),
        sa.Column("crest", sa.Text(), nullable=False),
        *(sa.Column(name, sa.String(64), nullable=False) for name in ("colour", "accent")),
        sa.PrimaryKeyConstraint("plan", name=op.f("pk_publishing")),
        sa.ForeignKeyConstraint(
            ["plan"],
            ["plan.id"],
            name=op.f("fk_publishing_plan"),
            deferrable=True,
            initially="DEFERRED",
        ),
        sa.ForeignKeyConstraint(
            ["plan", "contact"],
            ["person.plan", "person.id"],
            name=op.f("fk_publishing_plan_contact"),
            deferrable=True,
            initially="DEFERRED",
        ),
    )


def downgrade() -> None:
    op.drop_table("publishing")
