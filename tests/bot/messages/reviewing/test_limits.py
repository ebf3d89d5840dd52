"""Every card, queue, form and notice of reviewing and publishing within Slack's limits."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.analysis import reading_of
from bot.figure import Figure
from bot.messages.publishing import corrections, histories, notes, previews
from bot.messages.publishing.previews import Preview
from bot.messages.reviewing import notices, views
from bot.messages.reviewing.cards import Case, card, without_thread
from bot.messages.reviewing.ids import Seen
from bot.messages.reviewing.queue import Waiting, queue_message
from bot.plan import Update
from bot.publication import Correction, Edition, Happening, HappeningKind, Snapshot
from bot.submission import Concern, Entry, State, Step, StepKind
from tests.bot.messages.collecting.made import (
    DUE,
    DUE_WORDS,
    EVIL,
    MONSTER,
    NOW,
    Q3,
    WIDE,
    before_of,
    duties,
    plan_of,
    progress_of,
    revision_of,
)
from tests.bot.messages.collecting.slack import buttons, refused_message, refused_view, said

SIZES = [(0, 1), (1, 1), (6, 3), (15, 15), (16, 16), (60, 60), (0, 200)]
TEXTS = {"short": "Fine.", "hostile": EVIL, "monstrous": MONSTER, "wide": WIDE, "long": "a " * 1500}
ANY_TEXT = st.one_of(st.text(max_size=200), st.sampled_from([*TEXTS.values()]))
SNIPPET = 12  # letters of a text that must be found again


def step(kind, n=1, text="", slot=""):
    at = NOW + timedelta(minutes=n)
    return Step(f"s{n}", "u0", Q3, 2, kind, "jack", at, slot, text, "amara", "s1")


def case_of(figures, updates, text, *, concerns=0, steps=0, name="999 calls", **changed):
    plan = plan_of(figures, updates, name=name)
    (duty,) = duties(plan)
    revision = revision_of(duty, text)
    sent = [Figure(m.id, "made", Q3.period(), Decimal(18)) for m in plan.metrics]
    area = plan.areas[0]
    found = [
        Concern(f"{n}", duty.slots()[n % len(duty.slots())], "change", text, text, n % 2 == 0, text)
        for n in range(concerns)
    ]
    case = Case(
        plan=plan,
        revision=revision,
        readings=tuple(reading_of(plan, plan.metric(f.metric), area, [f], Q3) for f in sent),
        signals=tuple(f"Up: {text}" for _ in range(concerns)),
        concerns=tuple(found),
        missing=duty.slots(),
        steps=tuple(step(StepKind.RETURNED, n, text, duty.slots()[0]) for n in range(steps)),
        newest=2,
    )
    return replace(case, **changed)


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
@pytest.mark.parametrize(("figures", "updates"), SIZES)
def test_a_card_fits_one_message_and_the_rest_its_thread(figures, updates, text):
    case = case_of(figures, updates, text, concerns=30, steps=9)
    first, *others = card(case)
    for message in (first, *others):
        assert refused_message(message) == []
    assert len(buttons(first)) == 4
    assert [buttons(each) for each in others] == [[]] * len(others)
    assert len(without_thread(case).text) <= 3_900


@pytest.mark.parametrize("count", [1, 50, 200])
def test_nothing_of_long_updates_is_cut(count):
    plan = plan_of(0, count)
    (duty,) = duties(plan)
    texts = {f"commitment:c{n}": f"begin{n}e " + "word " * 590 + f"end{n}e" for n in range(count)}
    entries = tuple(Entry(slot, text) for slot, text in texts.items())
    case = Case(plan, replace(revision_of(duty, ""), entries=entries), newest=2)
    shown = " ".join(f" {said(message)} ".replace("\n", " ") for message in card(case))
    for n in range(count):
        assert f"begin{n}e" in shown
        assert f"end{n}e" in shown
    assert shown.count("word") >= 590 * count


def test_a_decided_card_is_the_same_thread_and_has_only_what_can_be_done_still():
    waiting = case_of(16, 16, "Fine.", concerns=3)
    _, *thread = card(waiting)
    for state, offered in (
        (State.APPROVED, ["Return with a comment"]),
        (State.RETURNED, ["Approve after all", "Ask a colleague"]),
    ):
        revision = replace(waiting.revision, state=state)
        decided = replace(waiting, revision=revision, steps=(step(StepKind.ASKED, 1, "Why?"),))
        first, *same = card(decided)
        assert same == thread
        labels = [
            e["text"]["text"] for b in first.blocks for e in b.get("elements", ()) if "value" in e
        ]
        assert labels == offered
        published = card(replace(decided, published=1))[0]
        assert ("Approve after all" in str(published.blocks)) is (state is State.RETURNED)
    replaced = card(replace(waiting, newest=3))[0]
    assert buttons(replaced) == []
    assert replaced.text.startswith("Replaced:")


@given(ANY_TEXT)
@settings(max_examples=25)
def test_whatever_people_wrote_is_harmless(text):
    case = case_of(2, 2, text, concerns=2, steps=2)
    before = case.revision
    after = replace(
        before, entries=tuple(replace(e, text=f"{e.text} {text}") for e in before.entries)
    )
    asked = step(StepKind.ASKED, 1, text, "commitment:c0")
    found = [
        *card(case),
        notices.returned_notice(case.plan, step(StepKind.RETURNED, 1, text, "metric:m0")),
        *notices.edited_notice(case.plan, step(StepKind.EDITED), before, after),
        notices.question_notice(case.plan, asked, text),
        notices.question_notice(case.plan, asked, text, step(StepKind.ANSWERED, 2, text)),
        notices.answered_notice(case.plan, asked, step(StepKind.ANSWERED, 2, text)),
    ]
    for message in found:
        assert refused_message(message) == []


@pytest.mark.parametrize("count", [0, 1, 30, 120, 400])
@pytest.mark.parametrize("name", ["999 calls", "x" * 290, EVIL], ids=["short", "long", "hostile"])
def test_a_queue_fits_one_message_however_many_wait(count, name):
    plan = plan_of(1, 1, units=max(count, 1), name=name)
    waiting = [
        Waiting(replace(revision_of(duty, "Fine."), unit=duty.unit), NOW, 3, 2, 1, 1)
        for duty in duties(plan)[:count]
    ]
    message = queue_message(plan, Q3, waiting, ["8 of 12 units have answered."])
    assert refused_message(message) == []
    for _, value in buttons(message)[:-1]:
        assert Seen.read(value).number == 2


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
@pytest.mark.parametrize("size", [1, 6, 60, 120])
def test_the_forms_fit_a_view(size, text):
    plan = plan_of(size - size // 2, size // 2, name=text[:290])
    (duty,) = duties(plan)
    revision, slots = revision_of(duty, text), list(duty.slots())
    figure = Figure("m0", "made", Q3.period(), Decimal(18), source=text[:300])
    for view in (
        views.return_view(plan, revision, slots),
        views.ask_view(plan, revision, slots),
        views.pick_view(plan, revision, slots),
        views.edit_view(plan, revision, slots[: views.AT_ONCE], before_of(plan)),
        views.answer_view(plan, step(StepKind.ASKED, 1, text[:1000])),
        corrections.correct_view(plan, Q3, figure, text[:290]),
        previews.again_view(preview_of(plan, 50, text)),
    ):
        assert refused_view(view) == []


def preview_of(plan, count, text, latest=True):
    updates = tuple(
        Update(f"u{n}", "c0", "u0", "made", Q3.period(), text) for n in range(min(count, 50))
    )
    missing = tuple(f"{text[:280]} {n}: everything that it owes" for n in range(count))
    snapshot = Snapshot(plan, Q3, (), (), updates, missing)
    edition = Edition(Q3, 1, NOW, "jack", "0" * 64, text[:500])
    changes = tuple(Correction(Q3, text, text, text + "!", text, "jack", NOW) for _ in range(count))
    waiting = tuple(text[:75] for _ in range(count))
    return Preview(snapshot, "0" * 64, edition if latest else None, waiting, changes)


@pytest.mark.parametrize(
    ("count", "latest", "is_out"), [(0, True, True), (1, True, False), (0, False, False)]
)
def test_only_what_is_not_published_is_said_to_be_so(count, latest, is_out):
    message = previews.preview_message(preview_of(plan_of(1, 1), count, "Fine.", latest))
    assert ("Not published" not in message.text) is is_out


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
@pytest.mark.parametrize("count", [0, 1, 60, 400])
def test_what_is_said_of_publishing_fits_one_message(count, text):
    plan = plan_of(3, 1, units=max(count, 1))
    waits, told = preview_of(plan, count, text, latest=False), preview_of(plan, count, text)
    progress = progress_of(plan)
    for message in (
        previews.preview_message(waits),
        previews.preview_message(told),
        previews.published_notice(told.latest, told.snapshot),
        corrections.correction_notice(plan, told.latest, told.changes),
        corrections.to_correct("correct m0 2021/22-Q3", text[:290], "OFFICIAL"),
        notes.opened_note(plan, Q3, progress, DUE_WORDS, DUE),
        notes.closing_note(plan, Q3, progress, DUE_WORDS, DUE),
    ):
        assert refused_message(message) == []


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_a_long_history_takes_as_many_messages_as_it_needs(text):
    plan = plan_of(1, 1)
    said = [Happening(NOW, "jack", kind, Q3, "u0", 2, text, text) for kind in HappeningKind]
    happenings = [
        replace(each, about="m0:force:2021/22-Q3", before="12", after=f"13: {text}")
        if each.kind is HappeningKind.CORRECTED
        else each
        for each in said * 20
    ]
    for slot in ("", "metric:m0"):
        for message in histories.history_message(plan, text, happenings, slot=slot, more=True):
            assert refused_message(message) == []
