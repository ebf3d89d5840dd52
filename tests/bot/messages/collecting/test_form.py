"""The form: what each page shows, what comes back from it, and that nothing typed is lost."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from bot.entries import check_page
from bot.form import Before, Typed, pages_of
from bot.messages.collecting import ids, typed, views
from bot.messages.collecting.pages import figure_label, guard_view, opening_view, page_view
from bot.messages.collecting.reviews import review_view
from bot.plan import MetricKind
from bot.submission import Concern, Draft, Entry
from practice import forms
from tests.bot.messages.collecting.made import (
    DUE,
    NOW,
    Q3,
    before_of,
    draft_of,
    duties,
    plan_of,
)
from tests.bot.messages.collecting.slack import buttons, inputs, said

PLAN = plan_of(5, 2)
(DUTY,) = duties(PLAN)
EMPTY = draft_of(DUTY, empty=True)


def page(number=1, draft=EMPTY, plan=PLAN, **more):
    return page_view(plan, duties(plan)[0], number, draft, before_of(plan), **more)


def answered(view, **values):
    """The state that Slack sends for a view in which these inputs were filled."""
    given = {block.replace("__", ":"): {ids.VALUE: value} for block, value in values.items()}
    return forms.state(view["blocks"], given, {})


def test_the_skeleton_names_the_unit_and_needs_no_answer():
    view = opening_view(PLAN, "u0")
    assert "Opening 999 calls 0 …" in said(view)
    assert "submit" not in view


def test_a_page_names_quarter_unit_and_place_and_travels_with_the_draft_id_alone():
    view = page()
    assert view["title"]["text"] == "Write update"
    assert "October to December 2021" in said(view)
    assert "999 calls 0, 2021/22 Q3. Page 1 of 2." in said(view)
    assert view["private_metadata"] == EMPTY.id
    assert ids.page_number(view["callback_id"]) == 1


def test_figures_come_before_updates_and_no_page_has_more_than_six_inputs():
    drawn = [slot for n in (1, 2) for slot in inputs(page(n))]
    assert drawn == list(DUTY.slots())
    assert max(len(inputs(page(n))) for n in (1, 2)) <= 6


def test_the_last_page_leads_to_the_review_and_the_others_on():
    assert page(1)["submit"]["text"] == "Save and go on"
    assert page(2)["submit"]["text"] == "Review"


def test_every_page_can_be_left_and_all_but_the_first_gone_back_from():
    assert buttons(page(1)) == [(ids.SAVE, "1")]
    assert buttons(page(2)) == [(ids.SAVE, "2"), (f"{ids.GO}1", "2")]


def test_a_figure_shows_the_earlier_ones_and_what_is_accepted():
    field = inputs(page())["metric:m0"]
    assert field["hint"]["text"] == (
        "July to September 2021: 93,759. October to December 2020: 76,856. "
        "Write a whole number, such as 88,220."
    )


def test_a_figure_without_a_past_says_so():
    view = page_view(PLAN, DUTY, 1, EMPTY, {"m0": Before()})
    assert "July to September 2021: nothing recorded." in said(view)


def test_the_label_has_the_unit_once():
    labels = {each.kind: figure_label(each) for each in PLAN.metrics}
    assert labels[MetricKind.COUNT] == "0 999 calls"
    assert labels[MetricKind.PERCENT].endswith("999 calls (%)")
    assert labels[MetricKind.DURATION].endswith("(time)")
    assert labels[MetricKind.MONEY].endswith("(£)")


def test_a_page_is_reopened_as_it_was_left():
    draft = Draft("d", "u0", Q3, 1, (Entry("metric:m0", "88 220", Decimal(88220)),), "jack", NOW)
    fields = inputs(page(draft=draft))
    assert fields["metric:m0"]["element"]["initial_value"] == "88 220"
    assert "initial_value" not in fields["metric:m1"]["element"]


def test_a_text_too_long_for_the_field_is_announced_and_kept_when_the_field_stays_empty():
    long = Entry("commitment:c0", "x" * 4000)
    view = page(2, Draft("d", "u0", Q3, 1, (long,), "jack", NOW))
    field = inputs(view)["commitment:c0"]
    assert "4,000 characters" in field["hint"]["text"]
    assert "initial_value" not in field["element"]
    entries, errors = check_page(PLAN, DUTY, typed.entries_of_page(answered(view)), [long])
    assert (entries, errors) == ((long,), {})


def test_what_is_typed_on_a_page_comes_back_by_slot():
    view = page()
    state = answered(view, metric__m0="12,345", metric__m1="")
    read = typed.entries_of_page(state)
    assert read[:2] == (Typed("metric:m0", "12,345"), Typed("metric:m1", ""))
    entries, errors = check_page(PLAN, DUTY, read)
    assert entries == (Entry("metric:m0", "12,345", Decimal(12345)),)
    assert errors == {}


def test_faults_stand_at_the_inputs_of_the_page_they_are_about():
    view = page()
    read = typed.entries_of_page(answered(view, metric__m0="n/k", metric__m2="~5"))
    _, errors = check_page(PLAN, DUTY, read)
    assert errors.keys() == {"metric:m0", "metric:m2"} <= inputs(view).keys()


def test_another_quarter_than_the_open_one_is_named_on_every_page():
    assert "not the quarter being collected, January to March 2022" in said(page(current=Q3.next()))
    assert "not the quarter" not in said(page(current=Q3))


def test_the_guard_needs_an_explicit_choice_between_the_two_quarters():
    view = guard_view(PLAN, "u0", Q3, Q3.next(), "draft-1")
    (field,) = inputs(view).values()
    assert field["optional"] is False
    assert "initial_option" not in field["element"]
    assert "Yes, I mean October to December 2021" in said(view)
    state = forms.state(view["blocks"], {ids.SURE: {ids.VALUE: "2021/22-Q3"}}, {})
    assert typed.quarter_meant(state) == Q3
    with pytest.raises(ValueError, match="not a quarter"):
        typed.quarter_meant(forms.state(view["blocks"], {}, {}))


def test_the_review_lists_what_is_recorded_and_what_is_missing():
    draft = Draft(
        *("d", "u0", Q3, 1),
        (Entry("metric:m2", "18 %", Decimal(18)), Entry("commitment:c1", "Done *well* <!here>.")),
        *("jack", NOW),
    )
    concern = Concern("k1", "metric:m2", "surprise", "twice last year's", "18%")
    view = review_view(PLAN, DUTY, draft, [concern])
    words = said(view)
    assert "2 999 calls: 18% (typed as “18 %”)" in words
    assert "Done *well* <!here>." in words
    assert "0 999 calls" in words.partition("Still missing")[2]
    assert "Worth a look, 2 999 calls: Twice last year's." in words
    assert view["submit"]["text"] == "Send"
    back = f"{ids.GO}1"  # beside the finding, and among the pages
    assert [a for a, _ in buttons(view)] == [back, back, f"{ids.GO}2", ids.SAVE]


def test_nothing_recorded_cannot_be_sent():
    assert "submit" not in review_view(PLAN, DUTY, EMPTY)


def test_a_complete_draft_misses_nothing():
    assert "Nothing is missing." in said(review_view(PLAN, DUTY, draft_of(DUTY, "Done.")))


def test_a_long_update_is_shortened_on_the_review_and_that_is_said():
    plan = plan_of(0, 20)
    (duty,) = duties(plan)
    words = said(review_view(plan, duty, draft_of(duty, "word " * 500)))
    assert "2,499 characters; its beginning is shown, all of it is kept" in words


@pytest.mark.parametrize("count", range(1, 61, 7))
def test_a_form_of_any_size_comes_back_whole(count):
    plan = plan_of(count - count // 2, count // 2)
    (duty,) = duties(plan)
    draft = draft_of(duty, "Something was done.")
    kept = []
    for number in range(1, len(pages_of(duty)) + 1):
        state = forms.state(page_view(plan, duty, number, draft, {})["blocks"], {}, {})
        entries, errors = check_page(plan, duty, typed.entries_of_page(state))
        assert not errors
        kept += entries
    assert tuple(kept) == draft.entries


def test_the_reason_for_nothing_to_report_is_required_and_one_line():
    view = views.nil_view(PLAN, "u0", Q3)
    assert inputs(view)[ids.REASON]["optional"] is False
    state = forms.state(view["blocks"], {ids.REASON: {ids.VALUE: " None \n at all "}}, {})
    assert typed.reason_of(state) == "None at all"
    assert ids.unpack(view["private_metadata"]) == ("u0", Q3)


def test_handing_over_offers_the_deputy_and_says_who_may_hand_back():
    view = views.hand_view(PLAN, "u0", Q3, ["jack"], "amara", "U0JACK")
    state = forms.state(view["blocks"], {}, {})
    assert typed.taker_of(state) == "U0JACK"
    assert "They may hand it back, and Amara 999 calls may take it back" in said(view)
    assert "Deputies of this unit: Jack Lowe." in said(view)


@pytest.mark.parametrize(
    ("chosen", "day", "read"),
    [
        (ids.TOMORROW, "2022-01-20", ids.TOMORROW),
        (ids.TWO_DAYS, None, ids.TWO_DAYS),
        (ids.ON_A_DAY, "2022-01-20", date(2022, 1, 20)),
    ],
)
def test_later_is_tomorrow_in_two_days_or_on_a_day(chosen, day, read):
    view = views.later_view(Q3, DUE.date())
    given = {ids.WHEN: {ids.VALUE: chosen}, ids.DAY: {ids.VALUE: day}}
    assert typed.later_of(forms.state(view["blocks"], given, {})) == read


def test_a_day_that_was_meant_but_not_chosen_is_none():
    assert (
        typed.later_of({ids.WHEN: {ids.VALUE: {"selected_option": {"value": "on a day"}}}}) is None
    )


def test_away_has_a_last_day():
    view = views.away_view(Q3, DUE.date())
    assert typed.day_of(forms.state(view["blocks"], {}, {})) == DUE.date()


@pytest.mark.parametrize("values", [{}, {"day": {}}, {"day": {"value": {"selected_date": "soon"}}}])
def test_a_state_without_an_answer_is_read_as_none(values):
    assert typed.day_of(values) is None
    assert typed.reason_of(values) == typed.taker_of(values) == ""
    assert typed.entries_of_page(values) == ()


def test_a_conflict_names_who_and_when_and_gives_back_what_was_typed():
    saved = draft_of(DUTY, "Theirs")
    view = views.conflict_view(PLAN, saved, [Typed("metric:m0", "12,345"), Typed("metric:m1", " ")])
    words = said(view)
    assert "Jack Lowe saved 999 calls 0" in words
    assert "Friday 14 January 2022 at 10:32" in words
    assert "12,345" in words
    assert buttons(view) == [(ids.WRITE, "u0|2021/22-Q3")]


@pytest.mark.parametrize("value", ["", "u0", "|2021/22-Q3", "u0|2021", "u0|", "|"])
def test_a_forged_button_is_refused(value):
    with pytest.raises(ValueError, match="quarter"):
        ids.unpack(value)


def test_a_button_holds_unit_quarter_and_more():
    value = ids.pack("u0", Q3, "commitment:c0", "reply-1")
    assert ids.unpack(value) == ("u0", Q3)
    assert ids.unpack_more(value) == "commitment:c0|reply-1"
    assert ids.unpack_more(ids.pack("u0", Q3)) == ""


@pytest.mark.parametrize("callback", ["submission.review", "submission.page.x", ""])
def test_a_view_that_is_not_a_page_has_no_number(callback):
    with pytest.raises(ValueError, match=r"page|invalid"):
        ids.page_number(callback)
