"""The audit log read as a story, as far as the asker may read it."""

from __future__ import annotations

from decimal import Decimal

import pytest

from bot.submission import Entry, State, Step, StepKind
from storage.drafts import open_draft, save_entries
from storage.reviews import decide
from storage.snapshots import publish
from storage.submissions import submit
from tests.handlers.test_submissions import Q4

FIGURE, UPDATE = "metric:claymore_officers", "commitment:target_asb"


@pytest.fixture
def lived(quarterly):
    """West LPA was returned and approved, and the quarter is published."""
    rooms = quarterly.house.rooms
    quarterly.at(2022, 4, 1, 8, 30)
    with rooms.store.write() as session:
        now = rooms.now()
        for n, value in enumerate(("60", "61"), 1):
            draft = open_draft(session, "essex", "west_lpa", Q4, "priya", now)
            entries = [Entry(FIGURE, value, Decimal(value)), Entry(UPDATE, "Patrols in <Harlow>.")]
            save_entries(session, draft.id, draft.version, entries, "priya", now)
            submit(session, draft.id, f"v{n}", "priya", now, late=False)
            kind = StepKind.RETURNED if n == 1 else StepKind.APPROVED
            step = Step(f"s{n}", "west_lpa", Q4, n, kind, "sam", now, text="Why <60>?" * (n == 1))
            decide(session, "essex", step, State.SUBMITTED)
        publish(session, "essex", Q4, "ruth", now)
    return quarterly


def history(office, who, words):
    before = len(office.told(who))
    office.command(who, f"/pcp history {words}")
    return office.until(lambda: len(t := office.told(who)) > before and t[-1])["text"]


def test_an_editor_reads_who_did_what_with_before_and_after(lived):
    told = history(lived, "U0EDITOR", "claymore officers")
    lines = [line.partition(", ")[2] for line in told.splitlines() if line.startswith("•")]
    lines = lines[-5:]  # the audit log outlives other tests
    assert lines == [
        "Priya Nair sent revision 1: “60”.",
        "Sam Adeyemi returned revision 1: “Why &lt;60&gt;?”.",
        "Priya Nair sent revision 2: “60” became “61”.",
        "Sam Adeyemi approved revision 2.",
        "Ruth Bell published 2021/22 Q4 as edition 1.",
    ]


def test_an_update_and_a_unit_have_their_stories_too(lived):
    told = history(lived, "U0EDITOR", "west asb hubs")
    assert "sent revision 1: “Patrols in &lt;Harlow&gt;.”" in told
    assert "revision 2:" not in told
    told = history(lived, "U0WEST", "west lpa command")
    assert "returned revision 1" in told


def test_a_viewer_reads_what_was_published_and_nothing_of_how_it_came_about(lived):
    told = history(lived, "U0CHIEF", "claymore officers")
    assert "published 2021/22 Q4 as edition 1" in told
    assert "sent revision" not in told
    assert "60" not in told
    told = history(lived, "U0NORTH", "west lpa command")
    assert "returned" not in told
