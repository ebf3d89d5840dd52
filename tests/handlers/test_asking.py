"""Questions asked in the practice workspace, answered by the real bot over Socket Mode."""

from __future__ import annotations

import pytest

from handlers.asking import ask
from handlers.doors import answer_later
from handlers.knocks import Knock

PCP, GENERAL, PARTNERS = "C0PCP", "C0GENERAL", "C0PARTNERS"


def says(words):
    return lambda message: words in message["text"]


def kinds(message):
    return [block["type"] for block in message["blocks"]]


def test_a_status_is_posted_where_it_was_asked_with_table_chart_and_buttons(office):
    office.command("U0NORTH", "/pcp status violence")
    answer = office.answer("U0SOUTH", PCP)
    assert "None of the 3 aspirations is met" in answer["text"]
    assert "351 offences above the group's average" in answer["text"]
    assert not answer["ephemeral"]
    assert {"header", "table", "image", "context", "actions"} <= set(kinds(answer))
    (picture,) = answer["image_urls"].values()
    assert picture


def test_the_chart_of_a_repeated_question_is_neither_drawn_nor_uploaded_again(office):
    office.command("U0NORTH", "/pcp standings")
    first = office.answer("U0NORTH", PCP)
    office.command("U0SOUTH", "/pcp standings")
    office.answer("U0NORTH", PCP, lambda m: m["ts"] > first["ts"])
    assert len(office.log("files.completeUploadExternal")) <= 1


def test_a_typo_is_understood_and_the_reading_is_shown(office):
    office.command("U0NORTH", "/pcp status violnce")
    assert 'Read "violnce" as "violence"' in office.answer("U0NORTH", PCP)["text"]


def test_a_mention_is_answered_in_the_thread_it_was_made_in(office):
    parent = office.message("U0WEST", "How is it going?", PCP)
    bot = office.house.rooms.bot.user_id
    office.message("U0WEST", f"<@{bot}> summary", PCP, thread=parent["ts"])
    reply = office.answer("U0WEST", PCP, says("1 of 10 aspirations met"), thread=parent["ts"])
    assert reply["thread_ts"] == parent["ts"]


def test_a_direct_message_is_a_question(office):
    direct = office.direct("U0CHIEF")
    office.message("U0CHIEF", "101", direct)
    assert "61,010" in office.answer("U0CHIEF", direct)["text"]


def test_where_the_bot_is_no_member_the_answer_comes_privately_and_says_why(office):
    office.command("U0NORTH", "/pcp updates north", GENERAL)
    told = office.answer("U0NORTH", GENERAL)
    assert told["ephemeral"]
    assert "/invite" in told["text"]
    assert "North LPA" in office.answer("U0NORTH", office.direct("U0NORTH"))["text"]


def test_once_invited_as_it_says_the_bot_answers_in_the_channel(office):
    office.command("U0NORTH", "/pcp caveats asb", GENERAL)
    told = office.answer("U0NORTH", GENERAL)["text"]
    office.command("U0NORTH", told[told.index("/invite") :], GENERAL)
    office.command("U0NORTH", "/pcp caveats asb", GENERAL)
    office.answer("U0SOUTH", GENERAL, says("Caveats"))


def test_no_answer_is_posted_where_outsiders_read(office):
    office.command("U0EDITOR", "/pcp summary", PARTNERS)
    office.answer("U0EDITOR", office.direct("U0EDITOR"))
    assert not [m for m in office.seen("U0STRANGER", PARTNERS) if m["is_bot"]]


def test_private_at_the_end_sends_the_answer_to_the_asker_alone_and_offers_to_post_it(office):
    office.command("U0NORTH", "/pcp standings private")
    direct = office.direct("U0NORTH")
    answer = office.answer("U0NORTH", direct)
    assert not [m for m in office.seen("U0SOUTH", PCP) if m["is_bot"]]
    office.press("U0NORTH", direct, answer, "Post it in the channel")
    assert "Most similar group" in office.answer("U0SOUTH", PCP)["text"]


def test_two_readings_are_offered_as_buttons_and_the_pressed_one_is_answered(office):
    office.command("U0NORTH", "/pcp status rape")
    offered = office.answer("U0NORTH", PCP)
    assert offered["ephemeral"]
    labels = [e["text"]["text"] for b in offered["blocks"] for e in b.get("elements", ())]
    assert any(label.startswith("Priority 4") for label in labels)
    six = next(label for label in labels if label.startswith("Priority 6"))
    office.press("U0NORTH", PCP, offered, six)
    office.answer("U0SOUTH", PCP, says("2021/22 Q3"))
    assert not [m for m in office.seen("U0NORTH", PCP) if m["ephemeral"]]


def test_another_priority_is_picked_from_the_menu(office):
    office.command("U0NORTH", "/pcp roads")
    answer = office.answer("U0NORTH", PCP)
    office.press("U0NORTH", PCP, answer, "2. Anti-social behaviour")
    office.answer("U0NORTH", PCP, says("2. Crack down on anti-social behaviour"))


@pytest.mark.parametrize("button", ["Standings", "All priorities", "All 10 caveats"])
def test_the_obvious_next_questions_are_a_button_away(office, button):
    office.command("U0NORTH", "/pcp status violence")
    answer = office.answer("U0NORTH", PCP)
    office.press("U0NORTH", PCP, answer, button)
    office.answer("U0NORTH", PCP, lambda m: m["ts"] > answer["ts"])


@pytest.mark.parametrize(
    "text",
    [
        "",
        "x" * 3000,
        "🚓🚔",
        "كيف حال العنف",
        "<!channel>",
        "'; DROP TABLE figure; --",
        '"quoted',
        "a\nb\nc",
        "what is this",
        "zzzzqqq",
    ],
)
def test_odd_input_gets_a_calm_answer_and_never_a_dead_end(office, text):
    office.command("U0NORTH", f"/pcp {text}")
    answer = office.answer("U0NORTH", PCP)
    assert "Traceback" not in answer["text"]
    assert "<!channel>" not in answer["text"]
    assert any(block["type"] == "actions" for block in answer["blocks"])


def test_a_guest_is_refused_politely(office):
    office.command("U0GUEST", "/pcp status violence")
    refused = office.answer("U0GUEST", PCP)
    assert refused["ephemeral"]
    assert "full members" in refused["text"]
    assert "violence" not in refused["text"]


def test_a_stranger_who_mentions_the_bot_in_a_shared_channel_is_refused(office):
    bot = office.house.rooms.bot.user_id
    office.message("U0STRANGER", f"<@{bot}> status violence", PARTNERS)
    assert "full members" in office.answer("U0STRANGER", PARTNERS)["text"]


def test_an_event_that_slack_delivers_twice_is_answered_once(office):
    rooms = office.house.rooms
    before = len(office.log("chat.postMessage"))
    knock = Knock("U0NORTH", rooms.bot.team_id, PCP, event_id="Ev0TWICE")
    answer_later(rooms, knock, ask, "summary")
    answer_later(rooms, knock, ask, "summary")
    office.answer("U0NORTH", PCP)
    office.quiet()
    assert len(office.log("chat.postMessage")) == before + 1


def test_the_words_go_out_when_the_chart_cannot_be_uploaded(office):
    office.fault("files.getUploadURLExternal", "error", error="file_uploads_disabled", times=9)
    office.command("U0NORTH", "/pcp status asb")
    answer = office.answer("U0NORTH", PCP)
    assert "image" not in kinds(answer)
    assert any("chart could not be shown" in str(block) for block in answer["blocks"])
    assert "396" in answer["text"]


def test_a_file_that_is_not_ready_is_waited_for(office):
    office.post("files", {"delay": 0.4})
    office.command("U0NORTH", "/pcp status roads")
    answer = office.answer("U0NORTH", PCP)
    office.post("files", {"delay": 0})
    assert "image" in kinds(answer)


def test_a_chart_that_is_late_follows_in_the_thread(office, monkeypatch):
    monkeypatch.setattr("handlers.pictures._WAITS_BEFORE_POSTING", (0.0,))
    monkeypatch.setattr("handlers.pictures._WAITS_AFTER_POSTING", (0.6,))
    office.post("files", {"delay": 0.5})
    office.command("U0NORTH", "/pcp metric ksi")
    words = office.answer("U0NORTH", PCP)
    assert "image" not in kinds(words)
    late = office.answer("U0NORTH", PCP, thread=words["ts"])
    office.post("files", {"delay": 0})
    assert "image" in kinds(late)
    assert "211" in late["text"]


def test_a_chart_that_was_deleted_in_slack_is_uploaded_anew(office):
    office.command("U0NORTH", "/pcp status drugs")
    first = office.answer("U0NORTH", PCP)
    for file in first["image_urls"]:
        office.house.rooms.posts.files_delete(file=file)
    office.command("U0NORTH", "/pcp status drugs")
    again = office.answer("U0NORTH", PCP, lambda m: m["ts"] > first["ts"])
    assert "image" in kinds(again)


def test_a_rate_limit_is_waited_out(office):
    office.fault("chat.postMessage", "rate_limited", times=1, retry_after=1)
    office.command("U0NORTH", "/pcp caveats roads")
    office.answer("U0NORTH", PCP)


def test_a_post_that_slack_took_and_then_dropped_is_not_repeated(office):
    office.fault("chat.postMessage", "drop_after_accept", times=1)
    office.command("U0NORTH", "/pcp caveats asb")
    office.answer("U0NORTH", PCP, says("Caveats"))
    office.quiet()
    said = [m for m in office.seen("U0NORTH", PCP) if m["text"].startswith("Caveats")]
    assert len(said) == 1


def test_when_the_work_fails_the_asker_is_told_and_given_a_reference(office):
    office.fault("chat.postMessage", "error", error="fatal_error", times=9)
    office.command("U0NORTH", "/pcp summary")
    told = office.answer("U0NORTH", PCP)
    assert told["ephemeral"]
    assert "reference" in told["text"]
    assert "Traceback" not in told["text"]
