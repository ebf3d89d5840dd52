"""Text in the same order everywhere, whatever language a server was set up in."""

from __future__ import annotations

from sqlalchemy import text

from storage.session import Session

# SQLite orders text by its code points; PostgreSQL by the language of the database, unless a
# column says otherwise. Columns that say it already are left alone.
_BY_CODE_POINTS = text(
    """
    DO $$ DECLARE statement text; BEGIN
        FOR statement IN
            SELECT format(
                'ALTER TABLE %s %s',
                class.oid::regclass,
                string_agg(
                    format(
                        'ALTER COLUMN %I TYPE %s COLLATE "C"',
                        attname, format_type(atttypid, atttypmod)
                    ),
                    ', '
                )
            )
            FROM pg_attribute
            JOIN pg_class AS class ON class.oid = attrelid
            JOIN pg_collation AS rule ON rule.oid = attcollation
            WHERE class.relkind = 'r' AND class.relnamespace = current_schema()::regnamespace
                AND attnum > 0 AND NOT attisdropped AND rule.collname = 'default'
            GROUP BY class.oid
        LOOP
            EXECUTE statement;
        END LOOP;
    END $$
    """
)


def order_alike(session: Session) -> None:
    """Make every column of text compare by code points; of SQLite nothing is asked."""
    if session.connection().dialect.name == "postgresql":
        session.execute(_BY_CODE_POINTS)
