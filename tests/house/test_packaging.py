"""What an installation is made from holds together: container, compose, unit and instructions."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from prometheus_client import generate_latest

import settings
from meters import Meters

ROOT = Path(__file__).parents[2]
INSTALL = (ROOT / "docs" / "install.md").read_text(encoding="utf-8")
UNIT = (ROOT / "deploy" / "pcp-bot.service").read_text(encoding="utf-8")
DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8")
COMPOSE = yaml.safe_load((ROOT / "compose.yml").read_text(encoding="utf-8"))


def test_the_dockerfile_passes_its_linter():
    hadolint = Path(sys.executable).with_name("hadolint")
    if not hadolint.exists():
        pytest.skip("no hadolint here")
    done = subprocess.run(
        [hadolint, ROOT / "Dockerfile"], check=False, capture_output=True, text=True
    )
    assert (done.returncode, done.stdout) == (0, "")


def test_the_container_gets_every_room_and_every_file_of_the_roof():
    for room in ("bot", "handlers", "storage", "practice"):
        assert f"COPY {room} {room}" in DOCKERFILE
    assert "COPY *.py manifest.yml" in DOCKERFILE
    ignored = (ROOT / ".dockerignore").read_text(encoding="utf-8").split()
    copied = re.findall(r"^COPY (?!--from)(.+) \S+$", DOCKERFILE, re.MULTILINE)
    for name in " ".join(copied).split():
        assert f"!{name}" in ignored


def test_the_container_runs_as_nobody_and_says_whether_it_lives():
    assert re.search(r"^USER \d+$", DOCKERFILE, re.MULTILINE)
    assert "/live" in DOCKERFILE
    assert 'CMD ["run"]' in DOCKERFILE


@pytest.mark.parametrize("name", ["bot", "migrate", "database"])
def test_every_service_is_read_only_and_without_privileges(name):
    service = COMPOSE["services"][name]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]


def test_the_database_is_reached_from_inside_alone_and_waited_for():
    assert COMPOSE["services"]["database"]["networks"] == ["inside"]
    assert COMPOSE["networks"]["inside"] == {"internal": True}
    waits = COMPOSE["services"]["bot"]["depends_on"]
    assert waits["database"]["condition"] == "service_healthy"
    assert waits["migrate"]["condition"] == "service_completed_successfully"


def test_a_service_gets_longer_to_stop_than_the_bot_takes():
    assert COMPOSE["services"]["bot"]["stop_grace_period"] == "40s"
    assert "TimeoutStopSec=40" in UNIT


def test_the_unit_runs_without_privileges_and_comes_back():
    for line in ("User=pcp-bot", "NoNewPrivileges=yes", "ProtectSystem=strict", "Restart=always"):
        assert f"\n{line}\n" in UNIT


def test_the_unit_refuses_calls_without_killing_the_bot_and_lets_numpy_in():
    """Seen on a bare machine: OpenBLAS calls mbind when it is loaded."""
    assert "\nSystemCallErrorNumber=EPERM\n" in UNIT
    assert "\nSystemCallFilter=mbind\n" in UNIT


def test_no_secret_stands_in_a_file_of_the_installation():
    for text in (DOCKERFILE, UNIT, (ROOT / "compose.yml").read_text(encoding="utf-8")):
        assert not re.search(r"xox[bp]-|xapp-", text)


def test_every_setting_that_the_instructions_name_is_one():
    named = set(re.findall(r"\b(?:PCP|SLACK)_[A-Z_]+\b", INSTALL + UNIT + DOCKERFILE))
    assert named <= set(settings._NAMES.values())


def test_the_readme_has_every_setting():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert not [
        each
        for each in settings._NAMES.values()
        if f"`{each}`" not in readme and each not in readme
    ]


def test_every_command_that_the_instructions_name_is_one():
    help_ = subprocess.run(
        [sys.executable, ROOT / "cli.py", "--help"], check=True, capture_output=True, text=True
    ).stdout
    commands = set(re.findall(r"^    ([a-z]+) ", help_, re.MULTILINE))
    typed = set(re.findall(r"(?:^|`|&& |pcp-bot/|bot )pcp ([a-z]+)", INSTALL, re.MULTILINE))
    assert {"migrate", "load", "doctor", "backup", "restore"} <= typed <= commands


def test_every_metric_that_the_instructions_name_is_one():
    named = set(re.findall(r"\bpcp_[a-z_]+", INSTALL)) - {"pcp_database_up", "pcp_database_seconds"}
    told = generate_latest(Meters().registry).decode()
    stored = (ROOT / "meters.py").read_text(encoding="utf-8")
    assert not [each for each in named if each not in told and f'"{each}"' not in stored]


@pytest.mark.parametrize("page", ["docs/install.md", "docs/security-review.md", "SECURITY.md"])
def test_links_lead_somewhere(page):
    text = (ROOT / page).read_text(encoding="utf-8")
    for link in re.findall(r"\]\(([^)#]+)\)", text):
        assert ((ROOT / page).parent / link).exists(), link
