"""Socket Mode seen from the wire: tickets, envelopes, retries, goodbyes."""

from __future__ import annotations

import json

import pytest
import yaml
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import connect

from practice import server
from practice.client import Client


def ticket(running):
    client = WebClient(running.app_token, base_url=f"{running.url}/api/", retry_handlers=[])
    return client.apps_connections_open(app_token=running.app_token)["url"]


@pytest.fixture
def open_url(running, practice):
    return lambda: ticket(running)


@pytest.fixture
def line(open_url):
    """One connection, already greeted."""
    with connect(open_url()) as socket:
        assert json.loads(socket.recv(timeout=15))["type"] == "hello"
        yield socket


def test_a_ticket_opens_one_connection(open_url):
    url = open_url()
    with connect(url) as socket:
        hello = json.loads(socket.recv(timeout=15))
        assert hello["connection_info"]["app_id"] == "A0PCPBOT"
    with pytest.raises(InvalidStatus):
        connect(url)


def test_another_web_page_cannot_listen_in(open_url):
    with pytest.raises(InvalidStatus, match="403"):
        connect(open_url(), origin="https://elsewhere.example")


@pytest.fixture
def hurried(manifest, impatient, tmp_path):
    """A workspace of its own that waits a tenth of a second for an ack."""
    setup = yaml.safe_load(impatient.read_text("utf-8"))
    setup["timing"]["ack"] = 0.1
    (tmp_path / "workspace.yml").write_text(yaml.safe_dump(setup), "utf-8")
    workspace = server.start(manifest, tmp_path / "workspace.yml")
    yield workspace
    workspace.stop()


def test_an_event_that_is_not_acked_is_sent_again_with_its_number(hurried):
    with connect(ticket(hurried)) as line:
        line.recv(timeout=15)
        Client(hurried.url).person("U0NORTH").say("C0PCP", "@PCP bot hello")
        envelopes = [json.loads(line.recv(timeout=15)) for _ in range(4)]
        with pytest.raises(TimeoutError):
            line.recv(timeout=0.4)
    assert [each["retry_attempt"] for each in envelopes] == [0, 1, 2, 3]
    assert {each["retry_reason"] for each in envelopes[1:]} == {"timeout"}
    assert len({each["payload"]["event_id"] for each in envelopes}) == 1


def test_an_acked_event_is_not_sent_again(line, lead):
    lead.say("C0PCP", "@PCP bot hello")
    envelope = json.loads(line.recv(timeout=15))
    line.send(json.dumps({"envelope_id": envelope["envelope_id"]}))
    with pytest.raises(TimeoutError):
        line.recv(timeout=0.8)


@pytest.mark.parametrize("nonsense", ["[]", "{}", '{"envelope_id": "guess"}', '"a"', "not json"])
def test_nonsense_on_the_line_breaks_nothing(line, lead, nonsense):
    line.send(nonsense)
    assert lead.say("C0PCP", "Still here")["ok"]


def test_each_payload_goes_to_one_connection(open_url, lead):
    with connect(open_url()) as one, connect(open_url()) as other:
        for each in (one, other):
            each.recv(timeout=15)
        lead.say("C0PCP", "@PCP bot hello")
        heard = []
        for each in (one, other):
            try:
                heard.append(json.loads(each.recv(timeout=0.3)))
            except TimeoutError:
                continue
        assert [each["retry_attempt"] for each in heard] == [0]


def test_a_refresh_is_announced_before_it_happens(line, practice):
    practice.post("socket", action="refresh")
    reasons = [json.loads(line.recv(timeout=15))["reason"] for _ in range(2)]
    assert reasons == ["warning", "refresh_requested"]


def test_a_closed_connection_is_closed(line, practice):
    practice.post("socket", action="close")
    with pytest.raises(ConnectionClosed):
        line.recv(timeout=15)


def test_no_connection_is_to_be_had_while_slack_refuses(practice, open_url):
    practice.post("socket", action="refuse")
    with pytest.raises(SlackApiError, match="internal_error"):
        open_url()
    practice.post("socket", action="accept")
    assert open_url().startswith("ws://127.0.0.1:")
