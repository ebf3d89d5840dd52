"""Every message and view of collecting within Slack's limits, whatever is owed and typed."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.form import Proposal, Typed, pages_of
from bot.messages.collecting import (
    boards,
    homes,
    ids,
    receipts,
    refusals,
    reminders,
    replies,
    views,
)
from bot.messages.collecting.pages import guard_view, opening_view, page_view
from bot.messages.collecting.reviews import review_view
from bot.messages.home import home_view
from bot.submission import Concern, State
from tests.bot.messages.collecting.made import (
    DUE,
    DUE_WORDS,
    EVIL,
    MONSTER,
    NOW,
    Q3,
    WIDE,
    before_of,
    draft_of,
    duties,
    picture,
    plan_of,
    progress_of,
    revision_of,
)
from tests.bot.messages.collecting.slack import refused_message, refused_view

KINDS = ("opening", "reminder", "chase", "escalation", "unowned", "handed", "own")
SIZES = (1, 2, 5, 6, 7, 12, 13, 30, 59, 60)
TEXTS = {"short": "Fine.", "hostile": EVIL, "monstrous": MONSTER, "wide": WIDE}
ANY_TEXT = st.one_of(st.text(max_size=200), st.sampled_from([*TEXTS.values()]))


def sized(total, name="999 calls", units=1):
    return plan_of(total - total // 3, total // 3, units=units, name=name)


def found_in(duty, text, count):
    """As many findings, spread over the answers of a duty, each with an explanation."""
    slots = duty.slots()
    return [
        Concern(f"{n:024}", slots[n % len(slots)], "change", text, text, n % 2 == 0, text)
        for n in range(count)
    ]


def reminded(plan, kind="reminder", state=State.IN_DRAFT, giver=""):
    progress = progress_of(plan, state, answered=1)
    return reminders.reminder(
        plan, kind, Q3, progress, DUE_WORDS, DUE, before_of(plan), giver=giver
    )


@pytest.mark.parametrize(("kind", "total"), [*product(KINDS, SIZES)])
def test_a_reminder_of_any_size_is_one_message(kind, total):
    assert not refused_message(
        reminded(sized(total), kind, giver="jack" if kind == "handed" else "")
    )


@pytest.mark.parametrize(("kind", "units"), [*product(KINDS, (2, 5, 6, 26, 60))])
@pytest.mark.parametrize("name", ["999 calls", MONSTER])
def test_a_reminder_of_many_units_is_one_message(kind, units, name):
    assert not refused_message(reminded(sized(6, name, units), kind))


@pytest.mark.parametrize("state", list(State))
@pytest.mark.parametrize("units", [1, 3, 60])
def test_every_state_is_drawn_on_every_surface(state, units):
    plan = sized(6, units=units)
    progress = progress_of(plan, state, answered=2)
    assert not refused_message(reminded(plan, state=state))
    assert not refused_message(reminders.reminder_done(plan, Q3, progress, "amara", NOW))
    assert not refused_message(boards.board_message(plan, Q3, progress, DUE_WORDS, picture()))
    home = home_view(plan, Q3, "All well.", [("status", "how things stand")])
    both = homes.with_collecting(home, plan, Q3, DUE_WORDS, progress, progress)
    assert not refused_view(both, "home")


@pytest.mark.parametrize("name", TEXTS.values(), ids=TEXTS)
@pytest.mark.parametrize("units", [0, 1, 60, 130])
def test_boards_and_homes_hold_any_number_of_units_of_any_name(name, units):
    plan = sized(4, name, units)
    progress = progress_of(plan)
    assert not refused_message(boards.board_message(plan, Q3, progress, DUE_WORDS))
    home = home_view(plan_of(1, 1), Q3, "All well.", [("status", "how things stand")])
    for own, board in ((progress, None), ([], progress), (progress, progress)):
        view = homes.with_collecting(home, plan, Q3, DUE_WORDS, own, board)
        assert not refused_view(view, "home")


@pytest.mark.parametrize("total", range(1, 61))
def test_every_page_of_a_form_of_any_size_is_taken(total):
    plan = sized(total)
    (duty,) = duties(plan)
    draft = draft_of(duty, "Something was done.")
    for page in range(1, len(pages_of(duty)) + 1):
        assert not refused_view(page_view(plan, duty, page, draft, before_of(plan)))
    assert not refused_view(review_view(plan, duty, draft))


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
@pytest.mark.parametrize("total", [3, 18, 60])
def test_forms_reviews_receipts_and_conflicts_hold_any_text(text, total):
    plan = sized(total, name=text)
    (duty,) = duties(plan)
    draft = draft_of(duty, text)
    typed = [Typed(each.slot, each.text) for each in draft.entries]
    for page in range(1, len(pages_of(duty)) + 1):
        view = page_view(plan, duty, page, draft, {}, current=Q3.next())
        assert not refused_view(view)
    assert not refused_view(review_view(plan, duty, draft, found_in(duty, text, 40), revision=3))
    assert not refused_view(views.conflict_view(plan, draft, typed))
    for nil in ("", text):
        pages = receipts.receipt(plan, duty.slots(), revision_of(duty, text, nil=nil))
        assert not [fault for page in pages for fault in refused_message(page)]


@pytest.mark.parametrize("name", TEXTS.values(), ids=TEXTS)
def test_small_views_and_refusals_hold_any_name(name):
    plan = sized(6, name, units=3)
    duty = duties(plan)[0]
    revision = revision_of(duty, name)
    for view in (
        opening_view(plan, "u0"),
        guard_view(plan, "u0", Q3, Q3.next(), "draft-7f3a"),
        views.nil_view(plan, "u0", Q3, drafted=True),
        views.hand_view(plan, "u0", Q3, ["jack", "amara"], "amara", "U0JACK"),
        views.later_view(Q3, DUE.date()),
        views.away_view(Q3, DUE.date(), ["Jack Lowe covers North LPA."]),
        views.notice_view("Published", "It cannot be changed."),
    ):
        assert not refused_view(view)
    for message in (
        refusals.may_not_answer(plan, "u0"),
        refusals.may_not_edit(plan),
        refusals.published(plan, Q3),
        refusals.not_open(Q3, "Tuesday 4 January 2022"),
        refusals.approved(plan, revision),
        refusals.nothing_owed(plan, "u0", Q3),
        refusals.already_in(plan, revision),
        refusals.draft_gone(Q3),
        refusals.nudged_already(plan, ["amara"], "Friday"),
        refusals.not_yours(plan, name),
        replies.reply_done(plan, Q3, name),
    ):
        assert not refused_message(message)


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
@pytest.mark.parametrize("count", [0, 1, 5, 6, 60])
def test_a_reply_of_any_text_with_any_number_of_choices_is_one_message(text, count):
    plan = plan_of(60, 60, units=2, name=text)
    choices = [(f"u{n % 2}", f"commitment:c{n}") for n in range(count)]
    proposals = [
        Proposal(f"m{n}", revision.value, text) for n, revision in enumerate(_figures(plan))
    ]
    for under in (None, ("u0", "commitment:c0")):
        message = replies.reply_understood(
            plan, Q3, text, under, choices, proposals[:count], "reply-1", files=2
        )
        assert not refused_message(message)


def _figures(plan):
    return draft_of(duties(plan)[0]).entries[:60]


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
@pytest.mark.parametrize("size", [(60, 0), (0, 60)])
def test_sixty_figures_or_sixty_updates_alone_are_taken(text, size):
    plan = plan_of(*size, name=text)
    (duty,) = duties(plan)
    draft = draft_of(duty, text)
    typed = [Typed(each.slot, each.text) for each in draft.entries]
    assert not refused_view(review_view(plan, duty, draft))
    assert not refused_view(review_view(plan, duty, draft_of(duty, empty=True)))
    assert not refused_view(views.conflict_view(plan, draft, typed))
    assert not refused_message(reminded(plan))


@settings(max_examples=40, deadline=None)
@given(ANY_TEXT.filter(bool), ANY_TEXT, st.integers(1, 9), st.integers(0, 4))
def test_no_text_from_people_or_plans_is_refused_or_comes_alive(name, text, figures, updates):
    plan = plan_of(figures, updates, name=name)
    (duty,) = duties(plan)
    draft = draft_of(duty, text)
    assert not refused_message(reminded(plan))
    assert not refused_view(page_view(plan, duty, 1, draft, before_of(plan)))
    assert not refused_view(review_view(plan, duty, draft, found_in(duty, text, 1)))
    pages = receipts.receipt(plan, duty.slots(), revision_of(duty, text))
    assert not [fault for page in pages for fault in refused_message(page)]


@pytest.mark.parametrize("id", [v for n, v in vars(ids).items() if n.isupper()])
def test_ids_are_short_and_hold_no_bar(id):
    assert len(id) < 60
    assert "|" not in id
