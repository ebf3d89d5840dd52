"""What checks found in submissions, and what leads said of it"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "draft_explanation",
        *_at(),
        _id("key"),
        _text("text"),
        _id("by"),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        *_refers("draft", "quarter", "unit"),
        sa.PrimaryKeyConstraint("plan", "quarter", "unit", "key"),
    )
    op.create_table(
        "concern",
        *_at(),
        _whole("number"),
        _id("key"),
        sa.Column("slot", sa.String(140), nullable=False),
        _id("kind"),
        _text("said"),
        _text("excerpt"),
        sa.Column("is_fault", sa.Boolean(), nullable=False),
        _text("explanation"),
        _whole("place"),
        *_refers("revision", "quarter", "unit", "number"),
        sa.PrimaryKeyConstraint("plan", "quarter", "unit", "number", "key"),
    )


def downgrade() -> None:
    op.drop_table("concern")
    op.drop_table("draft_explanation")


def _at() -> list[sa.Column[Any]]:
    return [_id("plan"), sa.Column("quarter", sa.String(10), nullable=False), _id("unit")]


def _refers(table: str, *columns: str) -> list[sa.ForeignKeyConstraint]:
    later: dict[str, Any] = {"deferrable": True, "initially": "DEFERRED"}
    parts = ["plan", *columns]
    return [
        sa.ForeignKeyConstraint(["plan"], ["plan.id"], **later),
        sa.ForeignKeyConstraint(parts, [f"{table}.{name}" for name in parts], **later),
    ]


def _id(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.String(64), nullable=False)


def _text(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.Text(), nullable=False)


def _whole(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.Integer(), nullable=False)
