"""`pcp backup` and `pcp restore`, as typed, beside a bot that runs."""

from __future__ import annotations

import pytest

from cli import main
from storage.moving import tallies_of
from storage.session import open_store


@pytest.fixture
def typed(essex_database, monkeypatch, tmp_path, capsys):
    """Type a command on the Essex store, from an empty folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATABASE_URL", essex_database)
    monkeypatch.setattr("logs.configure", lambda _: None)

    def type_(*words: str) -> tuple[int, str, str]:
        code = main(words)
        out, err = capsys.readouterr()
        return code, out, err

    return type_


def test_a_store_is_copied_and_told_by_table(typed, tmp_path):
    code, out, _ = typed("backup", "kept/essex.db")
    assert code == 0
    assert "figure " in out
    assert "number and content are the same there." in out
    assert "kept/essex.db is for its owner alone; keep it so." in out
    assert (tmp_path / "kept" / "essex.db").is_file()


def test_a_copy_answers_questions_like_the_store(typed, monkeypatch, tmp_path):
    _, before, _ = typed("ask", "status", "violence")
    typed("backup", "essex.db")
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/essex.db")
    assert typed("ask", "status", "violence")[1] == before


def test_a_second_copy_does_not_overwrite_the_first(typed):
    typed("backup", "essex.db")
    code, _, err = typed("backup", "essex.db")
    assert code == 2
    assert "essex.db is there already" in err


def test_a_copy_is_restored_where_there_is_no_store_yet(typed, monkeypatch, tmp_path):
    typed("backup", "essex.db")
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/new/pcp.db")
    code, out, _ = typed("restore", "essex.db")
    assert code == 0
    assert "What was there before" not in out
    new, copy = (open_store(f"sqlite:///{tmp_path}/{name}") for name in ("new/pcp.db", "essex.db"))
    assert tallies_of(new) == tallies_of(copy)
    new.close()
    copy.close()


def test_what_a_store_held_is_kept_beside_it(typed, monkeypatch, tmp_path):
    typed("backup", "essex.db")
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/new/pcp.db")
    typed("restore", "essex.db")
    code, out, _ = typed("restore", "essex.db")
    assert code == 0
    (aside,) = (tmp_path / "new").glob("pcp.db.before-*")
    assert f"What was there before is kept in {aside}." in out


def test_a_file_that_is_not_there_is_told_plainly(typed):
    code, _, err = typed("restore", "nowhere.db")
    assert (code, err) == (2, "There is no file nowhere.db\n")
