"""What people can do and see, what is kept from other web pages, and faults on demand."""

from __future__ import annotations

import json
import threading
from http.client import HTTPConnection, RemoteDisconnected
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest
from slack_sdk.errors import SlackApiError


def names(person):
    return {each["name"] for each in person.conversations()}


def test_people_are_listed_with_their_kind(practice):
    kinds = {each["id"]: each["kind"] for each in practice.get("people")}
    assert len(kinds) == 19
    assert {kinds[each] for each in ("U0GUEST", "U0STRANGER", "U0PCPBOT")} == {
        "guest",
        "stranger",
        "bot",
    }


def test_everybody_sees_only_their_own_conversations(practice, lead, editor):
    assert names(lead) >= {"pcp", "general", "PCP bot", "old-board"}
    assert not names(lead) & {"chief-officers", "performance"}
    assert names(editor) >= {"chief-officers", "performance"}
    assert names(practice.person("U0GUEST")) == {"pcp", "PCP bot"}
    assert names(practice.person("U0STRANGER")) == {"shared-with-partners", "PCP bot"}


def test_a_private_channel_is_not_found_by_others(lead):
    assert lead.messages("C0CHIEFS")["error"] == "channel_not_found"
    assert lead.say("C0CHIEFS", "Hello")["error"] == "channel_not_found"
    assert lead.command("C0CHIEFS", "/pcp help")["error"] == "channel_not_found"


def test_nobody_acts_as_the_bot_or_as_nobody(practice):
    assert practice.person("U0PCPBOT").say("C0PCP", "Hello")["error"] == "user_not_found"
    assert practice.person("U0NOBODY").conversations()["error"] == "user_not_found"


def test_not_everything_can_be_said(practice, lead):
    assert practice.person("U0CHIEF").say("C0OLDBOARD", "Hello")["error"] == "is_archived"
    assert lead.say("C0PARTNERS", "Hello")["error"] == "not_in_channel"
    assert lead.command("C0PARTNERS", "/pcp help")["error"] == "not_in_channel"
    assert lead.say("C0PCP", "  ")["error"] == "no_text"


def test_what_is_typed_is_escaped_and_mentions_are_resolved(lead):
    lead.say("C0PCP", "<!channel> & @Tom Whitfield in #chief-officers, <@U0WEST>")
    [said] = lead.messages("C0PCP")
    assert said["text"] == "&lt;!channel&gt; &amp; <@U0SOUTH> in <#C0CHIEFS|>, <@U0WEST>"


def test_a_command_that_the_manifest_does_not_name(lead):
    assert lead.command("C0PCP", "/x y")["error"] == "/x is not a valid command"


def test_a_stranger_has_no_commands(practice):
    answer = practice.person("U0STRANGER").command("C0PARTNERS", "/pcp help")
    assert answer["error"] == "/pcp is not a valid command"


def test_a_command_without_a_bot_to_take_it(practice, lead, running):
    practice.post("socket", action="refuse")
    practice.post("socket", action="close")
    assert lead.command("C0PCP", "/pcp help")["error"] == "dispatch_failed"
    practice.post("socket", action="accept")


def test_what_is_new_is_unread_until_it_is_looked_at(web, lead):
    web.chat_postMessage(channel="U0NORTH", text="Due")

    def unread():
        return {each["id"]: each["unread"] for each in lead.conversations()}["D0NORTH"]

    assert unread() == 1
    lead.messages("D0NORTH")
    assert unread() == 0


def test_waiting_ends_as_soon_as_the_bot_speaks(web, lead):
    speak = threading.Timer(0.05, web.chat_postMessage, kwargs={"channel": "C0PCP", "text": "Now"})
    speak.start()
    assert [each["text"] for each in lead.wait("C0PCP")] == ["Now"]
    speak.join()


def test_waiting_in_vain_gives_nothing(lead):
    assert lead.wait("C0PCP", seconds=0.05) == []


def test_the_page_is_told_of_changes_that_concern_the_person(web, running):
    address = urlsplit(running.url).netloc
    connection = HTTPConnection(address, timeout=30)
    connection.request("GET", "/practice/events?as=U0NORTH")
    stream = connection.getresponse()
    stream.readline()
    web.chat_postMessage(channel="C0CHIEFS", text="Not for all")
    web.chat_postMessage(channel="C0PCP", text="For all")
    stream.readline()
    told = json.loads(stream.readline().removeprefix(b"data: "))
    connection.close()
    assert told == {"type": "message", "channel": "C0PCP"}


def ask(running, method, path, headers):
    connection = HTTPConnection(urlsplit(running.url).netloc, timeout=30)
    connection.request(method, path, headers=headers)
    status = connection.getresponse().status
    connection.close()
    return status


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"Host": "localhost:80"}, 200),
        ({"Host": "rebound.example"}, 403),
        ({"Origin": "https://elsewhere.example"}, 403),
        ({"Origin": "null"}, 403),
    ],
)
def test_other_web_pages_are_kept_out(running, headers, status):
    assert ask(running, "GET", "/practice/people", headers) == status


def test_the_page_itself_is_let_in(running):
    assert ask(running, "GET", "/practice/people", {"Origin": running.url}) == 200
    with urlopen(running.url, timeout=30) as page:
        assert b"<html" in page.read()


def test_a_rate_limit_says_how_long_to_wait(practice, web):
    practice.post("faults", method="chat.postMessage", kind="rate_limited", retry_after=7)
    with pytest.raises(SlackApiError) as caught:
        web.chat_postMessage(channel="C0PCP", text="a")
    answer = caught.value.response
    assert (answer.status_code, answer["error"]) == (429, "ratelimited")
    assert answer.headers["Retry-After"] == "7"
    assert web.chat_postMessage(channel="C0PCP", text="a")["ok"]


def test_a_server_error_does_nothing(practice, web, lead):
    practice.post("faults", method="*", kind="server_error")
    with pytest.raises(SlackApiError) as caught:
        web.chat_postMessage(channel="C0PCP", text="a")
    assert caught.value.response.status_code == 500
    assert lead.messages("C0PCP") == []


def test_a_dropped_connection_after_the_message_was_taken(practice, web, lead):
    practice.post("faults", method="chat.postMessage", kind="drop_after_accept")
    with pytest.raises((RemoteDisconnected, ConnectionError)):
        web.chat_postMessage(channel="C0PCP", text="Once")
    assert [each["text"] for each in lead.messages("C0PCP")] == ["Once"]


def test_any_error_can_be_asked_for_and_taken_back(practice, web):
    practice.post("faults", method="users.info", kind="error", error="fatal_error", times=5)
    with pytest.raises(SlackApiError, match="fatal_error"):
        web.users_info(user="U0NORTH")
    practice.delete("faults")
    assert web.users_info(user="U0NORTH")["ok"]


def test_a_fault_of_no_known_kind_is_refused(practice):
    assert practice.post("faults", method="*", kind="earthquake")["error"] == "invalid_arguments"


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("click", {"as": "U0NORTH", "block_id": "a", "action_id": "b", "view_id": "V0"}),
        ("click", {"as": "U0NORTH", "block_id": "a", "action_id": "b", "home": True}),
        ("submit", {"as": "U0NORTH", "view_id": "V0", "values": {"a": 3}}),
        ("submit", {"as": "U0NORTH", "view_id": "V0", "values": "{"}),
        ("close", {"as": "U0NORTH"}),
        ("socket", {"action": "dance"}),
        ("request_url", {"url": "https://elsewhere.example/"}),
        ("files", {"delay": "long"}),
    ],
)
def test_nonsense_is_refused_in_words(practice, path, body):
    answer = practice.post(path, **body)
    assert answer["ok"] is False
    assert answer["error"]
