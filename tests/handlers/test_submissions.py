"""A quarter answered in Slack: by the form, by a plain reply, by saying that there is nothing."""

from __future__ import annotations

import pytest

from bot.quarter import Quarter
from handlers.replying import links_in
from storage import submissions

pytestmark = pytest.mark.on_both

Q4 = Quarter(2021, 4)
OPENING = (2022, 4, 1, 8, 30)


@pytest.fixture
def opened(quarterly):
    """The quarter has opened and everybody was written to."""
    quarterly.at(*OPENING)
    return quarterly


def revisions(office, unit):
    rooms = office.house.rooms
    with rooms.store.read() as session:
        return submissions.revisions_of(session, rooms.plan_id, unit, Q4)


def draft(office, unit):
    rooms = office.house.rooms
    with rooms.store.read() as session:
        return submissions.draft_of(session, rooms.plan_id, unit, Q4)


@pytest.mark.parametrize("kind", ["server_error", "drop_after_accept"])
def test_a_form_opens_although_slack_fails_once_while_it_is_filled(opened, kind):
    (message,) = opened.told("U0WEST")
    opened.fault("views.update", kind, times=1)
    assert "January to March 2022" in str(opened.open("U0WEST", message)["blocks"])
    assert opened.told("U0WEST") == [message]


def test_a_lead_answers_by_the_form_page_by_page_and_gets_a_receipt(opened):
    (message,) = opened.told("U0WEST")
    view = opened.open("U0WEST", message)
    assert "January to March 2022" in str(view["blocks"])
    answer = opened.send(
        "U0WEST",
        {
            "metric:claymore_officers": "1,060",
            "commitment:volunteering": "Specials <!channel> & *helped*",
            "commitment:target_asb": "Patrols.",
            "commitment:hate_reporting": "",
        },
    )
    assert "1,060" in str(answer["view"]["blocks"])
    assert opened.send("U0WEST")["closed"]
    receipt = opened.until(lambda: len(t := opened.told("U0WEST")) == 2 and t[-1])
    assert "Received" in receipt["text"]
    assert "revision 1" in receipt["text"].lower()
    assert "<!channel>" not in receipt["text"]
    (revision,) = revisions(opened, "west_lpa")
    assert {entry.slot: entry.value for entry in revision.entries}[
        "metric:claymore_officers"
    ] == 1060


def test_a_figure_that_cannot_be_read_is_told_at_its_field_and_the_rest_is_kept(opened):
    (message,) = opened.told("U0WEST")
    opened.open("U0WEST", message)
    answer = opened.send(
        "U0WEST", {"metric:claymore_officers": "~500", "commitment:target_asb": "Patrols."}
    )
    assert set(answer["errors"]) == {"metric:claymore_officers"}
    assert draft(opened, "west_lpa").entry("commitment:target_asb").text == "Patrols."
    assert draft(opened, "west_lpa").entry("metric:claymore_officers") is None


def test_a_form_that_was_closed_resumes_where_it_was_left(opened):
    (message,) = opened.told("U0NORTH")
    opened.open("U0NORTH", message)
    first = opened.send("U0NORTH", {"metric:warren_arrests": "12"})["view"]
    assert "Page 2" in str(first["blocks"])
    view = opened.get("view", {"as": "U0NORTH"})
    opened.post("close", {"as": "U0NORTH", "view_id": view["id"], "all": True})
    (message,) = opened.told("U0NORTH")
    again = opened.open("U0NORTH", message)
    assert "12" in str(again["blocks"])


def test_save_and_finish_later_keeps_what_stands_in_the_inputs(opened):
    (message,) = opened.told("U0WEST")
    view = opened.open("U0WEST", message)
    (actions,) = [block for block in view["blocks"] if block["type"] == "actions"]
    save = actions["elements"][0]
    opened.post(
        "click",
        {
            "as": "U0WEST",
            "view_id": view["id"],
            "block_id": actions["block_id"],
            "action_id": save["action_id"],
            "value": save["value"],
            "values": {"commitment:target_asb": {"value": "Half a sentence"}},
        },
    )
    opened.view("U0WEST", lambda v: "Saved" in str(v["title"]))
    assert draft(opened, "west_lpa").entry("commitment:target_asb").text == "Half a sentence"


def test_the_same_form_sent_twice_is_one_revision(opened):
    (message,) = opened.told("U0WEST")
    opened.open("U0WEST", message)
    opened.send("U0WEST", {"commitment:target_asb": "Patrols."})
    rooms = opened.house.rooms
    found, view = draft(opened, "west_lpa"), opened.get("view", {"as": "U0WEST"})
    opened.send("U0WEST")
    with rooms.store.write() as session:
        submissions.submit(session, found.id, view["id"], "priya", rooms.now(), late=False)
    assert len(revisions(opened, "west_lpa")) == 1


def test_a_correction_is_a_new_revision_and_the_old_one_stays(opened):
    (message,) = opened.told("U0WEST")
    opened.open("U0WEST", message)
    opened.send("U0WEST", {"metric:claymore_officers": "60"})
    opened.send("U0WEST")
    receipt = opened.until(lambda: len(t := opened.told("U0WEST")) == 2 and t[-1])
    opened.open("U0WEST", receipt, "Correct it")
    for _ in range(3):
        if opened.send("U0WEST", {"metric:claymore_officers": "61"}).get("closed"):
            break
    first, second = revisions(opened, "west_lpa")
    assert [e.value for e in (*first.entries, *second.entries)] == [60, 61]


def test_the_button_of_an_old_reminder_shows_what_stands(opened):
    opened.fault("chat.update", "error", error="cant_update_message", times=9)
    (message,) = opened.told("U0WEST")
    opened.open("U0WEST", message, "Nothing to report")
    opened.send("U0WEST", {"reason": "Nothing new."})
    opened.until(lambda: len(opened.told("U0WEST")) == 2)
    opened.press("U0WEST", opened.direct("U0WEST"), message, "Write update")
    view = opened.view("U0WEST", lambda v: "answered already" in str(v["blocks"]))
    assert not view["submit"]


def test_nothing_to_report_is_a_state_of_its_own_and_wants_a_reason(opened):
    (message,) = opened.told("U0NORTH")
    opened.open("U0NORTH", message, "Nothing to report")
    assert "errors" in opened.send("U0NORTH", {"reason": "  "})
    opened.send("U0NORTH", {"reason": "Nothing new."})
    (revision,) = revisions(opened, "north_lpa")
    assert revision.nil == "Nothing new."


def test_a_viewer_who_presses_a_leads_button_is_told_who_may(opened):
    opened.command("U0CHIEF", "/pcp submit west")
    view = opened.view("U0CHIEF", lambda v: "lead" in str(v["blocks"]))
    assert "Priya Nair" in str(view["blocks"])
    assert draft(opened, "west_lpa") is None


def test_another_quarter_than_the_open_one_needs_a_second_yes_or_is_not_open(opened):
    opened.command("U0WEST", "/pcp submit west 2021/22 Q3")
    opened.view("U0WEST", lambda v: "published" in str(v["blocks"]))


def test_two_people_on_one_draft_the_second_is_told_and_nothing_is_overwritten(opened):
    (message,) = opened.told("U0NORTH")
    opened.open("U0NORTH", message)
    opened.command("U0DEPUTY", "/pcp submit north")
    opened.view("U0DEPUTY", lambda v: "Opening" not in str(v["blocks"]))
    opened.send("U0NORTH", {"metric:warren_arrests": "12"})
    answer = opened.send("U0DEPUTY", {"metric:warren_arrests": "99"})
    assert "Amara Okafor" in str(answer["view"]["blocks"])
    assert draft(opened, "north_lpa").entry("metric:warren_arrests").value == 12


def test_a_plain_reply_becomes_a_draft_once_its_commitment_was_chosen_and_confirmed(opened):
    direct = opened.direct("U0FCR")
    (message,) = opened.told("U0FCR")
    text = "999 calls 85,100. Call handling & <dispatch> were steady."
    opened.message("U0FCR", text, direct, thread=message["ts"])
    understood = opened.answer("U0FCR", direct, thread=message["ts"])
    labels = [
        e["text"]["text"]
        for b in understood["blocks"]
        for e in b.get("elements", ())
        if e["type"] == "button"
    ]
    opened.press("U0FCR", direct, understood, labels[0])
    ready = opened.answer(
        "U0FCR",
        direct,
        lambda m: "85,100" in m["text"] and "Confirm" in str(m["blocks"]),
        thread=message["ts"],
    )
    opened.press("U0FCR", direct, ready, "Confirm")
    opened.answer("U0FCR", direct, lambda m: "in the draft" in m["text"], thread=message["ts"])
    found = draft(opened, "fcr")
    assert found.entry("metric:calls_999").value == 85100
    assert any(text in entry.text for entry in found.entries)


def test_a_duty_is_handed_to_a_deputy_who_is_told_and_may_hand_it_back(opened):
    (message,) = opened.told("U0NORTH")
    opened.open("U0NORTH", message, "Hand to a deputy")
    assert opened.send("U0NORTH", {"taker": "U0DEPUTY"}).get("closed")
    handed = opened.until(lambda: opened.told("U0DEPUTY"))[-1]
    assert "Amara Okafor" in handed["text"]
    opened.until(lambda: "Jack Lowe" in opened.told("U0NORTH")[0]["text"])
    opened.quiet()
    (handed,) = opened.told("U0DEPUTY")
    opened.press("U0DEPUTY", opened.direct("U0DEPUTY"), handed, "Hand it back")
    opened.until(lambda: "back with Amara Okafor" in opened.told("U0NORTH")[-1]["text"])


def test_a_lead_who_is_away_is_not_written_to_and_the_deputy_is(quarterly):
    quarterly.post("home", {"as": "U0NORTH"})
    quarterly.at(*OPENING)
    (message,) = quarterly.told("U0NORTH")
    quarterly.open("U0NORTH", message, "I'm away")
    view = quarterly.get("view", {"as": "U0NORTH"})
    body = {"as": "U0NORTH", "view_id": view["id"], "values": {"day": {"value": "2022-04-20"}}}
    assert "no reminders" in str(quarterly.post("submit", body)["view"])
    quarterly.at(2022, 4, 14, 8, 30)
    assert len(quarterly.told("U0NORTH")) == 1
    assert quarterly.told("U0DEPUTY")


def test_the_board_shows_every_unit_and_an_editor_nudges_once_a_working_day(opened):
    opened.command("U0EDITOR", "/pcp progress")
    board = opened.until(lambda: opened.told("U0EDITOR"))[-1]
    assert "Force Control Room" in board["text"]
    assert "exempt" in board["text"]
    assert any(block["type"] == "image" for block in board["blocks"])
    opened.at(2022, 4, 4, 8, 30)
    direct = opened.direct("U0EDITOR")
    opened.press("U0EDITOR", direct, board, "West LPA command")
    opened.until(lambda: len(opened.told("U0WEST")) == 2)
    opened.press("U0EDITOR", direct, board, "West LPA command")
    opened.until(lambda: "more than once" in str(opened.seen("U0EDITOR", direct)[-1]["text"]))
    assert len(opened.told("U0WEST")) == 2


def test_a_lead_sees_their_own_progress_and_a_viewer_is_told_who_may(opened):
    opened.command("U0WEST", "/pcp progress")
    own = opened.until(lambda: len(t := opened.told("U0WEST")) == 2 and t[-1])
    assert "West LPA" in own["text"]
    assert "Force Control Room" not in own["text"]
    opened.command("U0CHIEF", "/pcp progress")
    assert "Only editors" in opened.answer("U0CHIEF", "C0PCP")["text"]


def test_the_home_shows_a_lead_what_they_owe_and_an_editor_the_board(opened):
    opened.post("home", {"as": "U0WEST"})
    home = opened.until(lambda: opened.get("home", {"as": "U0WEST"}))
    assert "What you owe" in str(home["blocks"])
    opened.post("home", {"as": "U0EDITOR"})
    assert "Force Control Room" in str(
        opened.until(lambda: opened.get("home", {"as": "U0EDITOR"}))["blocks"]
    )


def test_any_message_is_used_as_an_update_by_the_shortcut(opened):
    said = opened.message("U0WEST", "Two patrols in Harlow each night.", "C0PCP")
    opened.post(
        "shortcut",
        {"as": "U0WEST", "callback_id": "use_as_update", "channel": "C0PCP", "ts": said["ts"]},
    )
    understood = opened.until(lambda: len(t := opened.told("U0WEST")) == 2 and t[-1])
    assert "Two patrols in Harlow" in understood["text"]


def test_an_earlier_quarter_that_is_not_published_needs_a_second_explicit_yes(quarterly):
    quarterly.at(2022, 7, 4, 9, 0)
    quarterly.command("U0WEST", "/pcp submit west 2021/22 Q4")
    guard = quarterly.view("U0WEST", lambda v: "another quarter" in str(v["blocks"]))
    body = {"as": "U0WEST", "view_id": guard["id"], "values": {"sure": {"value": "2021/22-Q4"}}}
    page = quarterly.post("submit", body)["view"]
    assert "not the quarter being collected" in str(page["blocks"])


def test_files_attached_to_a_reply_are_kept_as_links():
    message = {"files": [{"permalink": "https://example.slack.com/files/F1"}, {"id": "F2"}]}
    assert links_in(message) == ["https://example.slack.com/files/F1"]
