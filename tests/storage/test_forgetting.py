"""Forgetting people: nothing of them is left, and what they did still stands and holds."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import insert, select, update

from bot.delivery import Delivery, DeliveryState
from bot.submission import Absence, Cover, Snooze, Step, StepKind
from storage import forgetting
from storage.audit import record, story
from storage.covering import hand_over, set_absence, set_snooze
from storage.deliveries import owe
from storage.everything import metadata
from storage.forgetting import FORGOTTEN, forget, traces
from storage.retention import prune
from storage.reviews import ask
from storage.sealing import verified
from storage.session import StoreFault
from storage.submissions import open_draft, revisions_of, submit
from storage.tables_collecting import DeliveryRow
from storage.tables_publishing import EditionRow
from tests.storage.collected import LATER, NOON, PLAN, Q3
from tests.storage.filled import fill_every_table

# Columns that name a person: an id in the plan or in Slack.
NAMING = {"by", "who", "person", "giver", "taker", "recipient", "to", "recorded_by", "slack_id"}
OF_THE_PLAN = {"appointment.person", "person.slack_id"}
NO_ID = {"decision.who"}  # the office or name that a force gives for its decision


OUTSIDER = "Gail (Abigail) Hughes (U0GAIL)"


@pytest.fixture
def busy(store):
    """A store in which `gail`, U0GAIL in Slack, did all that a person can."""
    with store.write() as session:
        made = open_draft(session, PLAN, "fcr", Q3, "gail", NOON)
        submit(session, made.id, "press", "gail", NOON, late=False)
        open_draft(session, PLAN, "north_lpa", Q3, "gail", NOON)
        hand_over(session, PLAN, Cover("roads", Q3, "gail", "U0GAIL", NOON))
        set_absence(session, PLAN, Absence("gail", NOON.date()), NOON)
        set_snooze(session, PLAN, Snooze("gail", Q3, LATER), NOON)
        told = Delivery("receipt:2021/22-Q3:fcr:1:U0GAIL", "receipt", "U0GAIL", NOON, {})
        owe(session, PLAN, told, NOON)
        owe(session, PLAN, Delivery("card:1", "card", "U0GAILA", NOON, {}), NOON)
        record(session, PLAN, NOON, "sam", "asked", "submission:x", "U0GAIL", "gail: gail said")
        for n, (by, to) in enumerate([("gail", "sam"), ("sam", "gail"), (OUTSIDER, OUTSIDER)]):
            step = Step(f"q{n}", "fcr", Q3, 1, StepKind.ASKED, by, NOON, text="Why?", to=to)
            ask(session, PLAN, step)
    return store


def everything(store):
    with store.read() as session:
        return {
            table.name: [tuple(row) for row in session.execute(select(table))]
            for table in metadata().sorted_tables
        }


def test_no_column_that_names_a_person_is_passed_over():
    known = {
        f"{each.class_.__tablename__}.{each.key}"
        for each in (*forgetting._THEIRS, *forgetting._BY_THEM)
    }
    found = {
        f"{table.name}.{column.name}"
        for table in metadata().sorted_tables
        for column in table.columns
        if column.name in NAMING
    }
    assert found - OF_THE_PLAN - NO_ID - {"audit.who"} == known


def test_nothing_is_left_of_who_was_forgotten_and_the_log_still_holds(busy):
    with busy.write() as session:
        forget(session, PLAN, LATER, "mei", "gail")
        forget(session, PLAN, LATER, "mei", "U0GAIL")
    left = everything(busy)
    for name, rows in left.items():
        words = str(rows).replace("U0GAILA", "").replace("gail: gail said", "")
        words = words.replace("gail said", "")
        assert "U0GAIL" not in words, name
        assert "'gail'" not in words, name
        assert "asked gail" not in words, name
        assert "Hughes" not in words, name
    with busy.read() as session:
        found = verified(session, PLAN)
        (revision,) = revisions_of(session, PLAN, "fcr", Q3)
        assert session.scalar(select(DeliveryRow.recipient)) == "U0GAILA"
    assert (found.faults, revision.by) == ((), FORGOTTEN)
    assert found.forgotten > 5


def test_whoever_is_in_the_plan_is_not_forgotten(busy):
    before = everything(busy)
    for person in ("amara", "U0NORTH"):
        with busy.write() as session, pytest.raises(StoreFault, match="Amara Okafor"):
            forget(session, PLAN, LATER, "mei", person)
    assert everything(busy) == before


def test_of_whom_nothing_is_kept_nothing_is_recorded(busy):
    with busy.write() as session:
        done = forget(session, PLAN, LATER, "mei", "U0NOBODY")
    assert (done.gone, done.replaced, done.lines) == (0, 0, 0)
    with busy.read() as session:
        assert story(session, PLAN)[0].what != "forgot"


@pytest.mark.parametrize(
    "person", ["%", "_", "'; DROP TABLE audit; --", "U0GAI", ".*", "", "pcp-bot"]
)
def test_what_is_no_id_takes_nobody_away(busy, person):
    before = everything(busy)
    with busy.write() as session:
        done = forget(session, PLAN, LATER, "mei", person)
    after = everything(busy)
    assert (done.gone, done.replaced, done.lines) == (0, 0, 0)
    assert {n: r for n, r in after.items() if not n.startswith("audit_")} == {
        n: r for n, r in before.items() if not n.startswith("audit_")
    }


def test_everybody_is_listed_by_the_ids_that_they_are_known_by(busy):
    with busy.read() as session:
        found = {each.ids: each for each in traces(session, PLAN)}
    assert found["amara", "U0NORTH"].name == "Amara Okafor"
    assert found["sam",].name == "Sam Field"
    assert (found["gail",].name, found["gail",].last) == ("", NOON)
    assert found["U0GAIL",].lines == 1
    assert FORGOTTEN not in {one for ids in found for one in ids}


def test_of_the_neighbours_nothing_is_forgotten(busy):
    with busy.write() as session:
        fill_every_table(session)
    before = everything(busy)
    with busy.write() as session:
        forget(session, "neighbourshire", LATER, "mei", "gail")
    assert everything(busy) == before


def test_what_is_older_than_is_kept_goes_and_whoever_left_with_it(busy):
    with busy.write() as session:
        session.execute(update(DeliveryRow).values(state=DeliveryState.SENT))
    with busy.write() as session:
        done = prune(session, PLAN, NOON + timedelta(days=180), 6)
    assert (done.rows, done.people) == (0, 0)
    kept = everything(busy)
    assert kept["draft"]
    with busy.write() as session:
        done = prune(session, PLAN, NOON + timedelta(days=190), 6)
    assert done.people == 2  # by both ids
    assert done.rows >= 5
    left = everything(busy)
    assert [left[name] for name in ("draft", "delivery", "absence", "snooze")] == [[], [], [], []]
    assert left["revision"]
    with busy.read() as session:
        assert verified(session, PLAN).faults == ()


def test_what_is_owed_or_of_the_quarter_published_last_stays_however_old(store):
    sent = ("receipt:2021/22-Q3:fcr:1", "receipt:2020/21-Q3:fcr:1", "alert:1")
    with store.write() as session:
        edition = {"quarter": Q3, "number": 1, "at": NOON, "by": "sam", "digest": "0" * 64}
        session.execute(insert(EditionRow).values(plan=PLAN, reason="", snapshot="{}", **edition))
        for key in (*sent, "receipt:2020/21-Q3:fcr:2"):
            owe(session, PLAN, Delivery(key, "receipt", "U0SAM", NOON, {}), NOON)
        is_sent = DeliveryRow.key.in_(sent)
        session.execute(update(DeliveryRow).where(is_sent).values(state=DeliveryState.SENT))
        prune(session, PLAN, NOON + timedelta(days=4000), 6)
    with store.read() as session:
        left = set(session.scalars(select(DeliveryRow.key)))
    assert left == {"receipt:2021/22-Q3:fcr:1", "receipt:2020/21-Q3:fcr:2"}
