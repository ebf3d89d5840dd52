"""Adding the bot to a channel in which it is not yet."""

from __future__ import annotations

import pytest

GENERAL, PARTNERS, DIRECT = "C0GENERAL", "C0PARTNERS", "D0NORTH"


def place(person, channel):
    return next(each for each in person.conversations() if each["id"] == channel)


@pytest.mark.parametrize("name", ["@PCP bot", "@pcp bot", "@pcp.bot", "pcp.bot", "<@U0PCPBOT>"])
def test_a_member_adds_the_bot_to_a_channel_and_the_channel_is_told(lead, editor, web, name):
    assert lead.command(GENERAL, f"/invite {name}")["ok"]
    [told] = editor.messages(GENERAL)
    assert told["text"] == "PCP bot was added to #general by Amara Okafor."
    assert place(lead, GENERAL)["bot_member"]
    assert web.conversations_info(channel=GENERAL)["channel"]["is_member"]
    assert web.chat_postMessage(channel=GENERAL, text="Good morning")["ok"]


def test_whoever_is_there_already_or_unknown_is_told_to_the_inviter_alone(lead, editor):
    lead.command("C0PCP", "/invite @PCP bot")
    lead.command("C0PCP", "/invite @nobody")
    assert [each["text"] for each in lead.messages("C0PCP")] == [
        "PCP bot is already in #pcp.",
        "Nobody here is called @nobody.",
    ]
    assert editor.messages("C0PCP") == []


def test_people_are_invited_the_same_way(practice, editor):
    guest = practice.person("U0GUEST")
    assert guest.messages("C0PERFORMANCE")["error"] == "channel_not_found"
    editor.command("C0PERFORMANCE", "/invite @Leo Marsh")
    assert "was added" in guest.messages("C0PERFORMANCE")[0]["text"]


@pytest.mark.parametrize(("who", "where"), [("U0NORTH", DIRECT), ("U0GUEST", "C0PCP")])
def test_nobody_is_invited_to_direct_messages_or_by_a_guest(practice, who, where):
    refused = practice.person(who).command(where, "/invite @PCP bot")
    assert refused["error"] == "/invite cannot be used here"


def test_a_reset_takes_invitations_back(practice, lead):
    lead.command(GENERAL, "/invite @PCP bot")
    practice.post("reset")
    assert not place(lead, GENERAL)["bot_member"]


def test_who_mentions_the_bot_where_it_is_not_is_told_alone_how_to_invite_it(lead, editor):
    lead.say(GENERAL, "@PCP bot summary")
    _, told = lead.messages(GENERAL)
    assert told["ephemeral"]
    assert "/invite @PCP bot" in told["text"]
    assert len(editor.messages(GENERAL)) == 1


def test_a_mention_where_the_bot_is_brings_no_advice(lead):
    lead.say("C0PCP", "@PCP bot summary")
    assert len([each for each in lead.messages("C0PCP") if each["ephemeral"]]) == 0
