"""The turn of a claim, by which whoever lost it is known, and who claimed"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("delivery", sa.Column("turn", sa.Integer(), nullable=False, server_default="0"))
    op.add_column(
        "delivery", sa.Column("claimant", sa.String(64), nullable=False, server_default="")
    )


def downgrade() -> None:
    op.drop_column("delivery", "claimant")
    op.drop_column("delivery", "turn")
