from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from bot.grounds import Decision, DecisionKind, Grounds, PeerCount, Population
from bot.quarter import Period, Quarter
from storage import plans
from storage.audit import story
from storage.differences import Difference
from storage.grounds import grounds_for, record_decision, subject_of, withdraw_decision
from storage.plans import read_plan, save_book
from storage.session import StoreFault
from storage.snapshots import current_snapshot, publish, snapshot_of

NOW = datetime(2022, 1, 20, 9, tzinfo=UTC)
Q2, Q3 = Quarter(2021, 2), Quarter(2021, 3)
STORM = Decision(
    "calls_999", "north", Q2, DecisionKind.EXCLUDE, "Sam Reed", date(2021, 10, 11), "A storm"
)
REBASE = Decision(
    "calls_999",
    "exampleshire",
    Q3,
    DecisionKind.REBASE,
    "Helen Moss",
    date(2022, 1, 20),
    "Online reporting took over",
)
GROUNDS = Grounds(
    (
        Population("exampleshire", 2020, 500_000, "estimates"),
        Population("exampleshire", 2021, 501_000, "estimates"),
        Population("north", 2021, 201_000, "estimates"),
    ),
    (
        PeerCount("calls_999", Q2.period(), "Borderland", 390_000, 2020, 41, None, "open data"),
        PeerCount(
            "calls_999", Q3.period(), "Borderland", 390_000, 2020, None, Decimal("1.50"), "open"
        ),
    ),
    (STORM,),
)


@pytest.fixture
def judged(book):
    return replace(book, grounds=GROUNDS)


def save(store, book, *, withdraw=False):
    with store.write() as session:
        return dict(save_book(session, book, withdraw=withdraw).kinds)


def held(store, metrics=("calls_999",), until=Q3.end, since=None):
    with store.read() as session:
        return grounds_for(session, "exampleshire", metrics, until, since)


def record(store, decision):
    with store.write() as session:
        record_decision(session, "exampleshire", decision, "helen", NOW)


def lines(store, decision):
    with store.read() as session:
        return story(session, "exampleshire", subject_of(decision))


def test_what_figures_are_judged_by_comes_back_as_it_was(store, judged):
    added = save(store, judged)
    assert (added["populations"].added, added["figures of other forces"].added) == (3, 2)
    assert held(store) == GROUNDS
    assert save(store, judged) == {}


def test_what_a_metric_says_of_judging_it_comes_back_as_it_was(store, book, monkeypatch):
    first, *rest = book.plan.metrics
    vwi = replace(
        rest[0],
        rolling=True,
        target=Decimal("40.50"),
        numerator=first.id,
        denominator=rest[1].id,
    )
    plan = replace(
        book.plan, metrics=(replace(first, stock=True, suppress_below=5), vwi, *rest[1:])
    )
    changed = save(store, replace(book, plan=plan))
    assert changed["shares"] == Difference(added=1)
    monkeypatch.setattr(plans, "_read", {})
    with store.read() as session:
        assert read_plan(session, "exampleshire") == plan


def test_only_what_is_asked_for_is_read(store, judged):
    save(store, judged)
    assert held(store, metrics=("wait",)) == replace(GROUNDS, peers=(), decisions=())
    assert held(store, until=Q2.end).peers == GROUNDS.peers[:1]
    assert held(store, since=Q3.start).peers == GROUNDS.peers[1:]
    assert held(store, until=Quarter(2021, 1).end).decisions == ()


def test_a_decision_is_on_record_with_who_when_and_why(store, judged):
    save(store, judged)
    record(store, REBASE)
    assert held(store).decisions == (replace(REBASE, recorded_by="helen"), STORM)
    (line,) = lines(store, REBASE)
    assert (line.at, line.who, line.what) == (NOW, "helen", "rebase")
    assert line.subject == "series:calls_999:exampleshire:2021/22-Q3"
    assert line.after == "Helen Moss, 2022-01-20: Online reporting took over"


def test_a_decision_about_the_same_point_takes_the_place_of_the_one_before(store, judged):
    save(store, judged)
    record(store, REBASE)
    record(store, replace(REBASE, why="A new switchboard"))
    assert [each.why for each in held(store).decisions] == ["A new switchboard", "A storm"]
    assert lines(store, REBASE)[0].before == "Online reporting took over"


def test_what_a_person_recorded_outlasts_the_folder(store, judged):
    record(store, REBASE)
    assert "decisions" not in save(store, replace(judged, grounds=Grounds()))
    assert [each.kind for each in held(store).decisions] == [DecisionKind.REBASE]


def test_what_the_folder_says_takes_the_place_of_what_was_recorded(store, judged):
    record(store, REBASE)
    said = replace(REBASE, why="Online reporting took over from the telephone")
    save(store, replace(judged, grounds=Grounds(decisions=(said,))))
    assert held(store).decisions == (said,)


def test_a_decision_can_be_taken_back_by_who_may_and_that_is_on_the_log_too(store, judged):
    record(store, REBASE)
    with store.write() as session:
        withdraw_decision(session, "exampleshire", REBASE, "helen", NOW)
    assert held(store).decisions == ()
    assert [each.what for each in lines(store, REBASE)] == ["rebase withdrawn", "rebase"]


def test_what_the_folder_says_is_taken_back_in_the_folder(store, judged):
    save(store, judged)
    with pytest.raises(StoreFault, match=r"decisions\.yml"), store.write() as session:
        withdraw_decision(session, "exampleshire", STORM, "helen", NOW)
    with pytest.raises(StoreFault, match="no such decision"), store.write() as session:
        withdraw_decision(session, "exampleshire", REBASE, "helen", NOW)
    assert held(store).decisions == (STORM,)


def test_a_decision_about_nothing_in_the_plan_is_refused(store):
    with pytest.raises(StoreFault, match="FOREIGN KEY"):
        record(store, replace(REBASE, metric="nothing"))


def test_figures_of_other_forces_in_earlier_quarters_are_not_lost_unawares(store, judged):
    save(store, judged)
    with pytest.raises(StoreFault, match="2021/22 Q2: 1 peer figure"):
        save(store, replace(judged, grounds=Grounds()))
    assert save(store, replace(judged, grounds=Grounds()), withdraw=True)["decisions"].withdrawn
    assert held(store) == Grounds()


def test_a_figure_of_a_month_is_held_by_its_own_days(store, judged):
    month = replace(GROUNDS.peers[0], period=Period(date(2021, 9, 1), date(2021, 9, 30)))
    save(store, replace(judged, grounds=Grounds(peers=(*GROUNDS.peers, month))))
    assert month in held(store).peers


def test_a_published_quarter_keeps_what_its_figures_were_judged_by(store, judged):
    save(store, judged)
    with store.write() as session:
        publish(session, "exampleshire", Q3, "sam", NOW)
    record(store, REBASE)
    with store.read() as session:
        assert snapshot_of(session, "exampleshire", Q3).grounds == GROUNDS
        assert current_snapshot(session, "exampleshire", Q3).grounds != GROUNDS
