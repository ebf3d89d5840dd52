"""A running practice workspace, a Web API client for it, and hands to drive it."""

from __future__ import annotations

import struct
import time
import zlib
from pathlib import Path

import pytest
import yaml
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from practice import server
from practice.client import Client

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def impatient(tmp_path_factory):
    """The workspace file, with Slack's waiting times cut to what a test can bear."""
    setup = yaml.safe_load((ROOT / "practice" / "workspace.yml").read_text("utf-8"))
    setup["timing"] = {"ack": 0.6, "trigger": 0.5, "retries": [0, 0.02, 0.02]}
    setup["channels"].append(
        {"id": "C0SECRET", "name": "secret", "kind": "private", "members": ["U0CHIEF"]}
    )
    path = tmp_path_factory.mktemp("workspace") / "workspace.yml"
    path.write_text(yaml.safe_dump(setup), "utf-8")
    return path


@pytest.fixture(scope="session")
def manifest(tmp_path_factory):
    """The app's own manifest with other shortcuts, a few more scopes and one left out."""
    data = yaml.safe_load((ROOT / "manifest.yml").read_text("utf-8"))
    del data["oauth_config"]["scopes"]["bot_optional"]
    scopes = {*data["oauth_config"]["scopes"]["bot"], "channels:history", "files:read"}
    data["oauth_config"]["scopes"]["bot"] = sorted({*scopes, "usergroups:read"} - {"im:write"})
    data["features"]["shortcuts"] = [
        {"name": "Try", "type": "message", "callback_id": "try", "description": "Try"},
        {"name": "Start", "type": "global", "callback_id": "start", "description": "Start"},
    ]
    path = tmp_path_factory.mktemp("manifest") / "manifest.yml"
    path.write_text(yaml.safe_dump(data), "utf-8")
    return path


@pytest.fixture(scope="session")
def running(manifest, impatient):
    workspace = server.start(manifest, impatient)
    yield workspace
    workspace.stop()


@pytest.fixture
def practice(running):
    """The driving API of a workspace in which nothing has happened yet."""
    client = Client(running.url)
    client.post("reset")
    return client


@pytest.fixture
def web(running, practice):
    """The Web API as the bot would call it, without any retrying of its own."""
    return WebClient(running.bot_token, base_url=f"{running.url}/api/", retry_handlers=[])


@pytest.fixture
def lead(practice):
    return practice.person("U0NORTH")


@pytest.fixture
def editor(practice):
    return practice.person("U0EDITOR")


@pytest.fixture
def refused(web):
    """Call a method that must fail, and return the whole answer."""

    def call(method, **args):
        with pytest.raises(SlackApiError) as caught:
            web.api_call(method, json=args)
        return caught.value.response.data

    return call


@pytest.fixture
def refused_form(web):
    def call(method, **args):
        with pytest.raises(SlackApiError) as caught:
            web.api_call(method, params=args)
        return caught.value.response.data

    return call


@pytest.fixture
def picture():
    """A sound PNG of one white dot."""

    def chunk(kind, data):
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    head = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    dot = zlib.compress(b"\x00\xff")
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", dot) + chunk(b"IEND", b"")


@pytest.fixture
def uploaded(web, picture):
    """Upload a picture privately and return its id."""

    def upload(content=picture):
        return web.files_upload_v2(content=content, filename="chart.png")["file"]["id"]

    return upload


@pytest.fixture
def eventually():
    """Wait until something holds, and return it."""

    def wait_for(probe, seconds=3):
        end = time.monotonic() + seconds
        while not (found := probe()):
            assert time.monotonic() < end, "it never came true"
            time.sleep(0.01)
        return found

    return wait_for
