"""What the doors do when Slack, the store or a hand on the mouse does not do as expected."""

from __future__ import annotations

import sqlite3
import time
from concurrent.futures import Future
from datetime import timedelta

import pytest
from slack_bolt import BoltRequest

from handlers.deliveries import tell
from handlers.knocks import Knock

PCP, GENERAL, PARTNERS = "C0PCP", "C0GENERAL", "C0PARTNERS"
NO_TIME = timedelta()


def says(words):
    return lambda message: words in message["text"]


def of_bot(office, who, channel):
    return [m for m in office.seen(who, channel) if m["is_bot"]]


def buttons(message):
    elements = [e for b in message["blocks"] for e in b.get("elements", ())]
    return [e["text"]["text"] for e in elements if e.get("type") == "button"]


@pytest.fixture
def forgetful(office):
    """An office whose bot has looked nobody up yet."""
    office.house.rooms.memory._kept.clear()
    yield office
    office.house.rooms.memory._kept.clear()


@pytest.fixture
def locked(office):
    """An office while another process holds the pen in its database."""
    database = office.house.rooms.store.engine.url.database
    other = sqlite3.connect(database, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    yield office
    if other.in_transaction:
        other.execute("ROLLBACK")
    other.close()


def dispatch(office, event):
    """What the bot answers to an event of this kind, as Slack delivers it."""
    team = office.house.rooms.bot.team_id
    body = {
        "type": "event_callback",
        "team_id": team,
        "event_id": f"Ev{time.time_ns()}",
        "event": event,
        "authorizations": [{"team_id": team, "user_id": "U0PCPBOT", "is_bot": True}],
    }
    return office.house.app.dispatch(BoltRequest(body=body, mode="socket_mode")).status


def test_a_locked_database_costs_neither_the_answer_nor_its_chart(locked):
    locked.command("U0NORTH", "/pcp metric 999")
    answer = locked.answer("U0NORTH", PCP)
    assert not answer["ephemeral"]
    assert "88,220" in answer["text"]
    assert answer["image_urls"]


def test_a_chart_that_cannot_be_asked_for_costs_the_chart_alone(office, monkeypatch):
    def refuse(finding):
        raise RuntimeError("cannot schedule new futures after shutdown")

    monkeypatch.setitem(office.house.rooms.__dict__, "draw", refuse)
    office.command("U0NORTH", "/pcp metric 999")
    answer = office.answer("U0NORTH", PCP)
    assert not answer["ephemeral"]
    assert not answer["image_urls"]


def test_charts_that_are_late_keep_nobody_waiting(office, monkeypatch):
    monkeypatch.setattr("handlers.pictures._WAITS_BEFORE_POSTING", (0.0,))
    monkeypatch.setattr("handlers.pictures._WAITS_AFTER_POSTING", (3.0, 3.0))
    office.post("files", {"delay": 2.5})
    office.command("U0NORTH", "/pcp metric ksi")
    words = office.answer("U0NORTH", PCP)
    office.quiet()
    assert office.seen("U0NORTH", PCP, words["ts"]) == [words]
    office.post("files", {"delay": 0})
    assert office.answer("U0NORTH", PCP, thread=words["ts"])["image_urls"]


def test_a_chart_that_is_drawn_late_follows_its_words(office, monkeypatch):
    rooms, promises = office.house.rooms, []
    draw = rooms.draw

    def late(finding):
        promises.append((Future(), finding))
        return promises[-1][0]

    monkeypatch.setattr("handlers.pictures._DRAWN_BEFORE_POSTING", 0.0)
    monkeypatch.setitem(rooms.__dict__, "draw", late)
    office.command("U0NORTH", "/pcp metric ksi")
    words = office.answer("U0NORTH", PCP)
    office.quiet()
    assert not words["image_urls"]
    assert office.seen("U0NORTH", PCP, words["ts"]) == [words]
    for promise, finding in promises:
        promise.set_result(draw(finding).result(60))
    assert office.answer("U0NORTH", PCP, thread=words["ts"])["image_urls"]


@pytest.mark.parametrize("kind", ["error", "server_error"])
def test_a_member_is_not_called_a_stranger_when_slack_cannot_say(forgetful, kind):
    more = {"error": "fatal_error"} if kind == "error" else {}
    forgetful.fault("users.info", kind, times=9, **more)
    forgetful.command("U0NORTH", "/pcp caveats asb")
    told = forgetful.answer("U0NORTH", PCP, seconds=20)
    assert "reference" in told["text"]
    assert "full members" not in told["text"]
    assert not of_bot(forgetful, "U0SOUTH", PCP)


def test_who_slack_does_not_know_is_refused(forgetful):
    forgetful.fault("users.info", "error", error="user_not_visible", times=9)
    forgetful.command("U0NORTH", "/pcp caveats asb")
    assert "full members" in forgetful.answer("U0NORTH", PCP)["text"]


def test_in_a_channel_that_outsiders_read_the_reason_is_told_and_nothing_is_offered(office):
    office.command("U0EDITOR", "/pcp summary", PARTNERS)
    told = office.answer("U0EDITOR", PARTNERS)
    assert "other organisations" in told["text"]
    assert "/invite" not in told["text"]
    answer = office.answer("U0EDITOR", office.direct("U0EDITOR"))
    assert "Post it in the channel" not in buttons(answer)


def test_where_the_bot_can_be_invited_the_answer_can_be_posted_afterwards(office):
    office.command("U0NORTH", "/pcp summary", GENERAL)
    direct = office.direct("U0NORTH")
    answer = office.answer("U0NORTH", direct)
    office.press("U0NORTH", direct, answer, "Post it in the channel")
    told = office.answer("U0NORTH", direct, says("I cannot post there"))
    assert "/invite" in told["text"]


@pytest.mark.parametrize("error", ["missing_scope", "ratelimited", "fatal_error"])
def test_where_slack_will_not_say_what_a_channel_is_the_answer_comes_privately(office, error):
    office.fault("conversations.info", "error", error=error, times=9)
    office.command("U0NORTH", "/pcp caveats asb")
    assert office.answer("U0NORTH", office.direct("U0NORTH"))["text"].startswith("Caveats")
    assert office.answer("U0NORTH", PCP)["ephemeral"]


def test_a_channel_that_is_archived_meanwhile_costs_the_place_and_not_the_answer(office):
    office.fault("chat.postMessage", "error", error="is_archived", times=1)
    office.command("U0NORTH", "/pcp caveats asb")
    assert office.answer("U0NORTH", office.direct("U0NORTH"))["text"].startswith("Caveats")
    assert "archived" in office.answer("U0NORTH", PCP)["text"]


@pytest.mark.parametrize("error", ["cannot_dm_bot", "messages_tab_disabled"])
def test_closed_direct_messages_are_told_with_how_to_open_them(office, error):
    office.fault("chat.postMessage", "error", error=error, times=1)
    office.command("U0NORTH", "/pcp caveats asb", GENERAL)
    told = office.answer("U0NORTH", GENERAL)
    assert told["ephemeral"]
    assert "Messages tab" in told["text"]


def test_an_answer_in_a_channel_says_who_asked_what_and_calls_nobody(office):
    office.command("U0NORTH", "/pcp status violnce & <!channel>")
    answer = office.answer("U0SOUTH", PCP)
    assert "Asked by Amara Okafor: /pcp status violnce &amp; &lt;!channel&gt;" in answer["text"]
    assert answer["blocks"][-1]["type"] == "context"
    assert "U0NORTH" not in str(answer["blocks"])


def test_somebody_whom_the_plan_does_not_name_is_named_as_in_slack(office):
    office.command("U0PFCC", "/pcp caveats asb")
    assert "Asked by Owen Price: /pcp caveats asb" in office.answer("U0SOUTH", PCP)["text"]


def test_a_pressed_button_is_told_by_what_it_says(office):
    office.command("U0NORTH", "/pcp status violence")
    answer = office.answer("U0NORTH", PCP)
    office.press("U0SOUTH", PCP, answer, "Standings")
    office.answer("U0NORTH", PCP, says("Asked by Tom Whitfield: Standings"))


def test_a_mention_and_a_direct_message_show_by_themselves_who_asked(office):
    bot, direct = office.house.rooms.bot.user_id, office.direct("U0NORTH")
    office.message("U0NORTH", f"<@{bot}> caveats asb", PCP)
    office.message("U0NORTH", "caveats asb", direct)
    for channel in (PCP, direct):
        assert "Asked by" not in office.answer("U0NORTH", channel)["text"]


def test_what_was_asked_in_private_is_posted_with_the_question_as_it_was_typed(office):
    office.command("U0NORTH", "/pcp standings private")
    direct = office.direct("U0NORTH")
    answer = office.answer("U0NORTH", direct)
    office.press("U0NORTH", direct, answer, "Post it in the channel")
    posted = office.answer("U0SOUTH", PCP)
    assert "Asked by Amara Okafor: /pcp standings private" in posted["text"]


def test_a_double_click_posts_once(office):
    office.command("U0NORTH", "/pcp standings private")
    direct = office.direct("U0NORTH")
    answer = office.answer("U0NORTH", direct)
    for _ in range(2):
        office.press("U0NORTH", direct, answer, "Post it in the channel")
    office.quiet()
    assert len(of_bot(office, "U0SOUTH", PCP)) == 1


def test_what_was_posted_is_not_posted_again_later_and_the_presser_is_told(office, monkeypatch):
    monkeypatch.setattr("handlers.doors._DOUBLE_CLICK", NO_TIME)
    office.command("U0NORTH", "/pcp standings private")
    direct = office.direct("U0NORTH")
    answer = office.answer("U0NORTH", direct)
    for _ in range(2):
        office.press("U0NORTH", direct, answer, "Post it in the channel")
        office.quiet()
    assert len(of_bot(office, "U0SOUTH", PCP)) == 1
    office.answer("U0NORTH", direct, says("was posted in"))


def test_what_slack_refused_may_be_posted_by_pressing_again(office, monkeypatch):
    monkeypatch.setattr("handlers.doors._DOUBLE_CLICK", NO_TIME)
    office.command("U0NORTH", "/pcp standings private")
    direct = office.direct("U0NORTH")
    answer = office.answer("U0NORTH", direct)
    office.fault("chat.postMessage", "error", error="fatal_error", times=1)
    office.press("U0NORTH", direct, answer, "Post it in the channel")
    office.answer("U0NORTH", direct, says("reference"))
    office.press("U0NORTH", direct, answer, "Post it in the channel")
    office.answer("U0SOUTH", PCP, says("Most similar group"))


def test_a_double_click_on_a_question_is_answered_once_and_for_each_person(office):
    office.command("U0NORTH", "/pcp status violence")
    answer = office.answer("U0NORTH", PCP)
    for who in ("U0NORTH", "U0NORTH", "U0SOUTH"):
        office.press(who, PCP, answer, "Standings")
    office.quiet()
    assert len([m for m in of_bot(office, "U0NORTH", PCP) if m["ts"] > answer["ts"]]) == 2


def test_the_same_button_may_be_pressed_again_a_while_later(office, monkeypatch):
    monkeypatch.setattr("handlers.doors._DOUBLE_CLICK", NO_TIME)
    office.command("U0NORTH", "/pcp status violence")
    answer = office.answer("U0NORTH", PCP)
    for _ in range(2):
        office.press("U0NORTH", PCP, answer, "Standings")
        office.quiet()
    assert len([m for m in of_bot(office, "U0NORTH", PCP) if m["ts"] > answer["ts"]]) == 2


@pytest.mark.parametrize(
    "event",
    [
        {
            "type": "message",
            "subtype": "message_changed",
            "channel_type": "im",
            "message": {"text": "caveats asb", "user": "U0NORTH"},
        },
        {"type": "message", "subtype": "channel_join", "channel_type": "channel"},
        {
            "type": "app_mention",
            "subtype": "bot_message",
            "bot_id": "B1",
            "text": "<@U0PCPBOT> summary",
        },
    ],
)
def test_events_that_are_not_for_the_bot_are_taken_in_silence(office, event):
    before = len(office.log("chat.postMessage"))
    assert dispatch(office, {"channel": PCP, "ts": "1.1", **event}) == 200
    office.quiet()
    assert len(office.log("chat.postMessage")) == before


def pressed(office, **more):
    """What the bot answers to a press of something that no version of it draws."""
    body = {
        "user": {"id": "U0NORTH", "team_id": office.house.rooms.bot.team_id},
        "team": {"id": office.house.rooms.bot.team_id},
        **more,
    }
    return office.house.app.dispatch(BoltRequest(body=body, mode="socket_mode"))


def test_an_old_button_is_told_to_be_old(office):
    action = {"action_id": "old.button", "block_id": "b", "type": "button", "action_ts": "1.1"}
    direct = office.direct("U0NORTH")
    answer = pressed(office, type="block_actions", actions=[action], channel={"id": direct})
    assert answer.status == 200
    office.answer("U0NORTH", direct, says("This button is old"))


def test_an_old_form_says_that_nothing_was_recorded(office):
    view = {"id": "V1", "type": "modal", "callback_id": "old.form", "state": {"values": {}}}
    answer = pressed(office, type="view_submission", view=view)
    assert answer.status == 200
    assert "nothing was recorded" in answer.body


def test_a_guest_s_home_says_why_it_is_empty_and_nobody_writes_to_them(office):
    office.post("home", {"as": "U0GUEST"})
    view = office.until(lambda: office.get("home", {"as": "U0GUEST"}))
    assert "full members" in str(view)
    assert "aspirations" not in str(view)
    assert of_bot(office, "U0GUEST", office.direct("U0GUEST")) == []


def test_a_home_that_fails_is_logged_and_nobody_is_written_to(office, caplog):
    office.fault("views.publish", "error", error="internal_error", times=9)
    office.post("home", {"as": "U0NORTH"})
    office.until(lambda: "a Home could not be shown" in caplog.text)
    assert of_bot(office, "U0NORTH", office.direct("U0NORTH")) == []


def test_plain_words_to_one_person_call_nobody(office):
    knock = Knock("U0NORTH", office.house.rooms.bot.team_id, PCP)
    tell(office.house.rooms, knock, "Published because <!channel> & <@U0SOUTH> said so.")
    told = office.answer("U0NORTH", PCP)
    assert told["text"] == "Published because &lt;!channel&gt; &amp; &lt;@U0SOUTH&gt; said so."
