from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from bot.analysis import corrections_of, revised
from bot.figure import Vintage
from bot.plan import CaveatKind
from bot.quarter import Quarter
from storage import plans
from storage.audit import story
from storage.corrections import RevisedMeanwhile, correct, figure_of, standing_figure
from storage.figures import figures_for
from storage.plans import read_plan, save_book
from storage.snapshots import editions_of, publish, snapshot_of
from tests.storage.collected import LATER, NOON, PLAN, Q3, at_once

WAIT = ("wait", "exampleshire")
DAY = date(2022, 5, 12)


def stands(session):
    return next(f for f in figures_for(session, PLAN, ["wait"], None, Q3.end, Q3.start))


def corrected(store, value="9", reason="Counted twice.", seen=None):
    with store.write() as session:
        figure = seen or stands(session)
        plan = read_plan(session, PLAN)
        after, caveat = revised(plan, figure, Decimal(value), reason, "sam", DAY)
        return correct(session, PLAN, Q3, figure, after, caveat, LATER, reason)


def test_every_answer_has_the_revised_figure_with_its_caveat(store):
    corrected(store)
    with store.read() as session:
        figure = stands(session)
        caveat = read_plan(session, PLAN).caveat(figure.caveats[-1])
    assert (figure.value, figure.vintage) == (Decimal(9), Vintage.REVISED)
    assert caveat.kind is CaveatKind.REVISED
    assert caveat.text == "Corrected on 12 May 2022 from 8 s: Counted twice."


def test_the_quarter_gets_its_first_edition_as_it_stood_and_a_second_with_the_reason(store):
    edition = corrected(store)
    with store.read() as session:
        first, second = editions_of(session, PLAN, Q3)
        old, new = (snapshot_of(session, PLAN, Q3, number) for number in (1, 2))
        changes = corrections_of(old, new, second)
    assert (edition, first.reason, second.reason) == (second, "", "Counted twice.")
    assert [(each.about, each.before, each.after) for each in changes] == [
        ("Time to answer, at 21 Dec 2021", "8 s", "9 s")
    ]


def test_a_later_correction_takes_the_place_of_an_earlier_one_and_both_are_told(store):
    corrected(store)
    corrected(store, "7", "Nine was wrong too.")
    with store.read() as session:
        assert len(editions_of(session, PLAN, Q3)) == 3
        figure = stands(session)
        plan = read_plan(session, PLAN)
        texts = [plan.caveat(each).text for each in figure.caveats]
        lines = [(line.before, line.after) for line in story(session, PLAN, figure_of(figure))]
    assert figure.value == 7
    assert [text.split(": ")[1] for text in texts] == ["Counted twice.", "Nine was wrong too."]
    assert lines == [("9", "7: Nine was wrong too."), ("8", "9: Counted twice.")]


def test_the_same_correction_twice_is_one_edition(store, url):
    with store.read() as session:
        seen, plan = stands(session), read_plan(session, PLAN)
    after, caveat = revised(plan, seen, Decimal(9), "Why.", "sam", DAY)

    def once(session, _):
        return correct(session, PLAN, Q3, seen, after, caveat, LATER, "Why.")

    assert len(set(at_once(store, url, once))) == 1
    with store.read() as session:
        assert len(editions_of(session, PLAN, Q3)) == 2


def test_who_saw_another_value_than_what_stands_corrects_nothing(store):
    with store.read() as session:
        seen = stands(session)
    corrected(store)
    with pytest.raises(RevisedMeanwhile) as moved:
        corrected(store, "6", seen=seen)
    assert moved.value.figure.value == 9
    with store.read() as session:
        assert len(editions_of(session, PLAN, Q3)) == 2


def test_loading_the_folder_again_does_not_undo_a_correction(store, book):
    corrected(store)
    with store.write() as session:
        assert not save_book(session, book)
        assert stands(session).value == 9
        assert read_plan(session, PLAN).caveat(stands(session).caveats[-1])


def test_another_process_that_read_the_plan_before_knows_the_caveat(store, monkeypatch):
    with store.read() as session:
        read_plan(session, PLAN)
    before = dict(plans._read)
    corrected(store)
    monkeypatch.setattr(plans, "_read", before)
    with store.read() as session:
        assert read_plan(session, PLAN).caveat(stands(session).caveats[-1])


def test_numbers_that_must_not_be_told_are_not_told_by_a_correction(store, book):
    metrics = tuple(
        replace(each, suppress_below=100_000) if each.id == "calls_999" else each
        for each in book.plan.metrics
    )
    with store.write() as session:
        save_book(session, replace(book, plan=replace(book.plan, metrics=metrics)))
        publish(session, PLAN, Q3, "sam", NOON)
        figure = standing_figure(session, PLAN, "calls_999", "exampleshire", Q3.period())
        plan = read_plan(session, PLAN)
        after, caveat = revised(plan, figure, Decimal(4), "A slip.", "sam", DAY)
        edition = correct(session, PLAN, Q3, figure, after, caveat, LATER, "A slip.")
        old, new = (snapshot_of(session, PLAN, Q3, number) for number in (1, 2))
    assert caveat.text == "Corrected on 12 May 2022: A slip."
    (change,) = corrections_of(old, new, edition)
    assert (change.before, change.after) == ("withheld", "withheld")


def test_nothing_stands_for_a_period_without_a_figure(store):
    with store.read() as session:
        assert standing_figure(session, PLAN, *WAIT, Quarter(2015, 1).period()) is None
