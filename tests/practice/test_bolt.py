"""A small Bolt app in the practice workspace: it cannot tell it from Slack."""

from __future__ import annotations

import logging
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient

BUTTONS = [
    {
        "type": "actions",
        "block_id": "next",
        "elements": [
            {
                "type": "button",
                "action_id": "more",
                "value": "violence",
                "text": {"type": "plain_text", "text": "More"},
            }
        ],
    }
]
FORM = {
    "type": "modal",
    "callback_id": "form",
    "private_metadata": "draft-1",
    "notify_on_close": True,
    "title": {"type": "plain_text", "text": "Update"},
    "submit": {"type": "plain_text", "text": "Send"},
    "blocks": [
        {
            "type": "input",
            "block_id": "calls",
            "label": {"type": "plain_text", "text": "Calls"},
            "element": {
                "type": "number_input",
                "action_id": "number",
                "is_decimal_allowed": False,
                "min_value": "0",
            },
        },
        {
            "type": "input",
            "block_id": "note",
            "optional": True,
            "label": {"type": "plain_text", "text": "Note"},
            "element": {"type": "plain_text_input", "action_id": "text", "max_length": 10},
        },
    ],
}


def typed(number, note):
    return {"calls": {"number": number}, "note": {"text": note}}


def listen(app, heard):
    listen_to_commands(app, heard)
    listen_to_views(app, heard)
    listen_to_events(app, heard)


def listen_to_commands(app, heard):
    @app.command("/pcp")
    def _asked(ack, command, respond, client):
        heard.append(("command", command))
        match command["text"]:
            case "slow":
                time.sleep(0.9)
                ack()
            case "form":
                ack()
                client.views_open(trigger_id=command["trigger_id"], view=FORM)
            case "public":
                ack(response_type="in_channel", text="For all")
            case "bad":
                ack(blocks=[{"type": "header"}])
            case text:
                ack(f"Heard {text}")
                client.chat_postMessage(
                    channel=command["channel_id"], text=f"About {text}", blocks=BUTTONS
                )

    @app.action("more")
    def _clicked(ack, body, respond):
        ack()
        heard.append(("click", body))
        respond(text="More it is", replace_original=bool(body.get("message")))


def listen_to_views(app, heard):
    @app.view("form")
    def _sent(ack, view, body):
        heard.append(("view", view))
        number = view["state"]["values"]["calls"]["number"]["value"]
        match number:
            case "13":
                ack(response_action="errors", errors={"calls": "Not 13"})
            case "14":
                ack(response_action="errors", errors={"elsewhere": "No such block"})
            case "15":
                ack(response_action="push", view={**FORM, "callback_id": "other"})
            case _:
                ack()

    @app.view_closed("form")
    def _left(ack, body):
        ack()
        heard.append(("closed", body))


def listen_to_events(app, heard):
    @app.event("app_mention")
    def _mentioned(event, say):
        heard.append(("mention", event))
        say(f"Yes <@{event['user']}>", thread_ts=event["ts"])

    @app.event("message")
    def _told(event, say):
        heard.append(("message", event))
        if event.get("subtype") is None:
            say("Noted")

    @app.event("app_home_opened")
    def _home(event, client):
        heard.append(("home", event))
        client.views_publish(user_id=event["user"], view={"type": "home", "blocks": BUTTONS})

    @app.shortcut("try")
    def _tried(ack, shortcut):
        ack()
        heard.append(("shortcut", shortcut))


@pytest.fixture(scope="module")
def heard():
    return []


@pytest.fixture(scope="module")
def bot(running, heard):
    client = WebClient(running.bot_token, base_url=f"{running.url}/api/")
    pool = ThreadPoolExecutor(16)
    app = App(client=client, token_verification_enabled=False, listener_executor=pool)
    app.logger.setLevel(logging.CRITICAL)
    listen(app, heard)
    handler = SocketModeHandler(app, running.app_token, ping_interval=0.3)
    handler.connect()
    yield handler
    handler.close()
    pool.shutdown()


@pytest.fixture
def last(bot, heard, practice, eventually):
    """What the bot heard last of a kind, once it has heard it."""
    heard.clear()
    return lambda kind: eventually(lambda: [what for name, what in heard if name == kind])[-1]


@pytest.fixture
def public(eventually):
    """The first message that all can see, once it is there."""

    def first(person):
        shown = lambda: [each for each in person.messages("C0PCP") if not each["ephemeral"]]  # noqa: E731
        return eventually(shown)[0]

    return first


def test_a_command_reaches_the_bot_and_its_answer_the_channel(last, lead, public):
    answer = lead.command("C0PCP", "/pcp status @Tom Whitfield in #general & <b>")
    escaped = "status <@U0SOUTH|tom.whitfield> in <#C0GENERAL|general> &amp; &lt;b&gt;"
    assert answer["response"]["text"] == f"Heard {escaped}"
    assert last("command")["text"] == escaped
    message = public(lead)
    assert message["text"] == f"About {escaped}"


def test_an_ephemeral_answer_is_seen_by_one_person_only(last, lead, editor):
    lead.command("C0PCP", "/pcp status")
    assert [each["text"] for each in editor.wait("C0PCP")] == ["About status"]


def test_an_answer_in_the_channel_shows_what_was_typed(last, lead, editor):
    lead.command("C0PCP", "/pcp public")
    texts = [(each["user"], each["text"]) for each in editor.messages("C0PCP")]
    assert texts == [("U0NORTH", "/pcp public"), ("U0PCPBOT", "For all")]


def test_a_late_ack_is_shown_as_a_timeout(last, lead):
    assert lead.command("C0PCP", "/pcp slow")["error"] == "operation_timeout"
    [notice] = lead.messages("C0PCP")
    assert notice["text"] == '/pcp failed with the error "operation_timeout"'
    assert notice["ephemeral"]


def test_an_ack_with_bad_blocks_is_shown_as_an_error(last, lead, practice):
    assert lead.command("C0PCP", "/pcp bad")["error"] == "invalid_command_response"
    [entry] = [each for each in practice.get("log") if each["method"] == "ack"]
    assert entry["error"] == "invalid_blocks"


def test_a_button_replaces_its_message(last, lead, public, eventually):
    lead.command("C0PCP", "/pcp status")
    message = public(lead)
    assert lead.click("next", "more", channel="C0PCP", ts=message["ts"]) == {"ok": True}
    [action] = last("click")["actions"]
    assert (action["value"], action["type"]) == ("violence", "button")
    eventually(lambda: public(lead)["text"] == "More it is")
    assert public(lead)["ts"] == message["ts"]


def test_a_form_is_opened_complained_about_and_sent(last, lead, eventually):
    lead.command("C0PCP", "/pcp form")
    view = eventually(lead.view)
    empty = lead.submit(view["id"], {})
    assert empty == {"ok": False, "errors": {"calls": "Please complete this required field."}}
    whole = lead.submit(view["id"], typed("1.5", "x" * 11))
    assert set(whole["errors"]) == {"calls", "note"}
    assert lead.submit(view["id"], typed("13", "brief"))["errors"] == {"calls": "Not 13"}
    assert lead.submit(view["id"], {"calls": {"number": 12}}) == {"ok": True, "closed": True}
    sent = last("view")
    assert sent["private_metadata"] == "draft-1"
    assert sent["state"]["values"]["calls"]["number"] == {"type": "number_input", "value": "12"}
    assert sent["state"]["values"]["note"]["text"]["value"] == "brief"
    assert lead.view() is None


def test_errors_under_a_block_that_is_not_there_are_a_connection_trouble(last, lead, eventually):
    lead.command("C0PCP", "/pcp form")
    answer = lead.submit(eventually(lead.view)["id"], {"calls": {"number": "14"}})
    assert answer["error"] == "We had some trouble connecting. Try again?"


def test_a_pushed_view_lies_on_the_one_below_and_uncovers_it(last, lead, eventually):
    lead.command("C0PCP", "/pcp form")
    below = eventually(lead.view)
    pushed = lead.submit(below["id"], {"calls": {"number": "15"}})["view"]
    assert pushed["previous_view_id"] == below["id"]
    assert lead.submit(below["id"], {})["error"] == "view_not_found"
    lead.close(pushed["id"])
    assert lead.view()["id"] == below["id"]


def test_a_closed_form_tells_the_bot_without_what_was_typed(last, lead, eventually):
    lead.command("C0PCP", "/pcp form")
    view = eventually(lead.view)
    lead.submit(view["id"], {"calls": {"number": "13"}})
    lead.close(view["id"], all=True)
    closed = last("closed")
    assert closed["is_cleared"] is True
    assert closed["view"]["state"]["values"] == {}


def test_a_mention_is_answered_in_its_thread(last, lead):
    said = lead.say("C0PCP", "@PCP bot how is violence?")
    assert last("mention")["text"] == "<@U0PCPBOT> how is violence?"
    [reply] = lead.wait("C0PCP", after=said["ts"])
    assert (reply["text"], reply["thread_ts"]) == ("Yes <@U0NORTH>", said["ts"])
    [parent] = lead.messages("C0PCP")
    assert parent["reply_count"] == 1


def test_a_mention_where_the_bot_is_not_a_member_reaches_nobody(last, lead):
    lead.say("C0GENERAL", "@PCP bot hello")
    assert lead.wait("C0GENERAL", seconds=0.1) == []


def test_a_direct_message_is_told_to_the_bot(last, lead):
    said = lead.say("D0NORTH", "status violence")
    assert [each["text"] for each in lead.wait("D0NORTH", after=said["ts"])] == ["Noted"]
    assert last("message")["channel_type"] == "im"


def test_the_home_is_published_when_it_is_opened_and_its_button_works(last, lead, eventually):
    lead.open_home()
    home = eventually(lead.home)
    assert home["type"] == "home"
    lead.click("next", "more", home=True)
    assert last("click")["container"] == {"type": "view", "view_id": home["id"]}


def test_a_message_shortcut_carries_the_message(last, lead):
    said = lead.say("C0PCP", "Look at this")
    assert lead.shortcut("try", channel="C0PCP", ts=said["ts"]) == {"ok": True}
    assert last("shortcut")["message"]["text"] == "Look at this"
    assert lead.shortcut("nothing")["error"] == "no such shortcut"


def test_after_a_closed_socket_the_bot_comes_back(last, lead, practice, eventually):
    practice.post("socket", action="close")
    assert eventually(lambda: lead.command("C0PCP", "/pcp again")["ok"])


def test_a_refresh_moves_the_bot_to_a_new_connection(last, lead, practice, eventually):
    practice.post("socket", action="refresh")
    assert eventually(lambda: lead.command("C0PCP", "/pcp again")["ok"])
