"""Plans and their figures, standings, updates and people; the search index; what doors remember"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_SQLITE_SEARCH = (
    """
    CREATE VIRTUAL TABLE search_words USING fts5(
        head, body, content='search_entry', content_rowid='number',
        tokenize='unicode61 remove_diacritics 0', prefix='2 3'
    )
    """,
    """
    CREATE TRIGGER search_entry_added AFTER INSERT ON search_entry BEGIN
        INSERT INTO search_words (rowid, head, body) VALUES (new.number, new.head, new.body);
    END
    """,
    """
    CREATE TRIGGER search_entry_withdrawn AFTER DELETE ON search_entry BEGIN
        INSERT INTO search_words (search_words, rowid, head, body)
        VALUES ('delete', old.number, old.head, old.body);
    END
    """,
    """
    CREATE TRIGGER search_entry_changed AFTER UPDATE ON search_entry BEGIN
        INSERT INTO search_words (search_words, rowid, head, body)
        VALUES ('delete', old.number, old.head, old.body);
        INSERT INTO search_words (rowid, head, body) VALUES (new.number, new.head, new.body);
    END
    """,
)
_POSTGRESQL_SEARCH = (
    """
    CREATE INDEX ix_search_entry_words ON search_entry USING gin (
        (setweight(to_tsvector('simple', head), 'A') || setweight(to_tsvector('simple', body), 'B'))
    )
    """,
)


def upgrade() -> None:
    op.create_table(
        "chart_file",
        sa.Column("fingerprint", sa.String(64), nullable=False),
        sa.Column("audience", sa.String(64), nullable=False),
        sa.Column("file_id", sa.String(64), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("fingerprint", "audience", name=op.f("pk_chart_file")),
    )
    op.create_table(
        "inbound_event",
        sa.Column("id", sa.String(300), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inbound_event")),
    )
    op.create_index(op.f("ix_inbound_event_seen_at"), "inbound_event", ["seen_at"], unique=False)
    op.create_table(
        "plan",
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("force", sa.String(300), nullable=False),
        sa.Column("name", sa.String(300), nullable=False),
        sa.Column("starts", sa.Date(), nullable=False),
        sa.Column("ends", sa.Date(), nullable=False),
        sa.Column("group_size", sa.Integer(), nullable=False),
        sa.Column("group_name", sa.String(300), nullable=False),
        sa.Column("marking", sa.String(300), nullable=False),
        sa.Column("source", sa.String(300), nullable=False),
        sa.Column("fingerprint", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan")),
    )
    op.create_table(
        "alias",
        sa.Column("plan", sa.String(64), nullable=False),
        sa.Column("kind", sa.String(64), nullable=False),
        sa.Column("of", sa.String(64), nullable=False),
        sa.Column("word", sa.String(300), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["plan"], ["plan.id"], name=op.f("fk_alias_plan"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("plan", "kind", "of", "word", name=op.f("pk_alias")),
    )
    op.create_table(
        "area",
        sa.Column("plan", sa.String(64), nullable=False),
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("kind", sa.String(24), nullable=False),
        sa.Column("name", sa.String(300), nullable=False),
        sa.Column("parent", sa.String(64), nullable=True),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["plan", "parent"],
            ["area.plan", "area.id"],
            name=op.f("fk_area_plan_parent"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["plan"], ["plan.id"], name=op.f("fk_area_plan"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("plan", "id", name=op.f("pk_area")),
    )
    op.create_table(
        "caveat",
        sa.Column("plan", sa.String(64), nullable=False),
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("kind", sa.String(24), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["plan"],
            ["plan.id"],
            name=op.f("fk_caveat_plan"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("plan", "id", name=op.f("pk_caveat")),
    )
    op.create_table(
        "person",
        sa.Column("plan", sa.String(64), nullable=False),
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("name", sa.String(300), nullable=False),
        sa.Column("slack_id", sa.String(64), nullable=True),
        sa.Column("title", sa.String(300), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["plan"],
            ["plan.id"],
            name=op.f("fk_person_plan"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("plan", "id", name=op.f("pk_person")),
    )
    op.create_index(op.f("ix_person_plan_slack_id"), "person", ["plan", "slack_id"], unique=False)
    op.create_table(
        "priority",
        sa.Column("plan", sa.String(64), nullable=False),
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(300), nullable=False),
        sa.Column("short", sa.String(300), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["plan"],
            ["plan.id"],
            name=op.f("fk_priority_plan"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("plan", "id", name=op.f("pk_priority")),
    )
    op.create_table(
        "search_entry",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("plan", sa.String(64), nullable=False),
        sa.Column("kind", sa.String(64), nullable=False),
        sa.Column("of", sa.String(64), nullable=False),
        sa.Column("priority", sa.String(64), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("head", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["plan"],
            ["plan.id"],
            name=op.f("fk_search_entry_plan"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_search_entry")),
        sa.UniqueConstraint("plan", "kind", "of", name=op.f("uq_search_entry_plan_kind_of")),
        info={"key": ("plan", "kind", "of")},
    )
    op.create_table(
        "commitment",
        sa.Column("plan", sa.String(64), nullable=False),
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("priority", sa.String(64), nullable=False),
        sa.Column("text", sa.String(300), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["plan", "priority"],
            ["priority.plan", "priority.id"],
            name=op.f("fk_commitment_plan_priority"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["plan"],
            ["plan.id"],
            name=op.f("fk_commitment_plan"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("plan", "id", name=op.f("pk_commitment")),
    )
    op.create_table(
        "plan_caveat",
        sa.Column("plan", sa.String(64), nullable=False),
        sa.Column("caveat", sa.String(64), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["plan", "caveat"],
            ["caveat.plan", "caveat.id"],
            name=op.f("fk_plan_caveat_plan_caveat"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["plan"],
            ["plan.id"],
            name=op.f("fk_plan_caveat_plan"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("plan", "caveat", name=op.f("pk_plan_caveat")),
    )
    op.create_table(
        "unit",
        sa.Column("plan", sa.String(64), nullable=False),
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("name", sa.String(300), nullable=False),
        sa.Column("area", sa.String(64), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["plan", "area"],
            ["area.plan", "area.id"],
            name=op.f("fk_unit_plan_area"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["plan"], ["plan.id"], name=op.f("fk_unit_plan"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("plan", "id", name=op.f("pk_unit")),
    )
    op.create_table(
        "appointment",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("plan", sa.String(64), nullable=False),
        sa.Column("person", sa.String(64), nullable=False),
        sa.Column("role", sa.String(24), nullable=False),
        sa.Column("unit", sa.String(64), nullable=True),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["plan", "person"],
            ["person.plan", "person.id"],
            name=op.f("fk_appointment_plan_person"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["plan", "unit"],
            ["unit.plan", "unit.id"],
            name=op.f("fk_appointment_plan_unit"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["plan"],
            ["plan.id"],
            name=op.f("fk_appointment_plan"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_appointment")),
        info={"key": ("plan", "person", "role", "unit")},
    )
    op.create_index(
        op.f("ix_appointment_plan_person"), "appointment", ["plan", "person"], unique=False
    )
    op.create_table(
        "metric",
        sa.Column("plan", sa.String(64), nullable=False),
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("name", sa.String(300), nullable=False),
        sa.Column("unit", sa.String(300), nullable=False),
        sa.Column("kind", sa.String(24), nullable=False),
        sa.Column("good", sa.String(24), nullable=False),
        sa.Column("priority", sa.String(64), nullable=False),
        sa.Column("owner", sa.String(64), nullable=False),
        sa.Column("commitment", sa.String(64), nullable=True),
        sa.Column("definition", sa.Text(), nullable=False),
        sa.Column("part_of", sa.String(64), nullable=True),
        sa.Column("lead", sa.Boolean(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["plan", "commitment"],
            ["commitment.plan", "commitment.id"],
            name=op.f("fk_metric_plan_commitment"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["plan", "owner"],
            ["unit.plan", "unit.id"],
            name=op.f("fk_metric_plan_owner"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["plan", "part_of"],
            ["metric.plan", "metric.id"],
            name=op.f("fk_metric_plan_part_of"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["plan", "priority"],
            ["priority.plan", "priority.id"],
            name=op.f("fk_metric_plan_priority"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["plan"],
            ["plan.id"],
            name=op.f("fk_metric_plan"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("plan", "id", name=op.f("pk_metric")),
    )
    op.create_table(
        "update",
        sa.Column("plan", sa.String(64), nullable=False),
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("commitment", sa.String(64), nullable=False),
        sa.Column("unit", sa.String(64), nullable=False),
        sa.Column("area", sa.String(64), nullable=False),
        sa.Column("starts", sa.Date(), nullable=False),
        sa.Column("ends", sa.Date(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("names", sa.JSON(), nullable=False),
        sa.Column("source", sa.String(300), nullable=False),
        sa.Column("recorded", sa.Date(), nullable=True),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["plan", "area"],
            ["area.plan", "area.id"],
            name=op.f("fk_update_plan_area"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["plan", "commitment"],
            ["commitment.plan", "commitment.id"],
            name=op.f("fk_update_plan_commitment"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["plan", "unit"],
            ["unit.plan", "unit.id"],
            name=op.f("fk_update_plan_unit"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["plan"],
            ["plan.id"],
            name=op.f("fk_update_plan"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("plan", "id", name=op.f("pk_update")),
    )
    op.create_index(
        op.f("ix_update_plan_ends_commitment"),
        "update",
        ["plan", "ends", "commitment"],
        unique=False,
    )
    op.create_table(
        "aspiration",
        sa.Column("plan", sa.String(64), nullable=False),
        sa.Column("metric", sa.String(64), nullable=False),
        sa.Column("kind", sa.String(24), nullable=False),
        sa.Column("printed", sa.String(300), nullable=False),
        sa.Column("position", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["plan", "metric"],
            ["metric.plan", "metric.id"],
            name=op.f("fk_aspiration_plan_metric"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["plan"],
            ["plan.id"],
            name=op.f("fk_aspiration_plan"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("plan", "metric", name=op.f("pk_aspiration")),
    )
    op.create_table(
        "figure",
        sa.Column("plan", sa.String(64), nullable=False),
        sa.Column("metric", sa.String(64), nullable=False),
        sa.Column("area", sa.String(64), nullable=False),
        sa.Column("ends", sa.Date(), nullable=False),
        sa.Column("starts", sa.Date(), nullable=False),
        sa.Column("vintage", sa.String(24), nullable=False),
        sa.Column("value", sa.String(40), nullable=False),
        sa.Column("origin", sa.String(24), nullable=False),
        sa.Column("source", sa.String(300), nullable=False),
        sa.Column("recorded_by", sa.String(300), nullable=False),
        sa.ForeignKeyConstraint(
            ["plan", "area"],
            ["area.plan", "area.id"],
            name=op.f("fk_figure_plan_area"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["plan", "metric"],
            ["metric.plan", "metric.id"],
            name=op.f("fk_figure_plan_metric"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["plan"],
            ["plan.id"],
            name=op.f("fk_figure_plan"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint(
            "plan", "metric", "area", "ends", "starts", "vintage", name=op.f("pk_figure")
        ),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_figure_plan_ends"), "figure", ["plan", "ends"], unique=False)
    op.create_table(
        "metric_caveat",
        sa.Column("plan", sa.String(64), nullable=False),
        sa.Column("metric", sa.String(64), nullable=False),
        sa.Column("caveat", sa.String(64), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["plan", "caveat"],
            ["caveat.plan", "caveat.id"],
            name=op.f("fk_metric_caveat_plan_caveat"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["plan", "metric"],
            ["metric.plan", "metric.id"],
            name=op.f("fk_metric_caveat_plan_metric"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["plan"],
            ["plan.id"],
            name=op.f("fk_metric_caveat_plan"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("plan", "metric", "caveat", name=op.f("pk_metric_caveat")),
    )
    op.create_table(
        "standing",
        sa.Column("plan", sa.String(64), nullable=False),
        sa.Column("metric", sa.String(64), nullable=False),
        sa.Column("as_at", sa.Date(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("best", sa.Integer(), nullable=False),
        sa.Column("rate", sa.String(40), nullable=True),
        sa.Column("rate_unit", sa.String(300), nullable=False),
        sa.Column("to_average", sa.String(40), nullable=True),
        sa.Column("to_average_note", sa.String(300), nullable=False),
        sa.Column("to_quartile", sa.String(40), nullable=True),
        sa.Column("to_quartile_note", sa.String(300), nullable=False),
        sa.Column("gap_unit", sa.String(300), nullable=False),
        sa.Column("data_to", sa.Date(), nullable=True),
        sa.Column("source", sa.String(300), nullable=False),
        sa.ForeignKeyConstraint(
            ["plan", "metric"],
            ["metric.plan", "metric.id"],
            name=op.f("fk_standing_plan_metric"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["plan"],
            ["plan.id"],
            name=op.f("fk_standing_plan"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("plan", "metric", "as_at", name=op.f("pk_standing")),
    )
    op.create_table(
        "figure_caveat",
        sa.Column("plan", sa.String(64), nullable=False),
        sa.Column("metric", sa.String(64), nullable=False),
        sa.Column("area", sa.String(64), nullable=False),
        sa.Column("ends", sa.Date(), nullable=False),
        sa.Column("starts", sa.Date(), nullable=False),
        sa.Column("vintage", sa.String(24), nullable=False),
        sa.Column("caveat", sa.String(64), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["plan", "caveat"],
            ["caveat.plan", "caveat.id"],
            name=op.f("fk_figure_caveat_plan_caveat"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["plan", "metric", "area", "ends", "starts", "vintage"],
            [
                "figure.plan",
                "figure.metric",
                "figure.area",
                "figure.ends",
                "figure.starts",
                "figure.vintage",
            ],
            name=op.f("fk_figure_caveat_plan_metric_area_ends_starts_vintage"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["plan"],
            ["plan.id"],
            name=op.f("fk_figure_caveat_plan"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint(
            "plan",
            "metric",
            "area",
            "ends",
            "starts",
            "vintage",
            "caveat",
            name=op.f("pk_figure_caveat"),
        ),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "standing_caveat",
        sa.Column("plan", sa.String(64), nullable=False),
        sa.Column("metric", sa.String(64), nullable=False),
        sa.Column("as_at", sa.Date(), nullable=False),
        sa.Column("caveat", sa.String(64), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["plan", "caveat"],
            ["caveat.plan", "caveat.id"],
            name=op.f("fk_standing_caveat_plan_caveat"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["plan", "metric", "as_at"],
            ["standing.plan", "standing.metric", "standing.as_at"],
            name=op.f("fk_standing_caveat_plan_metric_as_at"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["plan"],
            ["plan.id"],
            name=op.f("fk_standing_caveat_plan"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint(
            "plan", "metric", "as_at", "caveat", name=op.f("pk_standing_caveat")
        ),
    )
    for statement in _search_statements():
        op.execute(statement)


def _search_statements() -> tuple[str, ...]:
    on_sqlite = op.get_bind().dialect.name == "sqlite"
    return _SQLITE_SEARCH if on_sqlite else _POSTGRESQL_SEARCH


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TABLE search_words")
    for table in _NEWEST_FIRST:
        op.drop_table(table)


_NEWEST_FIRST = (
    "standing_caveat",
    "figure_caveat",
    "standing",
    "metric_caveat",
    "figure",
    "aspiration",
    "update",
    "metric",
    "appointment",
    "unit",
    "plan_caveat",
    "commitment",
    "search_entry",
    "priority",
    "person",
    "caveat",
    "area",
    "alias",
    "plan",
    "inbound_event",
    "chart_file",
)
