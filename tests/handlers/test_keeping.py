"""The clock seals the log and lets go of what is old, and tells both without a name."""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from bot.messages.collecting import ids
from bot.quarter import Quarter
from bot.submission import Cover, Entry, Step, StepKind
from handlers.covering import handed_back
from handlers.keeping import let_go_of_the_old, seal_the_log
from handlers.knocks import Knock
from storage.audit import record, story, submission_of
from storage.covering import covers_for, hand_over
from storage.forgetting import forget, traces
from storage.plans import save_book
from storage.reviews import ask
from storage.sealing import verified
from storage.submissions import open_draft, save_entries, submit

Q4 = Quarter(2021, 4)
FIGURE = Entry("metric:claymore_officers", "1,060", Decimal(1060))


@pytest.fixture
def rooms(quarterly):
    """An office in which somebody who is in the plan no more did something a year ago."""
    rooms = quarterly.house.rooms
    with rooms.store.write() as session:
        record(session, "essex", rooms.now() - timedelta(days=365), "U0GAIL", "asked", "plan")
    return rooms


def knows(rooms, person):
    with rooms.store.read() as session:
        return person in {one for each in traces(session, "essex") for one in each.ids}


def test_lines_are_sealed_and_the_end_of_the_chain_is_told(rooms, caplog):
    caplog.set_level(logging.INFO, "handlers.keeping")
    seal_the_log(rooms)
    with rooms.store.read() as session:
        found = verified(session, "essex")
    assert (found.waiting, found.faults) == (0, ())
    assert f"up to line {found.last.line}: {found.last.chain}" in caplog.text
    caplog.clear()
    seal_the_log(rooms)
    assert not caplog.records


def test_nothing_goes_unless_the_installation_says_so(rooms):
    let_go_of_the_old(rooms)
    assert knows(rooms, "U0GAIL")


def test_what_is_older_than_the_installation_keeps_goes(rooms, caplog):
    caplog.set_level(logging.INFO, "handlers.keeping")
    let_go_of_the_old(replace(rooms, keep_months=13))
    assert knows(rooms, "U0GAIL")
    let_go_of_the_old(replace(rooms, keep_months=11))
    assert not knows(rooms, "U0GAIL")
    assert "people forgotten: 1" in caplog.text
    assert "U0GAIL" not in caplog.text
    with rooms.store.read() as session:
        assert verified(session, "essex").faults == ()


@pytest.fixture
def left(quarterly, essex):
    """An office whose West lead sent a return, asked for nothing, took one duty over and gave
    another away, and then left: out of the plan, and forgotten."""
    quarterly.at(2022, 4, 1, 8, 30)
    rooms = quarterly.house.rooms
    now = rooms.now()
    with rooms.store.write() as session:
        draft = open_draft(session, "essex", "west_lpa", Q4, "priya", now)
        save_entries(session, draft.id, draft.version, [FIGURE], "priya", now)
        submit(session, draft.id, "v", "priya", now, late=False)
        for unit, giver, taker in (("south_lpa", "tom", "priya"), ("fcr", "priya", "tom")):
            hand_over(session, "essex", Cover(unit, Q4, giver, taker, now))
        question = Step("q", "west_lpa", Q4, 1, StepKind.ASKED, "priya", now, text="Why?", to="tom")
        ask(session, "essex", question)
    with rooms.store.write() as session:
        save_book(session, _without_priya(essex.book), withdraw=True)
        for person in ("priya", "U0WEST"):
            forget(session, "essex", now, "mei", person)
    yield quarterly
    with rooms.store.write() as session:
        save_book(session, essex.book, withdraw=True)


def _without_priya(book):
    people = tuple(each for each in book.plan.people if each.id != "priya")
    rest = tuple(each for each in book.plan.appointments if each.person != "priya")
    return replace(book, plan=replace(book.plan, people=people, appointments=rest))


@pytest.mark.parametrize(
    "typed",
    [
        *("progress", "review", "review west", "history west", "history claymore officers"),
        *("submit west", "submit south", "publish", "updates west", "digest preview"),
    ],
)
def test_what_somebody_did_who_left_is_shown_without_them(left, caplog, typed):
    before = heard(left)
    left.command("U0EDITOR", f"/pcp {typed} 2021/22 Q4")
    left.quiet()
    left.until(lambda: heard(left) != before)
    assert "Priya" not in heard(left)
    left.at(2022, 4, 8, 9)  # everybody is reminded, and nobody's leaving stops it
    assert "Priya" not in heard(left)
    assert not [each for each in caplog.records if each.levelname == "ERROR"]


def heard(office):
    """All that the editor sees of the bot: in the channel, in their messages, and in a form."""
    channel = office.seen("U0EDITOR", "C0PCP")
    return str([channel, office.told("U0EDITOR"), office.get("view", {"as": "U0EDITOR"})])


def test_a_duty_goes_back_although_whoever_gave_it_has_left(left, caplog):
    rooms = left.house.rooms
    knock = Knock("U0SOUTH", rooms.bot.team_id, left.direct("U0SOUTH"))
    handed_back(rooms, knock, ids.pack("fcr", Q4))
    left.quiet()
    with rooms.store.read() as session:
        assert [each.unit for each in covers_for(session, "essex", Q4)] == ["south_lpa"]
        assert story(session, "essex", submission_of("fcr", Q4))[0].what == "handed back"
    assert not [each for each in caplog.records if each.levelname == "ERROR"]
