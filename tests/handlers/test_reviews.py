"""A submission before the editors: every button of its card, two editors at once, and leads."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from bot.publishing import Publishing
from bot.quarter import Quarter
from bot.submission import Entry, State
from handlers.collecting import desk_of
from handlers.knocks import Knock
from handlers.questions import open_answer
from handlers.receipts import owe_receipt
from handlers.reviews import approve
from storage import submissions
from storage.plans import save_book
from storage.submissions import open_draft, save_entries, submit

pytestmark = pytest.mark.on_both

Q4 = Quarter(2021, 4)
EDITORS = "C0PERFORMANCE"
UPDATE = "commitment:target_asb"
FIGURE = "metric:claymore_officers"


@pytest.fixture
def sent(quarterly):
    """West LPA has sent its return, and its card stands in the editors' channel."""
    quarterly.at(2022, 4, 1, 8, 30)
    answer(quarterly, {FIGURE: "60", UPDATE: "Patrols each night."})
    card_of(quarterly)
    return quarterly


def answer(office, texts, label="Write update"):
    message = office.told("U0WEST")[-1 if label == "Correct it" else 0]
    office.open("U0WEST", message, label)
    office.send("U0WEST", texts)
    assert office.send("U0WEST").get("closed")
    office.quiet()


def cards(office):
    seen = office.seen("U0EDITOR", EDITORS)
    return [m for m in seen if m["is_bot"] and "West LPA" in m["text"] and "Revision" in m["text"]]


def card_of(office, wanted="Revision"):
    return office.until(lambda: [m for m in cards(office) if wanted in m["text"]])[-1]


def standing(office):
    rooms = office.house.rooms
    with rooms.store.read() as session:
        return submissions.latest_revision(session, rooms.plan_id, "west_lpa", Q4)


def press(office, label, who="U0EDITOR", card=None):
    office.press(who, EDITORS, card or card_of(office), label)


def form(office, label, who="U0EDITOR", card=None):
    press(office, label, who, card)
    return office.view(who)


def fill(office, person, **typed):
    """Send the form on top; what is not named stays as it stands."""
    view = office.get("view", {"as": person})
    values = {block: {"value": value} for block, value in typed.items()}
    body = {"as": person, "view_id": view["id"], "values": values}
    return office.post("submit", body)


def test_each_submission_has_one_card_with_its_figures_updates_and_gaps(sent):
    (card,) = cards(sent)
    assert card["text"].startswith("To review: West LPA command, 2021/22 Q4")
    assert "sent by Priya Nair on Friday 1 April 2022" in card["text"]
    assert "60" in card["text"]
    assert "Patrols each night." in card["text"]
    assert "Owed and not in" in card["text"]
    assert "Not published" in card["text"]
    sent.tick()
    assert len(cards(sent)) == 1


def test_an_approval_stands_on_the_card_and_on_the_receipt(sent):
    press(sent, "Approve")
    card = card_of(sent, "Approved by Sam Adeyemi")
    assert card["text"].startswith("Approved: West LPA command")
    assert standing(sent).state is State.APPROVED
    receipt = sent.until(lambda: "Approved by Sam" in sent.told("U0WEST")[-1]["text"] and sent)
    assert "Correct it" not in str(receipt.told("U0WEST")[-1]["blocks"])
    assert len(cards(sent)) == 1


def test_the_second_editor_sees_what_the_first_did(sent):
    sent.fault("chat.update", "error", error="cant_update_message", times=9)
    card = card_of(sent)
    press(sent, "Approve", card=card)
    sent.until(lambda: standing(sent).state is State.APPROVED)
    sent.press("U0EDIT2", EDITORS, card, "Return with a comment")
    told = sent.answer("U0EDIT2", EDITORS, lambda m: m["text"].startswith("West LPA command, "))
    assert "revision 1: Approved by Sam Adeyemi on" in told["text"]
    assert standing(sent).state is State.APPROVED


def test_what_is_returned_opens_again_at_the_field_of_the_comment_and_is_sent_anew(sent):
    first = card_of(sent)
    form(sent, "Return with a comment")
    fill(sent, "U0EDITOR", about=FIGURE, words="Is 60 <right>?")
    card = card_of(sent, "Returned by Sam Adeyemi")
    assert "Is 60 &lt;right&gt;?" in card["text"]
    notice = sent.until(lambda: [m for m in sent.told("U0WEST") if "Returned:" in m["text"]])[-1]
    assert standing(sent).state is State.RETURNED
    page = sent.open("U0WEST", notice, "Correct it")
    assert "Is 60 <right>?" in str(page["blocks"])
    sent.send("U0WEST", {FIGURE: "61", UPDATE: "Patrols each night."})
    assert sent.send("U0WEST").get("closed")
    card_of(sent, "Revision 2")
    sent.quiet()
    old, new = cards(sent)
    assert old["ts"] == first["ts"]
    assert old["text"].startswith("Replaced:")
    assert "Approve" not in str([b for b in old["blocks"] if b["type"] == "actions"])
    assert new["text"].startswith("To review:")


def test_a_comment_is_needed_to_return(sent):
    form(sent, "Return with a comment")
    said = fill(sent, "U0EDITOR", words=" ")
    assert set(said["errors"]) == {"words"}
    assert standing(sent).state is State.SUBMITTED


def test_an_edit_is_approved_as_a_new_revision_and_the_lead_sees_the_difference(sent):
    form(sent, "Approve with edits")
    texts = {FIGURE: "62", UPDATE: "Patrols on most nights."}
    assert fill(sent, "U0EDITOR", **texts).get("closed")
    card = card_of(sent, "Approved with edits by Sam Adeyemi")
    assert "60 became 62" in card["text"]
    assert len(cards(sent)) == 1
    revision = standing(sent)
    assert (revision.number, revision.by, revision.state) == (2, "sam", State.APPROVED)
    assert {e.slot: e.text for e in revision.entries} == {
        FIGURE: "62",
        UPDATE: "Patrols on most nights.",
    }
    notice = sent.until(lambda: [m for m in sent.told("U0WEST") if "with edits:" in m["text"]])[0]
    assert "60 became 62" in notice["text"]
    assert "[taken out: each night.][put in: on most nights.]" in notice["text"]


def test_an_edit_that_cannot_be_read_is_told_at_its_field(sent):
    form(sent, "Approve with edits")
    said = fill(sent, "U0EDITOR", **{FIGURE: "about 60", UPDATE: "Patrols."})
    assert set(said["errors"]) == {FIGURE}
    assert standing(sent).number == 1


def test_a_colleagues_answer_is_put_on_the_card_and_told_to_the_editor(sent):
    form(sent, "Ask a colleague")
    fill(sent, "U0EDITOR", who="U0CHIEF", about=FIGURE, words="Were these <all> trained?")
    question = sent.until(lambda: sent.told("U0CHIEF"))[-1]
    assert "Were these &lt;all&gt; trained?" in question["text"]
    assert "Not published" in question["text"]
    card_of(sent, "Sam Adeyemi asked Helen Marsh")
    sent.press("U0CHIEF", sent.direct("U0CHIEF"), question, "Answer")
    sent.view("U0CHIEF")
    fill(sent, "U0CHIEF", words="Yes, all of them.")
    card = card_of(sent, "Helen Marsh answered")
    assert "Yes, all of them." in card["text"]
    assert "Approve" in str(card["blocks"])
    sent.until(lambda: [m for m in sent.told("U0EDITOR") if "Yes, all of them." in m["text"]])
    sent.until(lambda: "Yes, all of them." in sent.told("U0CHIEF")[0]["text"])
    (value,) = [
        e["value"] for b in question["blocks"] for e in b.get("elements", ()) if "value" in e
    ]
    for who, said in (("U0CHIEF", "answered already"), ("U0PFCC", "somebody else")):
        open_answer(sent.house.rooms, Knock(who, "T0PRACTICE", sent.direct(who)), value)
        assert said in sent.told(who)[-1]["text"]


def test_a_plain_reply_in_the_thread_of_a_question_is_its_answer(sent):
    form(sent, "Ask a colleague")
    fill(sent, "U0EDITOR", who="U0CHIEF", words="Were these trained?")
    question = sent.until(lambda: sent.told("U0CHIEF"))[-1]
    sent.quiet()  # where it stands is noted a moment after
    sent.message("U0CHIEF", "Yes: all & <each>.", sent.direct("U0CHIEF"), thread=question["ts"])
    card = card_of(sent, "Helen Marsh answered")
    assert "Yes: all &amp; &lt;each&gt;." in card["text"]


def test_a_guest_cannot_be_asked(sent):
    form(sent, "Ask a colleague")
    said = fill(sent, "U0EDITOR", who="U0GUEST", words="Well?")
    assert set(said["errors"]) == {"who"}


def test_only_editors_may_decide_whoever_else_is_in_the_channel(sent):
    card = card_of(sent)
    action = next(b for b in card["blocks"] if b["type"] == "actions")
    knock = Knock("U0WEST", "T0PRACTICE", sent.direct("U0WEST"))
    approve(sent.house.rooms, knock, f"review.approve {action['elements'][0]['value']}")
    assert "Only editors" in sent.told("U0WEST")[-1]["text"]
    assert standing(sent).state is State.SUBMITTED


@pytest.mark.parametrize(
    "value",
    ["", "x", "west_lpa|2021/22-Q4|1|nonsense", "no_unit|2021/22-Q4|1|submitted", "a|b|c|d"],
)
def test_a_forged_or_ancient_button_is_answered_calmly(sent, value):
    knock = Knock("U0EDITOR", "T0PRACTICE", sent.direct("U0EDITOR"))
    approve(sent.house.rooms, knock, f"review.approve {value}")
    assert "not there (any more)" in sent.told("U0EDITOR")[-1]["text"]


def owned(office, by):
    """Revision 1 of West LPA, sent by somebody, with its card owed."""
    rooms = office.house.rooms
    office.at(2022, 4, 1, 8, 30)
    with rooms.store.write() as session:
        draft = open_draft(session, "essex", "west_lpa", Q4, by, rooms.now())
        entries = [Entry(FIGURE, "60", Decimal(60))]
        save_entries(session, draft.id, draft.version, entries, by, rooms.now())
        made = submit(session, draft.id, "v", by, rooms.now(), late=False)
        owe_receipt(session, desk_of(session, rooms, Q4), made, "U0EDITOR")
    office.tick()


def with_plan(office, plan):
    rooms = office.house.rooms
    with rooms.store.write() as session:
        save_book(session, replace(office.book, plan=plan))


@pytest.fixture
def replanned(quarterly, essex):
    """An office whose plan a test may change; it is put back."""
    quarterly.book = essex.book
    yield quarterly
    quarterly.quiet()
    with_plan(quarterly, essex.plan)


def test_editors_cannot_approve_what_they_sent_themselves_unless_the_plan_allows_it(
    replanned, essex
):
    owned(replanned, "sam")
    for label in ("Approve", "Approve with edits"):
        press(replanned, label)
        replanned.answer("U0EDITOR", EDITORS, lambda m: "another editor" in m["text"])
    assert standing(replanned).state is State.SUBMITTED
    publishing = replace(essex.plan.publishing or Publishing(), self_approval=True)
    with_plan(replanned, replace(essex.plan, publishing=publishing))
    press(replanned, "Approve")
    card_of(replanned, "Approved by Sam Adeyemi")


def test_another_editor_may_approve_what_an_editor_sent(quarterly):
    owned(quarterly, "sam")
    press(quarterly, "Approve", "U0EDIT2")
    card_of(quarterly, "Approved by Ruth Bell")


def test_without_a_channel_each_editor_has_a_card_and_both_show_what_one_did(replanned, essex):
    collection = replace(essex.plan.collection, editors="")
    with_plan(replanned, replace(essex.plan, collection=collection))
    owned(replanned, "priya")

    def card(who):
        told = [m for m in replanned.told(who) if "Revision 1" in m["text"]]
        return [m for m in told if not m["text"].startswith("Received")][-1]

    first, second = (card(who) for who in ("U0EDITOR", "U0EDIT2"))
    assert first["text"] == second["text"]
    replanned.press("U0EDIT2", replanned.direct("U0EDIT2"), second, "Approve")
    for who in ("U0EDITOR", "U0EDIT2"):
        replanned.until(lambda who=who: "Approved by Ruth Bell" in card(who)["text"])
