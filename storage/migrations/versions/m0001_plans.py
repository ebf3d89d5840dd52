"""Plans, their figures, standings, updates and people; the search index; what doors remember"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

Part = sa.Column[Any] | sa.ForeignKeyConstraint

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
_FIGURE_KEY = ("metric", "area", "ends", "starts", "vintage")


def upgrade() -> None:
    _create_plan()
    _create_vocabulary()
    _create_metrics()
    _create_figures()
    _create_standings()
    _create_updates()
    _create_people()
    _create_search()
    _create_memories()


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TABLE search_words")
    tables = sa.inspect(op.get_bind()).get_sorted_table_and_fkc_names()
    for table, _ in reversed(tables):
        if table and table != "alembic_version":
            op.drop_table(table)


def _create_plan() -> None:
    op.create_table(
        "plan",
        *_ids("id", "fingerprint"),
        *_lines("force", "name", "group_name", "marking", "source"),
        *_dates("starts", "ends"),
        _whole("group_size"),
        sa.PrimaryKeyConstraint("id"),
    )


def _create_vocabulary() -> None:
    place = _whole("place")
    _create("caveat", *_ids("id"), _word("kind"), _text("text"), place)
    _create("plan_caveat", *_ids("caveat"), place, _refers("caveat", "caveat"), key="caveat")
    _create("alias", *_ids("kind", "of"), *_lines("word"), place, key="kind of word")
    _create(
        "area",
        *_ids("id"),
        _word("kind"),
        *_lines("name"),
        _id_or_none("parent"),
        place,
        _refers("area", "parent"),
    )
    _create("unit", *_ids("id", "area"), *_lines("name"), place, _refers("area", "area"))
    _create("priority", *_ids("id"), _whole("number"), *_lines("name", "short"), place)
    _create(
        "commitment",
        *_ids("id", "priority"),
        *_lines("text"),
        place,
        _refers("priority", "priority"),
    )


def _create_metrics() -> None:
    _create(
        "metric",
        *_ids("id", "priority", "owner"),
        *_lines("name", "unit"),
        _word("kind"),
        _word("good"),
        _id_or_none("commitment"),
        _text("definition"),
        _id_or_none("part_of"),
        sa.Column("lead", sa.Boolean(), nullable=False),
        _whole("place"),
        _refers("priority", "priority"),
        _refers("unit", "owner"),
        _refers("commitment", "commitment"),
        _refers("metric", "part_of"),
    )
    _create_link("metric_caveat", _refers("metric", "metric"), *_ids("metric"))
    _create(
        "aspiration",
        *_ids("metric"),
        _word("kind"),
        *_lines("printed"),
        sa.Column("position", sa.Integer()),
        _refers("metric", "metric"),
        key="metric",
    )


def _create_figures() -> None:
    _create(
        "figure",
        *_figure_key(),
        _digits("value", optional=False),
        _word("origin"),
        *_lines("source", "recorded_by"),
        _refers("metric", "metric"),
        _refers("area", "area"),
        key=" ".join(_FIGURE_KEY),
        rowid=False,
    )
    op.create_index(op.f("ix_figure_plan_ends"), "figure", ["plan", "ends"])
    _create_link("figure_caveat", _refers("figure", *_FIGURE_KEY), *_figure_key(), rowid=False)


def _create_standings() -> None:
    _create(
        "standing",
        *_ids("metric"),
        *_dates("as_at"),
        *(_whole(name) for name in ("position", "size", "best")),
        *(_digits(name) for name in ("rate", "to_average", "to_quartile")),
        *_lines("rate_unit", "to_average_note", "to_quartile_note", "gap_unit", "source"),
        sa.Column("data_to", sa.Date()),
        _refers("metric", "metric"),
        key="metric as_at",
    )
    standing = _refers("standing", "metric", "as_at")
    _create_link("standing_caveat", standing, *_ids("metric"), *_dates("as_at"))


def _create_updates() -> None:
    _create(
        "update",
        *_ids("id", "commitment", "unit", "area"),
        *_dates("starts", "ends"),
        _text("text"),
        sa.Column("names", sa.JSON(), nullable=False),
        *_lines("source"),
        sa.Column("recorded", sa.Date()),
        _whole("place"),
        *(_refers(each, each) for each in ("commitment", "unit", "area")),
    )
    name = op.f("ix_update_plan_ends_commitment")
    op.create_index(name, "update", ["plan", "ends", "commitment"])


def _create_people() -> None:
    place = _whole("place")
    _create("person", *_ids("id"), *_lines("name", "title"), _id_or_none("slack_id"), place)
    op.create_index(op.f("ix_person_plan_slack_id"), "person", ["plan", "slack_id"])
    op.create_table(
        "appointment",
        _whole("number"),
        *_ids("plan", "person"),
        _word("role"),
        _id_or_none("unit"),
        place,
        _of_plan(),
        _refers("person", "person"),
        _refers("unit", "unit"),
        sa.PrimaryKeyConstraint("number"),
    )
    op.create_index(op.f("ix_appointment_plan_person"), "appointment", ["plan", "person"])


def _create_search() -> None:
    op.create_table(
        "search_entry",
        _whole("number"),
        *_ids("plan", "kind", "of", "priority"),
        *(_text(name) for name in ("title", "text", "head", "body")),
        _of_plan(),
        sa.PrimaryKeyConstraint("number"),
        sa.UniqueConstraint("plan", "kind", "of"),
    )
    on_sqlite = op.get_bind().dialect.name == "sqlite"
    for statement in _SQLITE_SEARCH if on_sqlite else _POSTGRESQL_SEARCH:
        op.execute(statement)


def _create_memories() -> None:
    op.create_table(
        "chart_file",
        *_ids("fingerprint", "audience", "file_id"),
        _moment("created_at"),
        sa.PrimaryKeyConstraint("fingerprint", "audience"),
    )
    op.create_table(
        "inbound_event", *_lines("id"), _moment("seen_at"), sa.PrimaryKeyConstraint("id")
    )
    op.create_index(op.f("ix_inbound_event_seen_at"), "inbound_event", ["seen_at"])


def _create(table: str, *parts: Part, key: str = "id", rowid: bool = True) -> None:
    """A table of what belongs to a plan; its key begins with the plan."""
    op.create_table(
        table,
        *_ids("plan"),
        *parts,
        _of_plan(),
        sa.PrimaryKeyConstraint("plan", *key.split()),
        sqlite_with_rowid=rowid,
    )


def _create_link(
    table: str, to: sa.ForeignKeyConstraint, *key: sa.Column[Any], rowid: bool = True
) -> None:
    """Which caveats go with something."""
    names = " ".join(each.name for each in key)
    parts: tuple[Part, ...] = (
        *key,
        *_ids("caveat"),
        _whole("place"),
        to,
        _refers("caveat", "caveat"),
    )
    _create(table, *parts, key=f"{names} caveat", rowid=rowid)


def _figure_key() -> list[sa.Column[Any]]:
    return [*_ids("metric", "area"), *_dates("ends", "starts"), _word("vintage")]


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


def _ids(*names: str) -> list[sa.Column[Any]]:
    return [sa.Column(name, sa.String(64), nullable=False) for name in names]


def _id_or_none(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.String(64))


def _lines(*names: str) -> list[sa.Column[Any]]:
    return [sa.Column(name, sa.String(300), nullable=False) for name in names]


def _dates(*names: str) -> list[sa.Column[Any]]:
    return [sa.Column(name, sa.Date(), nullable=False) for name in names]


def _text(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.Text(), nullable=False)


def _word(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.String(24), nullable=False)


def _whole(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.Integer(), nullable=False)


def _digits(name: str, *, optional: bool = True) -> sa.Column[Any]:
    return sa.Column(name, sa.String(40), nullable=optional)


def _moment(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=False)
