"""A quarter locked: by an editor or by the calendar, once, with what is missing named."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from bot.publishing import Publishing
from bot.quarter import Quarter
from bot.submission import Entry, State, Step, StepKind
from handlers.knocks import Knock
from handlers.publishing import publish_pressed
from storage.drafts import open_draft, save_entries
from storage.figures import figures_for
from storage.plans import read_plan, save_book
from storage.reviews import decide
from storage.snapshots import editions_of, publish, snapshot_of
from storage.submissions import submit
from tests.handlers.test_reviews import answer
from tests.handlers.test_submissions import Q4, revisions

pytestmark = pytest.mark.on_both

EDITORS = "C0PERFORMANCE"
PUBLISHES = (2022, 5, 10, 8, 30)
FIGURE, UPDATE = "metric:claymore_officers", "commitment:target_asb"


@pytest.fixture
def approved(quarterly):
    """West LPA has sent its return, and it is approved."""
    quarterly.at(2022, 4, 1, 8, 30)
    rooms = quarterly.house.rooms
    with rooms.store.write() as session:
        now = rooms.now()
        draft = open_draft(session, "essex", "west_lpa", Q4, "priya", now)
        entries = [Entry(FIGURE, "1,060", Decimal(1060)), Entry(UPDATE, "Patrols in <Harlow>.")]
        save_entries(session, draft.id, draft.version, entries, "priya", now)
        submit(session, draft.id, "v", "priya", now, late=False)
        step = Step("s", "west_lpa", Q4, 1, StepKind.APPROVED, "sam", now)
        decide(session, "essex", step, State.SUBMITTED)
    return quarterly


def editions(office, quarter=Q4):
    with office.house.rooms.store.read() as session:
        return editions_of(session, "essex", quarter)


def preview(office, who="U0EDITOR", text="/pcp publish"):
    before = len(office.told(who))
    office.command(who, text)
    return office.until(lambda: len(t := office.told(who)) > before and t[-1])


def editors_knock(office):
    return Knock("U0EDITOR", "T0PRACTICE", office.direct("U0EDITOR"))


def test_an_editor_sees_what_would_be_published_and_publishes_it_once(approved):
    shown = preview(approved)
    assert "1 figure and 1 update of 1 unit" in shown["text"]
    _, _, silent = shown["text"].partition("Everything that these owe: ")
    assert "Force Control Room" in silent.partition("\n")[0]
    approved.press("U0EDITOR", approved.direct("U0EDITOR"), shown, "Publish 2021/22 Q4")
    (value,) = (
        e["value"] for b in shown["blocks"] for e in b.get("elements", ()) if "confirm" in e
    )
    approved.quiet()
    publish_pressed(approved.house.rooms, editors_knock(approved), value)  # a press on its way
    approved.quiet()
    (edition,) = editions(approved)
    assert (edition.number, edition.by) == (1, "sam")
    said = approved.until(
        lambda: [m for m in approved.seen("U0EDITOR", EDITORS) if m["text"].startswith("Published")]
    )
    assert len(said) == 1
    assert "It is published without" in said[0]["text"]
    assert "Force Control Room" in said[0]["text"]


def test_viewers_see_it_once_it_is_published_and_not_before(approved):
    def answers():
        office = approved
        office.command("U0CHIEF", "/pcp metric claymore officers 2021/22 Q4 private")
        office.command("U0CHIEF", "/pcp updates west 2021/22 Q4 private")
        office.command("U0CHIEF", "/pcp search Patrols in Harlow private")
        office.quiet()
        return "\n".join(m["text"] for m in office.seen("U0CHIEF", office.direct("U0CHIEF")))

    before = answers()
    assert "1,060" not in before
    assert "Patrols" not in before.replace("“Patrols in Harlow”", "").replace(
        "Patrols in Harlow", ""
    )
    with approved.house.rooms.store.write() as session:
        publish(session, "essex", Q4, "sam", approved.wall.moment)
    after = answers()
    assert "1,060" in after
    assert "Patrols in &lt;Harlow&gt;." in after


@pytest.mark.parametrize("who", ["U0WEST", "U0DEPUTY", "U0EDITOR", "U0ADMIN"])
def test_leads_and_editors_see_what_is_approved_marked_and_alone(approved, who):
    asked = ("metric claymore officers", "status violence", "updates west", "why claymore officers")
    for words in asked:
        before = len(approved.told(who))
        approved.command(who, f"/pcp {words} 2021/22 Q4")
        approved.quiet()
        new = approved.told(who)[before:]
        assert new, words
        assert all("2021/22 Q4 is not published" in m["text"] for m in new), words
    assert "Patrols in &lt;Harlow&gt;." in "".join(m["text"] for m in approved.told(who))
    assert "1,060" in "".join(m["text"] for m in approved.told(who))
    shown = approved.seen("U0CHIEF", "C0PCP")
    assert not any("1,060" in str(m) or "Patrols in" in str(m) for m in shown)
    assert not any("Post it in the channel" in str(m["blocks"]) for m in approved.told(who))
    with approved.house.rooms.store.read() as session:
        assert not figures_for(session, "essex", ["claymore_officers"], None, Q4.end, Q4.start)


def test_only_editors_see_a_preview(approved):
    approved.command("U0WEST", "/pcp publish")
    said = approved.answer("U0WEST", "C0PCP", lambda m: "Only editors" in m["text"])
    assert "1,060" not in said["text"]
    knock = Knock("U0WEST", "T0PRACTICE", approved.direct("U0WEST"))
    publish_pressed(approved.house.rooms, knock, "2021/22-Q4|0123456789abcdef")
    assert editions(approved) == ()


def test_what_changed_since_it_was_shown_is_not_published_unseen(approved):
    shown = preview(approved)
    rooms = approved.house.rooms
    with rooms.store.write() as session:
        step = Step("t", "west_lpa", Q4, 1, StepKind.RETURNED, "ruth", rooms.now(), text="Again.")
        decide(session, "essex", step, State.APPROVED)
    approved.press("U0EDITOR", approved.direct("U0EDITOR"), shown, "Publish 2021/22 Q4")
    approved.until(lambda: "Look at it again" in approved.told("U0EDITOR")[-1]["text"])
    assert editions(approved) == ()


@pytest.mark.parametrize("value", ["", "x|y", "2021/22-Q4", "2021/22-Q4|", "2090/91-Q1|abc"])
def test_a_forged_button_publishes_nothing(approved, value):
    publish_pressed(approved.house.rooms, editors_knock(approved), value)
    assert editions(approved) == ()
    assert approved.told("U0EDITOR")


def test_a_quarter_that_is_not_over_cannot_be_published(quarterly):
    quarterly.command("U0EDITOR", "/pcp publish 2021/22 Q4")
    quarterly.answer("U0EDITOR", "C0PCP", lambda m: "not over yet" in m["text"])


def test_the_quarter_of_the_folder_can_be_published_too(quarterly):
    shown = preview(quarterly, text="/pcp publish 2021/22 Q3")
    quarterly.press("U0EDITOR", quarterly.direct("U0EDITOR"), shown, "Publish 2021/22 Q3")
    quarterly.quiet()
    (edition,) = editions(quarterly, Quarter(2021, 3))
    with quarterly.house.rooms.store.read() as session:
        assert len(snapshot_of(session, "essex", edition.quarter).updates) > 50


def test_the_preview_says_afterwards_that_it_was_published_and_loses_its_button(approved):
    shown = preview(approved)
    approved.press("U0EDITOR", approved.direct("U0EDITOR"), shown, "Publish 2021/22 Q4")

    def now():
        return next(m for m in approved.told("U0EDITOR") if m["ts"] == shown["ts"])

    after = approved.until(lambda: (n := now())["text"].startswith("Published: ") and n)
    assert "Publish 2021/22 Q4" not in str(after["blocks"])


def test_after_publishing_nobody_is_reminded_and_nothing_can_be_sent_for_it(approved):
    with approved.house.rooms.store.write() as session:
        publish(session, "essex", Q4, "sam", approved.wall.moment)
    told = len(approved.told("U0NORTH"))
    approved.at(2022, 4, 14, 8, 30)
    approved.at(2022, 4, 26, 8, 30)
    assert len(approved.told("U0NORTH")) == told
    approved.command("U0NORTH", "/pcp submit north")
    approved.view("U0NORTH", lambda v: "is published" in str(v["blocks"]))


def test_what_is_approved_later_needs_a_reason_and_is_another_edition(approved):
    direct = approved.direct("U0EDITOR")
    rooms = approved.house.rooms
    with rooms.store.write() as session:
        draft = open_draft(session, "essex", "fcr", Q4, "dan", rooms.now())
        entries = [Entry("metric:live_chat", "4,004", Decimal(4004))]
        save_entries(session, draft.id, draft.version, entries, "dan", rooms.now())
        submit(session, draft.id, "w", "dan", rooms.now(), late=True)
    shown = preview(approved)
    assert "1 submission is not decided" in shown["text"]
    approved.press("U0EDITOR", direct, shown, "Publish 2021/22 Q4")
    approved.quiet()
    assert len(editions(approved)) == 1
    with rooms.store.write() as session:
        step = Step("u", "fcr", Q4, 1, StepKind.APPROVED, "sam", rooms.now())
        decide(session, "essex", step, State.SUBMITTED)
    shown = preview(approved)
    assert "Live Chat" in shown["text"]
    approved.press("U0EDITOR", direct, shown, "Publish another edition")
    approved.view("U0EDITOR")
    assert "errors" in approved.send("U0EDITOR", {"reason": "  "})
    assert "Edition 2" in str(approved.send("U0EDITOR", {"reason": "The FCR came in late."}))
    approved.quiet()
    assert [each.reason for each in editions(approved)] == ["", "The FCR came in late."]


def test_editors_hear_that_the_quarter_opened_is_closing_and_is_to_be_published(approved):
    def notes():
        return [m["text"].split("\n")[0] for m in approved.seen("U0EDITOR", EDITORS) if m["is_bot"]]

    approved.at(*(2022, 4, 25, 8, 30))
    approved.tick()
    approved.at(*PUBLISHES)
    approved.tick()
    told = [each for each in notes() if each.split(":")[0] in ("Open", "Closing", "To publish")]
    assert told == [
        "Open: January to March 2022 (2021/22 Q4)",
        "Closing: January to March 2022 (2021/22 Q4)",
        "To publish: January to March 2022 (2021/22 Q4)",
    ]


def test_the_note_that_it_is_to_be_published_says_afterwards_that_it_was(approved):
    def note():
        seen = [m for m in approved.seen("U0EDITOR", EDITORS) if m["is_bot"]]
        return next(m for m in seen if "publish" in m["text"].split("\n")[0].lower())

    approved.at(*PUBLISHES)
    before = note()
    assert before["text"].startswith("To publish")
    approved.press("U0EDITOR", EDITORS, before, "Publish 2021/22 Q4")
    after = approved.until(lambda: (n := note())["text"].startswith("Published: ") and n)
    assert after["ts"] == before["ts"]
    assert "Not published" not in after["text"]
    assert "Publish 2021/22 Q4" not in str(after["blocks"])
    assert len(editions(approved)) == 1


def test_the_calendar_publishes_on_its_day_where_the_plan_says_so(approved, essex):
    rooms = approved.house.rooms
    publishing = replace(essex.plan.publishing or Publishing(), automatic=True)
    book = replace(essex.book, plan=replace(essex.plan, publishing=publishing))
    with rooms.store.write() as session:
        save_book(session, book)
    approved.at(2022, 5, 9, 8, 30)
    assert editions(approved) == ()
    approved.at(*PUBLISHES)
    approved.tick()
    (edition,) = editions(approved)
    assert edition.by == "calendar"
    with rooms.store.write() as session:
        save_book(session, essex.book)
        assert read_plan(session, "essex") == essex.plan


def test_the_queue_is_oldest_first_and_opens_cards(quarterly):
    quarterly.at(2022, 4, 1, 8, 30)
    answer(quarterly, {FIGURE: "60", UPDATE: "Patrols."})
    assert len(revisions(quarterly, "west_lpa")) == 1
    shown = preview(quarterly, text="/pcp review")
    assert "1 submission waits" in shown["text"]
    assert "West LPA command. Sent: 1 Apr 2022; by: Priya Nair" in shown["text"]
    quarterly.press("U0EDITOR", quarterly.direct("U0EDITOR"), shown, "West LPA command")
    card = quarterly.until(
        lambda: [m for m in quarterly.told("U0EDITOR") if "Revision 1" in m["text"]]
    )[-1]
    quarterly.press("U0EDITOR", quarterly.direct("U0EDITOR"), card, "Approve")
    quarterly.until(lambda: "Approved by Sam" in quarterly.told("U0EDITOR")[-1]["text"])
    assert "Approved by Sam" in quarterly.seen("U0EDITOR", EDITORS)[-1]["text"]
    shown = preview(quarterly, text="/pcp review west")
    assert shown["text"].startswith("Approved: West LPA")
    quarterly.command("U0WEST", "/pcp review")
    quarterly.answer("U0WEST", "C0PCP", lambda m: "Only editors" in m["text"])
