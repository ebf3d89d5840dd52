"""The roof as a person meets it: a command is typed, and something is said."""

from __future__ import annotations

import pytest

import cli


@pytest.fixture
def pcp(monkeypatch, tmp_path, capsys):
    """Run a command on a database of its own; gives exit code, output and complaints."""
    monkeypatch.chdir(tmp_path)
    for name in ("SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET", "PCP_PLAN"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/pcp.db")

    def run(*arguments: object) -> tuple[int, str, str]:
        code = cli.main([str(each) for each in arguments])
        said = capsys.readouterr()
        return code, said.out, said.err

    return run
