"""What a person who types `pcp` in the wrong place, or too early, is told."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import text

import cli
import settings
from practice import server
from storage.session import open_store

ROOT = Path(__file__).parents[2]
MADE_UP = ROOT / "tests" / "exampleshire"


@pytest.fixture
def pcp(monkeypatch, tmp_path, capsys):
    """Run a command in an empty folder, with nothing set."""
    monkeypatch.chdir(tmp_path)
    for name in [each for each in os.environ if each.startswith(("SLACK_", "PCP_", "DATABASE_"))]:
        monkeypatch.delenv(name)

    def run(*arguments: object) -> tuple[int, str, str]:
        code = cli.main([str(each) for each in arguments])
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


@pytest.fixture
def slack(monkeypatch):
    """Settings of an app that is installed in a workspace."""
    workspace = server.start(ROOT / "manifest.yml", ROOT / "practice" / "workspace.yml")
    monkeypatch.setenv("SLACK_API_URL", f"{workspace.url}/api/")
    yield workspace
    workspace.stop()


@pytest.mark.parametrize("command", [("ask", "status"), ("load", MADE_UP), ("doctor",)])
def test_where_there_is_no_database_none_is_made_and_its_place_is_named(
    pcp, tmp_path, monkeypatch, free_port, command
):
    monkeypatch.setenv("SLACK_API_URL", f"http://127.0.0.1:{free_port}/api/")
    code, out, err = pcp(*command)
    assert code == 2
    assert f"no database at {tmp_path}/var/pcp.db" in out + err
    assert "Type: pcp migrate" in out + err
    assert list(tmp_path.iterdir()) == []


def test_who_has_only_practised_is_told_how_to_ask_there(pcp, tmp_path):
    (tmp_path / "var").mkdir()
    (tmp_path / "var" / "practice.db").touch()
    _, _, err = pcp("ask", "status")
    assert "DATABASE_URL=sqlite:///var/practice.db pcp ask" in err


def test_a_database_that_lacks_its_schema_is_named_too(pcp, tmp_path, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "sqlite:///empty.db")
    (tmp_path / "empty.db").touch()
    code, _, err = pcp("ask", "status")
    assert code == 2
    assert f"The schema of {tmp_path}/empty.db is empty. Type: pcp migrate" in err


def test_a_password_in_the_address_of_a_database_is_not_told():
    elsewhere = settings.Settings(database_url="postgresql+psycopg://pcp:secret@db/pcp")
    assert elsewhere.database_file is None
    assert "secret" not in elsewhere.database


def test_migrating_says_what_became_of_which_database(pcp, tmp_path):
    said = [pcp("migrate")[1] for _ in range(2)]
    assert said == [
        f"The schema was made in {tmp_path}/var/pcp.db.\n",
        f"The schema of {tmp_path}/var/pcp.db is up to date already.\n",
    ]


@pytest.mark.parametrize("command", [("migrate",), ("ask", "status"), ("practice",)])
def test_a_database_of_a_newer_version_is_left_alone(pcp, tmp_path, monkeypatch, command):
    monkeypatch.setenv("DATABASE_URL", "sqlite:///var/practice.db")
    assert pcp("migrate")[0] == 0
    store = open_store(f"sqlite:///{tmp_path}/var/practice.db")
    with store.write() as session:
        session.execute(text("UPDATE alembic_version SET version_num = 'of tomorrow'"))
    store.close()
    code, _, err = pcp(*command)
    assert code == 2
    assert err.endswith("practice.db is newer than this PCP bot. Install the newer version.\n")


@pytest.mark.parametrize(
    ("given", "missing"),
    [
        ({"SLACK_BOT_TOKEN": "xoxb-1"}, "SLACK_APP_TOKEN is not set"),
        ({"SLACK_APP_TOKEN": "xapp-1"}, "SLACK_BOT_TOKEN is not set"),
        (
            {"SLACK_BOT_TOKEN": "xoxb-1", "PCP_TRANSPORT": "http"},
            "SLACK_SIGNING_SECRET is not set",
        ),
    ],
)
def test_half_a_set_of_tokens_is_told_and_nothing_is_started(pcp, monkeypatch, given, missing):
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    code, out, err = pcp("run", "--practice-without-tokens")
    assert code == 2
    assert missing in err
    assert out == ""


def test_a_slack_that_cannot_be_reached_at_the_start_is_told(pcp, monkeypatch, free_port):
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-1")
    monkeypatch.setenv("SLACK_APP_TOKEN", "xapp-1")
    monkeypatch.setenv("SLACK_API_URL", f"http://127.0.0.1:{free_port}/api/")
    assert [pcp("migrate")[0], pcp("load", MADE_UP)[0]] == [0, 0]
    code, _, err = pcp("run")
    assert code == 2
    assert f"Slack cannot be reached at http://127.0.0.1:{free_port}/api/" in err
    assert "itself" not in err
    assert "SLACK_BOT_TOKEN" not in os.environ  # nothing that is started from here on has it


def test_a_port_that_another_holds_is_told(pcp, monkeypatch, slack):
    monkeypatch.setenv("SLACK_BOT_TOKEN", slack.bot_token)
    monkeypatch.setenv("SLACK_SIGNING_SECRET", slack.signing_secret)
    monkeypatch.setenv("PCP_TRANSPORT", "http")
    monkeypatch.setenv("PCP_HTTP_PORT", slack.url.rpartition(":")[2])
    assert [pcp("migrate")[0], pcp("load", MADE_UP)[0]] == [0, 0]
    code, _, err = pcp("run")
    assert code == 2
    assert "PCP_HTTP_HOST and PCP_HTTP_PORT cannot be used: Address already in use" in err


def test_a_place_where_charts_cannot_be_written_is_told(pcp, monkeypatch, tmp_path, essex_database):
    monkeypatch.setenv("DATABASE_URL", essex_database)
    taken = tmp_path / "taken"
    taken.touch()
    code, _, err = pcp("ask", "standings", "--out", taken)
    assert code == 2
    assert err == f"Charts cannot be written to {taken}: File exists\n"


@pytest.mark.parametrize("pipe", ["| true", "| head -n 1 > first_line"])
def test_a_reader_who_has_read_enough_is_no_fault(tmp_path, essex_database, pipe):
    shell = subprocess.run(
        f"set -o pipefail; '{sys.executable}' '{ROOT / 'cli.py'}' ask summary {pipe}",
        check=False,
        shell=True,
        executable="/bin/bash",
        cwd=tmp_path,
        env={"PATH": os.environ["PATH"], "DATABASE_URL": essex_database},
        stderr=subprocess.PIPE,
        text=True,
    )
    assert (shell.returncode, shell.stderr) == (0, "")


def test_commands_to_type_are_told_as_this_one_was_typed(monkeypatch):
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr(sys, "argv", [".venv/bin/pcp", "ask"])
    assert settings.own_name() == ".venv/bin/pcp"
    monkeypatch.setattr(sys, "argv", ["-c"])
    assert settings.own_name() == "pcp"


def test_what_was_loaded_is_told_a_line_for_each_kind(pcp):
    pcp("migrate")
    first, *kinds = pcp("load", MADE_UP)[1].splitlines()
    assert first == "Exampleshire Police, Police and Crime Plan"
    assert "  figures: 6 added" in kinds
    assert pcp("load", MADE_UP)[1].splitlines() == [first, "  nothing changed"]
