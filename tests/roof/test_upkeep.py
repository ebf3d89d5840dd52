"""The commands of whoever keeps an installation running."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.delivery import Delivery
from storage import deliveries
from storage.presence import alone_with
from storage.session import open_store
from tests.conftest import ROOT

PLAN = "exampleshire"
EXAMPLESHIRE = ROOT / "tests" / "exampleshire"


@pytest.fixture
def loaded(pcp):
    pcp("migrate")
    pcp("load", EXAMPLESHIRE)
    return pcp


def test_a_store_is_carried_to_another_file_and_answers_there(loaded, tmp_path, monkeypatch):
    code, out, err = loaded("move", "--to", f"sqlite:///{tmp_path}/new.db")
    assert (code, err) == (0, "")
    assert "number and content are the same there" in out
    assert "  figure " in out
    _, before, _ = loaded("ask", "summary")
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/new.db")
    assert loaded("ask", "summary") == (0, before, "")


def test_a_store_is_carried_to_postgresql_and_back(loaded, postgresql, tmp_path, monkeypatch):
    url = postgresql.new(tmp_path)
    assert loaded("move", "--to", url)[0] == 0
    monkeypatch.setenv("DATABASE_URL", url)
    code, out, _ = loaded("ask", "status")
    assert (code, "Exampleshire" in out) == (0, True)
    assert "The schema of the database of DATABASE_URL is up to date" in loaded("migrate")[1]
    assert loaded("move", "--to", f"sqlite:///{tmp_path}/home.db")[0] == 0
    postgresql.done(url)


def test_a_store_is_not_moved_onto_itself_nor_from_under_a_bot_nor_into_another(loaded, tmp_path):
    to = f"sqlite:///{tmp_path}/pcp.db"
    assert loaded("move", "--to", to)[2] == "The store is there already\n"
    with alone_with(tmp_path / "pcp.db"):
        assert "PCP bot is at work" in loaded("move", "--to", f"sqlite:///{tmp_path}/new.db")[2]
    assert loaded("move", "--to", f"sqlite:///{tmp_path}/new.db")[0] == 0
    code, _, err = loaded("move", "--to", f"sqlite:///{tmp_path}/new.db")
    assert (code, "is not empty" in err) == (2, True)


def test_the_address_to_move_to_may_stand_in_a_file(loaded, tmp_path):
    file = tmp_path / "new address"
    assert loaded("move", "--to-file", file)[::2] == (
        2,
        f"--to-file: {file} cannot be read: No such file or directory\n",
    )
    file.write_text(f"sqlite:///{tmp_path}/new.db\n")
    assert loaded("move", "--to-file", file)[0] == 0
    assert "is not empty" in loaded("move", "--to-file", file)[2]


def test_a_second_bot_on_one_file_is_refused_before_it_speaks_to_slack(
    loaded, tmp_path, monkeypatch
):
    for name in ("SLACK_BOT_TOKEN", "SLACK_APP_TOKEN"):
        monkeypatch.setenv(name, "xoxb-none")
    with alone_with(tmp_path / "pcp.db"):
        code, _, err = loaded("run")
    assert code == 2
    assert "SQLite is for one process" in err


@pytest.fixture
def unsure(loaded, tmp_path):
    """A delivery that may have arrived, and one that Slack refused."""
    store, now = open_store(f"sqlite:///{tmp_path}/pcp.db"), datetime(2022, 1, 4, tzinfo=UTC)
    with store.write() as session:
        for key in ("reminder:2021/22-Q3:amara:1", "receipt:2021/22-Q3:fcr:1"):
            kind = key.partition(":")[0]
            about = {"quarter": "2021/22-Q3", "units": "fcr"}
            deliveries.owe(session, PLAN, Delivery(key, kind, "U0NORTH", now, about), now)
        first, second = deliveries.claim(session, PLAN, now, claimant="gone")
        deliveries.failed(session, PLAN, first.key, now, "user_not_found")
        deliveries.unknown(session, PLAN, second.key, now)
    yield loaded
    store.close()


def test_doubtful_deliveries_are_listed_with_what_to_type(unsure):
    code, out, err = unsure("deliveries")
    assert code == 1, err
    assert "Receipt to " in out
    assert ", 2021/22 Q3 (Force Control Room): Slack refused it; due since" in out
    assert "reminder:2021/22-Q3:amara:1" in out
    assert "pcp deliveries {arrived|again|drop} KEY" in out


def test_deliveries_are_settled_one_by_one_until_none_is_left(unsure):
    code, out, _ = unsure("deliveries", "arrived", "reminder:2021/22-Q3:amara:1")
    assert (code, "noted as arrived" in out) == (0, True)
    assert unsure("deliveries", "drop", "receipt:2021/22-Q3:fcr:1")[0] == 0
    assert unsure("deliveries") == (0, "Nothing wants a decision.\n", "")
    code, _, err = unsure("deliveries", "again", "reminder:2021/22-Q3:amara:1")
    assert (code, "It is sent: there is nothing to settle" in err) == (2, True)
    assert "There is no delivery 'x'" in unsure("deliveries", "again", "x")[2]
