"""Response URLs: five answers in half an hour, ephemeral unless told otherwise."""

from __future__ import annotations

import pytest
from slack_sdk.webhook import WebhookClient

SECTION = {"type": "section", "text": {"type": "mrkdwn", "text": "Words"}}


@pytest.fixture
def respond(running, practice):
    """A response URL to what U0NORTH did in C0PCP."""

    def make(**more):
        url, made = running.desk.responses.make("U0NORTH", "C0PCP", **more)
        client = WebhookClient(url, retry_handlers=[])
        client.made = made
        return client

    return make


def texts(person):
    return [each["text"] for each in person.messages("C0PCP")]


def test_an_answer_is_ephemeral(respond, lead, editor):
    answer = respond().send(text="For you")
    assert (answer.status_code, answer.body) == (200, "ok")
    assert texts(lead) == ["For you"]
    assert texts(editor) == []


def test_an_answer_in_the_channel_is_for_all(respond, editor):
    respond().send(text="For all", response_type="in_channel")
    assert texts(editor) == ["For all"]


def test_five_answers_and_no_sixth(respond, lead):
    client = respond()
    assert [client.send(text=str(each)).status_code for each in range(6)] == [200] * 5 + [404]
    assert client.send(text="late").body == '{"ok":false,"error":"used_url"}'


def test_no_answer_after_half_an_hour(respond):
    client = respond()
    client.made.made -= 31 * 60
    assert client.send(text="late").body == '{"ok":false,"error":"expired_url"}'


@pytest.mark.parametrize(
    ("said", "error"),
    [({"blocks": [{"type": "header"}]}, "invalid_blocks"), ({"text": ""}, "no_text")],
)
def test_a_bad_answer_is_a_404_with_its_reason_and_is_not_counted(respond, practice, said, error):
    client = respond()
    answer = client.send(**said)
    assert answer.status_code == 404
    assert f'"error":"{error}"' in answer.body
    assert client.made.uses == 0
    assert practice.get("log")[-1]["error"] == error


def test_a_picture_is_refused_in_an_ephemeral_answer_only(respond, uploaded):
    picture = {"type": "image", "alt_text": "A", "slack_file": {"id": uploaded()}}
    client = respond()
    assert client.send(text="a", blocks=[picture]).status_code == 404
    shown = client.send(text="a", blocks=[picture], response_type="in_channel")
    assert shown.status_code == 200


def test_the_message_clicked_is_replaced_or_deleted(respond, web, lead):
    ts = web.chat_postMessage(channel="C0PCP", text="Before", blocks=[SECTION])["ts"]
    respond(source_ts=ts).send(text="After", replace_original=True)
    assert texts(lead) == ["After"]
    respond(source_ts=ts).send(text="", delete_original=True)
    assert texts(lead) == []


def test_an_answer_to_a_click_in_a_thread_stays_in_it(respond, web, lead):
    parent = web.chat_postMessage(channel="C0PCP", text="Parent")["ts"]
    ts = web.chat_postMessage(channel="C0PCP", text="Reply", thread_ts=parent)["ts"]
    respond(source_ts=ts).send(text="Aside")
    assert texts(lead) == ["Parent"]
    assert [each["text"] for each in lead.messages("C0PCP", parent)] == ["Parent", "Reply", "Aside"]


def test_a_guessed_address_answers_nothing(running, practice):
    answer = WebhookClient(f"{running.url}/response/guess").send(text="a")
    assert (answer.status_code, answer.body) == (404, '{"ok":false,"error":"invalid_url"}')
