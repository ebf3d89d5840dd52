"""What the checks find is shown before it is sent, explained, and travels to the editors."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.quarter import Quarter
from bot.submission import Draft, Entry
from handlers.checking import concerns_in
from handlers.collecting import desk_of
from storage.concerns import concerns_of
from storage.plans import read_plan
from storage.submissions import draft_of, save_entries

Q4 = Quarter(2021, 4)
UPDATE = "commitment:target_asb"
WRONG = "There were 64,101 reports, 5,539 fewer than the 69,640 before, a reduction of 8.6%."
RIGHT = "There were 64,101 reports, 5,539 fewer than the 69,640 before, a reduction of 8.0%."


@pytest.fixture
def opened(quarterly):
    quarterly.at(2022, 4, 1, 8, 30)
    return quarterly


def written(office, texts):
    """West LPA's form, filled in and on its last page."""
    office.open("U0WEST", office.told("U0WEST")[0])
    return office.send("U0WEST", texts)["view"]


def whys(view):
    return [b["block_id"] for b in view["blocks"] if b.get("block_id", "").startswith("why:")]


def recorded(office, number=1):
    rooms = office.house.rooms
    with rooms.store.read() as session:
        return concerns_of(session, rooms.plan_id, "west_lpa", Q4, number)


def test_wrong_arithmetic_is_shown_explained_and_seen_by_editors(opened):
    view = written(opened, {UPDATE: WRONG})
    assert "7.95%" in str(view["blocks"])
    (why,) = whys(view)
    assert opened.send("U0WEST", {why: "The base is <!channel> last year's."})["closed"]
    (found,) = recorded(opened)
    assert (found.slot, found.is_fault) == (UPDATE, True)
    assert found.explanation == "The base is <!channel> last year's."
    receipt = opened.until(lambda: [m for m in opened.told("U0WEST") if "Received" in m["text"]])
    assert "The base is &lt;!channel&gt; last year's." in receipt[0]["text"]

    def card():
        seen = opened.seen("U0EDITOR", "C0PERFORMANCE")
        return [m for m in seen if "The base is &lt;!channel&gt; last year's." in m["text"]]

    assert opened.until(card)


def test_a_correction_clears_what_was_found(opened):
    written(opened, {UPDATE: WRONG})
    view = opened.get("view", {"as": "U0WEST"})
    button = next(b["accessory"] for b in view["blocks"] if "accessory" in b)
    opened.post(
        "click",
        {
            "as": "U0WEST",
            "view_id": view["id"],
            "block_id": next(b["block_id"] for b in view["blocks"] if "accessory" in b),
            "action_id": button["action_id"],
            "value": button["value"],
        },
    )
    opened.view("U0WEST", lambda v: UPDATE in str(v["blocks"]))
    assert whys(opened.send("U0WEST", {UPDATE: RIGHT})["view"]) == []
    assert opened.send("U0WEST")["closed"]
    assert recorded(opened) == ()


def test_what_was_said_of_a_finding_is_kept_when_the_form_is_left(opened):
    view = written(opened, {UPDATE: WRONG})
    (why,) = whys(view)
    save = next(
        (b["block_id"], e)
        for b in view["blocks"]
        for e in b.get("elements", ())
        if e.get("text", {}).get("text") == "Finish later"
    )
    opened.post(
        "click",
        {
            "as": "U0WEST",
            "view_id": view["id"],
            "block_id": save[0],
            "action_id": save[1]["action_id"],
            "value": save[1]["value"],
            "values": {why: {"value": "Checked with the analyst."}},
        },
    )
    opened.view("U0WEST", lambda v: "It is saved" in str(v["blocks"]))
    again = opened.open("U0WEST", opened.told("U0WEST")[0])
    for _ in range(3):
        if whys(again):
            break
        again = opened.send("U0WEST")["view"]
    assert "Checked with the analyst." in str(again["blocks"])


def test_a_figure_far_from_its_past_is_asked_about_and_not_refused(opened):
    view = written(opened, {"metric:claymore_officers": "9,999", UPDATE: "Patrols."})
    assert "Worth a look" in str(view["blocks"])
    assert opened.send("U0WEST")["closed"]
    assert [each.slot for each in recorded(opened)] == ["metric:claymore_officers"]


def test_a_reply_shows_what_does_not_add_up_before_it_is_confirmed(opened):
    asked = opened.told("U0WEST")[0]
    opened.message("U0WEST", WRONG, opened.direct("U0WEST"), asked["ts"])
    shown = opened.answer(
        "U0WEST",
        opened.direct("U0WEST"),
        lambda m: "Does not add up" in m["text"],
        thread=asked["ts"],
    )
    assert "7.95%" in shown["text"]


def test_a_reply_shows_which_of_its_figures_surprise_before_it_is_confirmed(opened):
    asked, room = opened.told("U0WEST")[0], opened.direct("U0WEST")
    opened.message("U0WEST", "Claymore: 9,999 officers took part.", room, asked["ts"])
    shown = opened.answer("U0WEST", room, lambda m: "9,999" in m["text"], thread=asked["ts"])
    first = next(b["elements"][0] for b in shown["blocks"] if b["type"] == "actions")
    opened.press("U0WEST", room, shown, first["text"]["text"])
    placed = opened.answer(
        "U0WEST", room, lambda m: "Confirm puts this" in m["text"], thread=asked["ts"]
    )
    assert "Far from the one earlier figure: 60" in placed["text"]


def test_nobody_sends_what_a_deputy_saved_meanwhile_without_seeing_it(opened):
    written(opened, {UPDATE: RIGHT})
    rooms = opened.house.rooms
    with rooms.store.write() as session:
        found = draft_of(session, rooms.plan_id, "west_lpa", Q4)
        entry = Entry("commitment:volunteering", "Twelve more Specials.")
        save_entries(session, found.id, found.version, [entry], "jack", rooms.now())
    shown = opened.send("U0WEST")["view"]
    assert "Twelve more Specials." in str(shown["blocks"])
    assert "meanwhile" in str(shown["blocks"])
    assert opened.send("U0WEST")["closed"]


def test_the_reason_for_nothing_to_report_is_checked_too(opened):
    opened.open("U0WEST", opened.told("U0WEST")[0], "Nothing to report")
    assert opened.send("U0WEST", {"reason": WRONG})["closed"]
    assert [(each.slot, each.is_fault) for each in recorded(opened)] == [("nil", True)]


def check(office, text, who="U0SOUTH", **message):
    said = office.message("U0WEST", text, "C0PCP", **message)
    before = len(office.seen(who, "C0PCP"))
    body = {"as": who, "callback_id": "check_this_text", "channel": "C0PCP", "ts": said["ts"]}
    office.post("shortcut", body)
    return office.until(lambda: (m := office.seen(who, "C0PCP"))[before:] and m[-1])["text"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (WRONG, "1 statement does not add up"),
        (RIGHT, "hold"),
        ("Good morning everybody.", "No statement with numbers"),
        ("word " * 6_000 + WRONG, "1 statement does not add up"),
    ],
)
def test_the_text_of_any_message_is_checked_for_whoever_asks(quarterly, text, said):
    assert said in check(quarterly, text)


def test_a_check_is_seen_by_nobody_else_and_changes_nothing(quarterly):
    check(quarterly, f"{WRONG} <!channel>")
    assert not any("add up" in m["text"] for m in quarterly.seen("U0WEST", "C0PCP"))
    rooms = quarterly.house.rooms
    assert not any(m["is_bot"] for m in quarterly.seen("U0NORTH", quarterly.direct("U0NORTH")))
    with rooms.store.read() as session:
        assert concerns_of(session, rooms.plan_id, "west_lpa", Q4, 1) == ()


def test_every_answer_of_a_long_return_is_checked(quarterly):
    rooms = quarterly.house.rooms
    entries = tuple(
        Entry(f"commitment:{name}", (WRONG + " ") * 30)
        for name in ("volunteering", "target_asb", "hate_reporting")
    )
    draft = Draft("d", "west_lpa", Q4, 1, entries, "priya", rooms.now())
    with rooms.store.read() as session:
        desk = desk_of(session, rooms, Q4)
        found = concerns_in(session, desk, draft)
    assert {each.slot for each in found} == {each.slot for each in entries}


def test_what_is_withheld_is_told_by_no_check_of_a_text(quarterly, monkeypatch):
    told = "Report for 2021/22 Q3. There were 88,220 999 calls, compared to 93,000 last quarter."
    assert "93,759" in check(quarterly, told)
    rooms = quarterly.house.rooms
    with rooms.store.read() as session:
        plan = read_plan(session, rooms.plan_id)
    small = (
        replace(m, suppress_below=10**6 if m.id == "calls_999" else None) for m in plan.metrics
    )
    hidden = replace(plan, metrics=tuple(small))
    monkeypatch.setattr("handlers.texts.read_plan", lambda *_: hidden)
    assert "93,759" not in check(quarterly, told)
