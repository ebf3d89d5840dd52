"""What the bot may know of channels, people and what was said."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("channel", "member", "shared", "private"),
    [
        ("C0PCP", True, False, False),
        ("C0GENERAL", False, False, False),
        ("C0CHIEFS", True, False, True),
        ("C0PARTNERS", True, True, False),
    ],
)
def test_a_channel_says_what_it_is(web, channel, member, shared, private):
    found = web.conversations_info(channel=channel)["channel"]
    assert found["is_member"] is member
    assert found["is_ext_shared"] is shared
    assert found["is_private"] is private


def test_public_channels_are_listed_by_page(web):
    first = web.conversations_list(limit=2)
    rest = web.conversations_list(limit=9, cursor=first["response_metadata"]["next_cursor"])
    names = [each["name"] for page in (first, rest) for each in page["channels"]]
    assert names == ["pcp", "north-lpa", "general", "shared-with-partners", "old-board"]
    assert rest["response_metadata"]["next_cursor"] == ""


def test_listing_direct_messages_needs_its_own_scope(refused_form):
    answer = refused_form("conversations.list", types="im")
    assert (answer["error"], answer["needed"]) == ("missing_scope", "im:read")


def test_opening_a_conversation_needs_a_scope_that_posting_does_not(refused):
    assert refused("conversations.open", users="U0NORTH")["error"] == "missing_scope"


def test_members_are_listed(web):
    members = web.conversations_members(channel="C0CHIEFS")["members"]
    assert members == ["U0CHIEF", "U0EDITOR", "U0PCPBOT", "U0PFCC"]


def test_history_needs_the_scope_of_its_kind_of_channel(refused_form):
    answer = refused_form("conversations.history", channel="C0CHIEFS")
    assert (answer["error"], answer["needed"]) == ("missing_scope", "groups:history")


def test_history_is_for_members(refused_form):
    answer = refused_form("conversations.history", channel="C0GENERAL")
    assert answer["error"] == "not_in_channel"


def test_history_is_newest_first_and_within_its_bounds(web):
    stamps = [web.chat_postMessage(channel="C0PCP", text=each)["ts"] for each in "abc"]
    said = web.conversations_history(channel="C0PCP")["messages"]
    assert [each["text"] for each in said] == ["c", "b", "a"]
    later = web.conversations_history(channel="C0PCP", oldest=stamps[0])["messages"]
    assert [each["text"] for each in later] == ["c", "b"]
    one = web.conversations_history(channel="C0PCP", limit=1)
    assert one["has_more"] is True


def test_reading_methods_do_not_read_json(refused):
    answer = refused("conversations.info", channel="C0PCP")
    assert answer["error"] == "invalid_arguments"


@pytest.mark.parametrize(
    ("user", "guest", "team"),
    [
        ("U0NORTH", False, "T0PRACTICE"),
        ("U0GUEST", True, "T0PRACTICE"),
        ("U0STRANGER", False, "T0NEIGHBOUR"),
    ],
)
def test_guests_and_strangers_can_be_told_apart(web, user, guest, team):
    found = web.users_info(user=user)["user"]
    assert (found["is_restricted"], found["team_id"]) == (guest, team)
    assert found["tz"] == "Europe/London"


def test_an_unknown_person_is_not_found(refused_form):
    assert refused_form("users.info", user="U0NOBODY")["error"] == "user_not_found"


def test_the_list_of_people_leaves_strangers_out(web):
    ids = {each["id"] for each in web.users_list()["members"]}
    assert "U0GUEST" in ids
    assert "U0STRANGER" not in ids


def test_user_groups_have_members(web, refused_form):
    [group] = web.usergroups_list()["usergroups"]
    leads = web.usergroups_users_list(usergroup=group["id"])["users"]
    assert leads == ["U0NORTH", "U0SOUTH", "U0WEST"]
    assert refused_form("usergroups.users.list", usergroup="S0")["error"] == "no_such_subteam"


def test_the_bot_can_ask_who_it_is(web):
    answer = web.auth_test()
    assert (answer["user_id"], answer["team_id"]) == ("U0PCPBOT", "T0PRACTICE")
    assert "chat:write" in answer.headers["x-oauth-scopes"]
