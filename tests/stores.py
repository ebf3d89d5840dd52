"""Databases for tests, of both kinds, made once and handed out as new.

An SQLite file is copied. A database of PostgreSQL is put back to what it held: that takes a tenth
of the time that copying it does. One whose tables were altered is made anew.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from storage.session import Store, open_store
from tests.postgresql import Server

KINDS = ("sqlite", "postgresql")

Fill = Callable[[Store], None]

_KEEP = """
CREATE SCHEMA kept;
DO $$ DECLARE name text; BEGIN
    FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' LOOP
        EXECUTE format('CREATE TABLE kept.%1$I AS TABLE public.%1$I', name);
    END LOOP;
END $$;
CREATE FUNCTION kept.shape() RETURNS text LANGUAGE sql AS $$
    SELECT md5(string_agg(concat(oid, relname, relnatts, reltriggers, relchecks), ' ' ORDER BY oid))
    FROM (
        SELECT oid, relname, relnatts, relchecks,
            (SELECT count(*) FROM pg_trigger WHERE tgrelid = pg_class.oid) AS reltriggers
        FROM pg_class WHERE relnamespace = 'public'::regnamespace
    ) AS of_classes
$$;
CREATE FUNCTION kept.restore() RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE name text; BEGIN
    PERFORM set_config('session_replication_role', 'replica', true);
    FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' LOOP
        EXECUTE format('DELETE FROM public.%I', name);
        EXECUTE format('INSERT INTO public.%1$I SELECT * FROM kept.%1$I', name);
    END LOOP;
    FOR name IN SELECT sequencename FROM pg_sequences WHERE schemaname = 'public' LOOP
        PERFORM setval(format('public.%I', name), value, false) FROM kept.counts WHERE of = name;
    END LOOP;
    RETURN kept.shape() = (SELECT shape FROM kept.shapes);
EXCEPTION WHEN undefined_table OR undefined_column OR datatype_mismatch THEN
    RETURN false;
END $$;
CREATE TABLE kept.counts AS
    SELECT sequencename AS of, coalesce(last_value, 0) + 1 AS value
    FROM pg_sequences WHERE schemaname = 'public';
CREATE TABLE kept.shapes AS SELECT kept.shape() AS shape;
"""


class SqliteFiles:
    """Files, each a copy of one that was made for the whole session."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._made: dict[str, Path] = {}

    def new(self, folder: Path) -> str:
        return f"sqlite:///{folder}/pcp.db"

    def like(self, name: str, fill: Fill, folder: Path) -> str:
        """The address of a database as ``fill`` makes it."""
        if name not in self._made:
            self._made[name] = self._folder / f"{name}.db"
            _filled(f"sqlite:///{self._made[name]}", fill)
        shutil.copy(self._made[name], folder / "pcp.db")
        return self.new(folder)

    def done(self, url: str) -> None:
        """The folder goes, and the file with it."""


class PostgresqlDatabases:
    """Databases of one server; those that are known by a name are used again and again."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self._models: dict[str, str] = {}
        self._used: dict[str, str] = {}

    def new(self, folder: Path) -> str:
        return self._server.url(self._server.create())

    def like(self, name: str, fill: Fill, folder: Path) -> str:
        """The address of a database as ``fill`` makes it, until another is asked for by its
        name: only one test at a time uses it."""
        if name not in self._models:
            self._models[name] = self._model(fill)
        if name in self._used and not self._is_as_before(name):
            self._server.drop(self._used.pop(name))
        if name not in self._used:
            self._used[name] = self._server.create(self._models[name])
        return self._server.url(self._used[name])

    def done(self, url: str) -> None:
        """Drop what `new` made; what has a name is used again."""
        database = url.partition("@/")[2].partition("?")[0]
        if database not in self._used.values():
            self._server.drop(database)

    def _model(self, fill: Fill) -> str:
        database = self._server.create()
        _filled(self._server.url(database), fill)
        self._server.execute(_KEEP, database)
        return database

    def _is_as_before(self, name: str) -> bool:
        """Put the rows back, and say whether the tables are still what they were."""
        ((same,),) = self._server.execute("SELECT kept.restore()", self._used[name])
        return bool(same)


Databases = SqliteFiles | PostgresqlDatabases


def _filled(url: str, fill: Fill) -> None:
    store = open_store(url)
    fill(store)
    store.close()
