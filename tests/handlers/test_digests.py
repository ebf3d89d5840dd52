"""A published quarter's digest: in each channel once, whole and in order, whatever Slack does."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import pytest

from bot.delivery import Delivery
from bot.publishing import Publishing
from bot.quarter import Quarter
from handlers import pictures, reminders
from handlers.digests import pages_of
from storage.deliveries import owe
from storage.plans import read_plan
from tests.handlers.digested import (
    CHANNELS,
    Q3,
    lost_and_doubled,
    notes,
    posts,
    published,
    send,
    state,
    thread,
    titles,
    wanted,
)


@pytest.fixture
def office(unhurried):
    return unhurried


def test_each_channel_gets_one_message_and_the_rest_in_its_thread_in_order(office):
    published(office, times=3)
    send(office, turns=3)
    for channel in CHANNELS:
        assert titles(thread(office, channel)) == wanted(office)
    assert notes(office) == []


def test_every_chart_of_it_is_shown(office):
    published(office)
    send(office)
    shown = [b for m in thread(office, "C0PCP") for b in m["blocks"] if b["type"] == "image"]
    assert len(shown) == sum(len(page.pictures) for page in pages_of(office.house.rooms, Q3))
    assert all(b["slack_file"]["id"] for b in shown)


@pytest.mark.parametrize("channel", ["C0PARTNERS", "C0OLDBOARD", "C0GENERAL"])
def test_a_channel_that_may_not_have_it_gets_nothing_and_the_editors_hear_why(
    office, channel, monkeypatch
):
    rooms = office.house.rooms
    with rooms.store.read() as session:
        plan = read_plan(session, "essex")
    plan = replace(plan, publishing=Publishing(channels=(channel, "C0PCP")))
    for room in ("handlers.collecting", "handlers.digests"):
        monkeypatch.setattr(f"{room}.read_plan", lambda *_: plan)
    published(office)
    send(office, turns=2)
    assert len(posts(office, "C0PCP")) == 1
    assert posts(office, channel) == []
    (note,) = notes(office)
    why = {"C0PARTNERS": "other organisations", "C0OLDBOARD": "archived", "C0GENERAL": "not in it"}
    assert why[channel] in note["text"]


def test_a_storm_of_429_delays_it_and_loses_and_doubles_nothing(office):
    office.fault("chat.postMessage", "rate_limited", times=8, retry_after=0)
    published(office)
    send(office)
    send(office, turns=4, minutes=2)
    assert [lost_and_doubled(office, each) for each in CHANNELS] == [(0, 0), (0, 0)]
    assert [titles(thread(office, each)) for each in CHANNELS] == [wanted(office)] * 2


@pytest.mark.parametrize("kind", ["drop_after_accept", "server_error"])
def test_what_is_in_doubt_is_looked_for_and_the_order_is_kept(office, kind):
    """Slack takes a post and drops the line, or answers 500: at the parent, then in the thread."""
    published(office)
    for _ in range(14):
        office.fault("chat.postMessage", kind, times=1)
        send(office, minutes=10)
    office._call("faults", None, "DELETE")
    send(office, turns=3, minutes=10)
    assert [lost_and_doubled(office, each) for each in CHANNELS] == [(0, 0), (0, 0)]
    assert [titles(thread(office, each)) for each in CHANNELS] == [wanted(office)] * 2
    assert notes(office) == []


@pytest.fixture
def at_part(office, monkeypatch):
    """Let something happen just before a part of the digest in a channel is posted."""

    def arrange(channel, part, happen):
        build = reminders.BUILDERS["digest"]

        def first_this(rooms, delivery):
            built = build(rooms, delivery)
            if (delivery.recipient, delivery.about["part"]) == (channel, str(part)):
                happen()
            return built

        monkeypatch.setitem(reminders.BUILDERS, "digest", first_this)

    return arrange


def test_where_the_bot_may_not_look_nothing_is_doubled_and_the_editors_are_told(office, at_part):
    def break_the_line():
        office.fault("chat.postMessage", "drop_after_accept")
        office.fault("conversations.replies", "error", error="missing_scope")

    at_part("C0PCP", 3, break_the_line)
    published(office)
    send(office)
    assert state(office, "C0PCP", 3) == "claimed"
    send(office, turns=2, minutes=5)
    assert state(office, "C0PCP", 3) == "unknown"
    assert lost_and_doubled(office, "C0PCP") == (0, 0)  # it had arrived, which nobody could see
    (note,) = notes(office)
    assert "perhaps not posted" in note["text"]


def test_a_first_message_in_doubt_that_cannot_be_looked_for_is_not_followed_blindly(
    office, at_part
):
    def break_the_line():
        office.fault("chat.postMessage", "drop_after_accept")
        office.fault("conversations.history", "error", error="missing_scope")

    at_part("C0CHIEFS", 0, break_the_line)
    published(office)
    send(office, turns=3, minutes=5)
    assert state(office, "C0CHIEFS", 0) == "unknown"
    assert state(office, "C0CHIEFS", 1) is None
    (note,) = notes(office)
    assert "parts not sent" in note["text"]


def test_a_chart_that_cannot_be_drawn_costs_the_chart_alone(office, monkeypatch):
    asked = pictures._promised

    def promised(rooms, picture):
        return None if type(picture.finding).__name__ == "Ladder" else asked(rooms, picture)

    monkeypatch.setattr(pictures, "_promised", promised)
    published(office)
    send(office, turns=2)
    assert titles(thread(office, "C0PCP")) == wanted(office)
    assert "(The chart could not be shown.)" in str(posts(office, "C0PCP")[0]["blocks"])
    note = next(each for each in notes(office) if "C0PCP" in each["text"])
    assert "Police and Crime Plan, 2021/22 Q3: without its chart" in note["text"]
    assert "5. Tackle gangs and organised crime: without its chart" in note["text"]


def test_a_file_that_slack_will_not_take_costs_the_chart_alone(office):
    office.fault("files.completeUploadExternal", "error", error="storage_limit_reached", times=99)
    published(office)
    send(office, turns=2)
    assert titles(thread(office, "C0PCP")) == wanted(office)
    assert len(notes(office)) == len(CHANNELS)


def test_a_file_that_is_never_ready_costs_the_chart_alone(office):
    office.running.desk.files.delay = 999
    published(office)
    send(office, turns=2)
    office.running.desk.files.delay = 0
    assert [titles(thread(office, each)) for each in CHANNELS] == [wanted(office)] * 2
    assert len(notes(office)) == len(CHANNELS)


def test_a_part_that_slack_refuses_is_named_by_the_next_and_to_the_editors(office, at_part):
    refuse = partial(office.fault, "chat.postMessage", "error", error="msg_blocks_too_long")
    at_part("C0PCP", 4, refuse)
    published(office)
    send(office, turns=2)
    there, due = titles(thread(office, "C0PCP")), wanted(office)
    gap = f"(Before this should stand “{due[4]}”, which could not be posted.)"
    assert there == [*due[:4], gap, *due[6:]]
    assert due[5] in thread(office, "C0PCP")[4]["text"]
    (note,) = notes(office)
    assert f"{due[4]}: not posted, because Slack would not take it." in note["text"]
    assert titles(thread(office, "C0CHIEFS")) == due


def test_a_channel_that_vanishes_on_the_way_keeps_what_it_has_and_the_editors_hear(office, at_part):
    channels = office.running.desk.world.channels
    archived = replace(channels["C0PCP"], archived=True)
    at_part("C0PCP", 4, lambda: channels.update(C0PCP=archived))
    published(office)
    send(office, turns=2)
    due = wanted(office)
    assert titles(thread(office, "C0PCP")) == due[:4]
    assert titles(thread(office, "C0CHIEFS")) == due
    (note,) = notes(office)
    assert f"{due[4]}: not posted" in note["text"]
    assert f"{len(due) - 5} parts not sent" in note["text"]


def test_the_contact_hears_once_that_the_report_is_ready(office):
    published(office, times=2)
    send(office, turns=2)
    (note,) = office.told("U0PFCC")
    assert note["text"].startswith("Report ready: 2021/22 Q3")
    assert "9 of 10 aspirations are not met." in note["text"]
    assert "/pcp report 2021/22 Q3" in note["text"]


def test_a_quarter_with_nothing_in_it_is_published_too(office):
    published(office, Quarter(2022, 1))
    send(office, turns=2)
    assert titles(thread(office, "C0PCP")) == wanted(office, Quarter(2022, 1))
    assert "returns are not in" in posts(office, "C0PCP")[0]["text"]


def test_a_passing_error_of_slack_costs_no_channel_its_digest(office):
    office.fault("conversations.info", "error", error="fatal_error", times=6)
    published(office)
    send(office)
    send(office, turns=4, minutes=5)
    assert [len(posts(office, channel)) for channel in CHANNELS] == [1, 1]


def test_a_channel_that_the_bot_is_invited_to_later_has_its_digest_then(office):
    channels = office.running.desk.world.channels
    was = channels["C0PCP"]
    members = was.members - {office.house.rooms.bot.user_id}
    channels["C0PCP"] = replace(was, members=members)
    published(office)
    send(office)
    assert posts(office, "C0PCP") == []
    assert any("/invite" in m["text"] for m in notes(office))
    channels["C0PCP"] = was
    send(office, turns=3, minutes=31)
    assert titles(thread(office, "C0PCP")) == wanted(office)


def test_a_channel_that_nobody_invites_the_bot_to_is_given_up_after_four_weeks(office):
    del office.running.desk.world.channels["C0PCP"]
    published(office)
    send(office)
    send(office, days=27)
    assert state(office, "C0PCP", 0) == "pending"
    send(office, days=1)
    assert state(office, "C0PCP", 0) == "dropped"
    assert len(notes(office)) == 1


@pytest.mark.parametrize("error", ["channel_not_found", "not_in_channel"])
@pytest.mark.parametrize("part", [0, 4])
def test_a_channel_that_slack_does_not_find_in_passing_has_its_digest_all_the_same(
    office, at_part, error, part
):
    refuse = partial(office.fault, "chat.postMessage", "error", error=error)
    refused = []
    at_part("C0CHIEFS", part, lambda: refused or refused.append(refuse()))
    published(office)
    send(office)
    assert lost_and_doubled(office, "C0CHIEFS")[0] if part else not posts(office, "C0CHIEFS")
    send(office, turns=3, minutes=2)
    assert [titles(thread(office, each)) for each in CHANNELS] == [wanted(office)] * 2
    assert notes(office) == []


def test_a_channel_that_slack_never_finds_again_is_told_to_the_editors_and_tried_on(
    office, at_part
):
    def refuse():
        office.fault("chat.postMessage", "error", error="channel_not_found")

    at_part("C0CHIEFS", 0, refuse)
    published(office)
    send(office, turns=4, minutes=2)
    (note,) = notes(office)
    assert "/invite" in note["text"]
    assert state(office, "C0CHIEFS", 0) == "pending"
    assert len(posts(office, "C0PCP")) == 1


def test_what_cannot_be_built_holds_up_nothing_else(office, monkeypatch):
    def broken(*_):
        raise LookupError("a duty that was taken out")

    rooms = office.house.rooms
    monkeypatch.setitem(reminders.BUILDERS, "handed", broken)
    with rooms.store.write() as session:
        about = {"quarter": Q3.key, "units": "fcr"}
        owed = Delivery("handed:2021/22-Q3:x", "handed", "U0EDITOR", rooms.now(), about)
        owe(session, "essex", owed, rooms.now())
    published(office)
    send(office, turns=3, minutes=3)
    assert [len(posts(office, channel)) for channel in CHANNELS] == [1, 1]


def test_a_correction_made_before_the_digest_stood_is_in_its_thread(office):
    published(office)
    office.command("U0EDITOR", "/pcp correct 999 calls 2021/22 Q3")
    office.view("U0EDITOR", lambda v: "reason" in str(v["blocks"]))
    sent = office.send("U0EDITOR", {"figure": "88202", "reason": "Two digits changed over."})
    assert "errors" not in sent
    office.quiet()  # what the correction has sent at once is under way
    send(office, turns=3)
    (notice,) = [m for m in thread(office, "C0PCP") if "Two digits changed over." in m["text"]]
    assert "88,202" in notice["text"]
