"""Posting, changing and deleting: where the bot may, and what it may say."""

from __future__ import annotations

from urllib.request import Request, urlopen

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

SECTION = {"type": "section", "text": {"type": "mrkdwn", "text": "Words"}}


def test_a_message_is_posted_and_seen(web, lead):
    answer = web.chat_postMessage(channel="C0PCP", text="Hello", blocks=[SECTION])
    assert answer["message"]["bot_id"] == "B0PCPBOT"
    [seen] = lead.messages("C0PCP")
    assert (seen["ts"], seen["text"], seen["is_bot"]) == (answer["ts"], "Hello", True)
    assert seen["blocks"][0]["block_id"]


@pytest.mark.parametrize(
    ("channel", "error"),
    [
        ("C0GENERAL", "not_in_channel"),
        ("C0OLDBOARD", "is_archived"),
        ("C0NOWHERE", "channel_not_found"),
        ("C0SECRET", "channel_not_found"),
        ("U0PCPBOT", "cannot_dm_bot"),
        ("#general", "not_in_channel"),
    ],
)
def test_the_bot_cannot_post_everywhere(refused, channel, error):
    assert refused("chat.postMessage", channel=channel, text="Hello")["error"] == error


def test_a_persons_id_leads_to_their_direct_messages(web, lead, editor):
    assert web.chat_postMessage(channel="U0NORTH", text="For you")["channel"] == "D0NORTH"
    assert [each["text"] for each in lead.messages("D0NORTH")] == ["For you"]
    assert editor.messages("D0NORTH")["error"] == "channel_not_found"


@pytest.mark.parametrize("said", [{}, {"text": ""}, {"text": "  "}, {"blocks": []}])
def test_nothing_cannot_be_said(refused, said):
    assert refused("chat.postMessage", channel="C0PCP", **said)["error"] == "no_text"


def test_a_missing_argument_is_named(refused):
    answer = refused("chat.postMessage", text="Hello")
    assert answer["error"] == "invalid_arguments"
    assert answer["response_metadata"]["messages"] == ["[ERROR] missing required field: channel"]


def test_text_is_cut_at_forty_thousand_characters(web):
    answer = web.chat_postMessage(channel="C0PCP", text="x" * 40_001)
    assert len(answer["message"]["text"]) == 40_000


def test_an_update_takes_a_tenth_of_what_a_post_takes(web, refused):
    ts = web.chat_postMessage(channel="C0PCP", text="x" * 5_000)["ts"]
    answer = refused("chat.update", channel="C0PCP", ts=ts, text="x" * 4_001)
    assert answer["error"] == "msg_too_long"


def test_all_blocks_together_may_not_be_too_long(web, refused):
    long = {"type": "section", "text": {"type": "mrkdwn", "text": "x" * 2_900}}
    web.chat_postMessage(channel="C0PCP", text="Long", blocks=[long] * 4)
    answer = refused("chat.postMessage", channel="C0PCP", text="Longer", blocks=[long] * 5)
    assert answer["error"] == "msg_blocks_too_long"


def test_bad_blocks_are_pointed_at(refused):
    answer = refused("chat.postMessage", channel="C0PCP", text="a", blocks=[{"type": "header"}])
    assert answer["error"] == "invalid_blocks"
    assert answer["response_metadata"]["messages"] == [
        "[ERROR] missing required field: text [json-pointer:/blocks/0]"
    ]


@pytest.mark.parametrize("blocks", ["{", '{"type": "divider"}', '"blocks"'])
def test_blocks_that_are_no_list_are_refused(refused_form, blocks):
    answer = refused_form("chat.postMessage", channel="C0PCP", text="a", blocks=blocks)
    assert answer["error"] == "invalid_blocks_format"


@pytest.mark.parametrize(
    ("metadata", "error"),
    [
        ({"event_type": "posted"}, "invalid_metadata_format"),
        ({"event_type": "posted", "event_payload": []}, "invalid_metadata_format"),
        ({"event_type": "not so", "event_payload": {}}, "invalid_metadata_schema"),
        ("{", "invalid_metadata_format"),
    ],
)
def test_metadata_has_a_shape(refused, metadata, error):
    answer = refused("chat.postMessage", channel="C0PCP", text="a", metadata=metadata)
    assert answer["error"] == error


def test_metadata_comes_back_only_where_it_is_asked_for(web):
    metadata = {"event_type": "pcp_delivery", "event_payload": {"key": "k1"}}
    web.chat_postMessage(channel="U0NORTH", text="Due", metadata=metadata)
    [bare] = web.conversations_history(channel="D0NORTH")["messages"]
    [whole] = web.conversations_history(channel="D0NORTH", include_all_metadata=True)["messages"]
    assert bare["metadata"] == {"event_type": "pcp_delivery"}
    assert whole["metadata"] == metadata


def test_an_update_replaces_text_and_blocks(web, lead):
    ts = web.chat_postMessage(channel="C0PCP", text="Before", blocks=[SECTION])["ts"]
    web.chat_update(channel="C0PCP", ts=ts, text="After")
    [seen] = lead.messages("C0PCP")
    assert (seen["text"], seen["blocks"], seen["edited"]) == ("After", [], True)


def test_a_deleted_message_is_gone(web, lead, refused):
    ts = web.chat_postMessage(channel="C0PCP", text="Wrong")["ts"]
    web.chat_delete(channel="C0PCP", ts=ts)
    assert lead.messages("C0PCP") == []
    assert refused("chat.delete", channel="C0PCP", ts=ts)["error"] == "message_not_found"


def test_other_peoples_messages_are_not_the_bots_to_change(lead, refused):
    ts = lead.say("C0PCP", "Mine")["ts"]
    update = refused("chat.update", channel="C0PCP", ts=ts, text="Not yours")
    assert update["error"] == "cant_update_message"
    assert refused("chat.delete", channel="C0PCP", ts=ts)["error"] == "cant_delete_message"


def test_an_ephemeral_message_is_for_one_person_and_on_no_record(web, lead, editor, refused):
    ts = web.chat_postEphemeral(channel="C0PCP", user="U0NORTH", text="Psst")["message_ts"]
    assert [each["ephemeral"] for each in lead.messages("C0PCP")] == [True]
    assert editor.messages("C0PCP") == []
    assert web.conversations_history(channel="C0PCP")["messages"] == []
    assert refused("chat.update", channel="C0PCP", ts=ts, text="a")["error"] == "message_not_found"


def test_an_ephemeral_message_needs_its_reader_in_the_channel(refused):
    answer = refused("chat.postEphemeral", channel="C0CHIEFS", user="U0NORTH", text="Psst")
    assert answer["error"] == "user_not_in_channel"


def test_replies_are_counted_and_kept_in_their_thread(web, lead):
    parent = web.chat_postMessage(channel="C0PCP", text="Parent")["ts"]
    web.chat_postMessage(channel="C0PCP", text="Reply", thread_ts=parent)
    [shown] = lead.messages("C0PCP")
    assert shown["reply_count"] == 1
    assert [each["text"] for each in lead.messages("C0PCP", parent)] == ["Parent", "Reply"]
    replies = web.conversations_replies(channel="C0PCP", ts=parent)["messages"]
    assert [each["text"] for each in replies] == ["Parent", "Reply"]


def test_a_permalink_leads_to_the_message(web, refused_form):
    ts = web.chat_postMessage(channel="C0PCP", text="Here")["ts"]
    link = web.chat_getPermalink(channel="C0PCP", message_ts=ts)["permalink"]
    assert link.endswith(f"/archives/C0PCP/p{ts.replace('.', '')}")
    answer = refused_form("chat.getPermalink", channel="C0PCP", message_ts="1.000001")
    assert answer["error"] == "message_not_found"


def test_a_missing_scope_is_named(refused):
    answer = refused("reactions.add", channel="C0PCP", timestamp="1.000001", name="eyes")
    assert (answer["error"], answer["needed"]) == ("missing_scope", "reactions:write")
    assert "chat:write" in answer["provided"].split(",")


def test_half_a_surrogate_pair_becomes_a_question_mark(running, lead):
    body = b'{"channel": "C0PCP", "text": "Half \\ud83d of it"}'
    headers = {
        "Authorization": f"Bearer {running.bot_token}",
        "Content-Type": "application/json",
    }
    with urlopen(
        Request(f"{running.url}/api/chat.postMessage", body, headers), timeout=5
    ) as answer:
        assert answer.status == 200
    assert [each["text"] for each in lead.messages("C0PCP")] == ["Half ? of it"]


def test_an_unknown_method_is_unknown(refused):
    assert refused("chat.shout", text="a")["error"] == "unknown_method"


@pytest.mark.parametrize(
    ("token", "error"),
    [
        ("xoxb-other", "invalid_auth"),
        ("xapp-practice", "not_allowed_token_type"),
        (None, "not_authed"),
    ],
)
def test_a_wrong_token_is_refused(running, token, error):
    client = WebClient(token, base_url=f"{running.url}/api/")
    with pytest.raises(SlackApiError) as caught:
        client.chat_postMessage(channel="C0PCP", text="Hello")
    assert caught.value.response["error"] == error
