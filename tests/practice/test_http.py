"""HTTP mode: requests that are signed, shaped and repeated as Slack's are."""

from __future__ import annotations

import json
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import parse_qs

import pytest
from slack_sdk.signature import SignatureVerifier


@pytest.fixture
def endpoint(practice):
    """A bot's own HTTP server; it answers what ``answers`` holds for each path, else 200."""
    requests, statuses = [], []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["content-length"]))
            requests.append((dict(self.headers), body))
            known = json.loads(body) if body.startswith(b"{") else {}
            status = 200 if "challenge" in known else (statuses.pop(0) if statuses else 200)
            answer = known.get("challenge", "Heard" if b"command=" in body else "").encode()
            self.send_response(status)
            self.send_header("Content-Type", "text/plain")
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *args):
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    server.requests, server.statuses = requests, statuses
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    answer = practice.post("request_url", url=f"http://127.0.0.1:{server.server_port}/slack")
    assert answer == {"ok": True}
    requests.clear()
    yield server
    practice.post("request_url", url=None)
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_command_comes_as_a_signed_form_and_plain_text_answers_it(endpoint, lead, running):
    answer = lead.command("C0PCP", "/pcp status violence")
    [(headers, body)] = endpoint.requests
    assert SignatureVerifier(running.signing_secret).is_valid_request(body, headers)
    fields = {key: value[0] for key, value in parse_qs(body.decode()).items()}
    assert (fields["command"], fields["text"]) == ("/pcp", "status violence")
    assert answer["response"]["text"] == "Heard"


def test_an_interaction_comes_as_one_field_of_json(endpoint, lead, web):
    button = {"type": "button", "action_id": "go", "text": {"type": "plain_text", "text": "Go"}}
    actions = {"type": "actions", "block_id": "next", "elements": [button]}
    ts = web.chat_postMessage(channel="C0PCP", text="a", blocks=[actions])["ts"]
    assert lead.click("next", "go", channel="C0PCP", ts=ts) == {"ok": True}
    [payload] = parse_qs(endpoint.requests[-1][1].decode())["payload"]
    assert json.loads(payload)["type"] == "block_actions"


def test_an_event_is_sent_again_until_it_is_taken(endpoint, lead, eventually):
    endpoint.statuses.extend([500, 500])
    lead.say("C0PCP", "@PCP bot hello")
    eventually(lambda: len(endpoint.requests) == 3)
    events = [json.loads(body) for _, body in endpoint.requests]
    assert len({each["event_id"] for each in events}) == 1
    retries = [headers.get("X-Slack-Retry-Num") for headers, _ in endpoint.requests]
    assert retries == [None, "1", "2"]
    assert endpoint.requests[-1][0]["X-Slack-Retry-Reason"] == "http_error"


def test_an_address_that_does_not_answer_the_challenge_is_refused(practice):
    answer = practice.post("request_url", url="http://127.0.0.1:9/slack")
    assert answer["error"] == "url_not_verified"
