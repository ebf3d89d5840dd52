"""The digest read again, previewed by editors, and asked why."""

from __future__ import annotations

import pytest

from bot.messages.digests.ids import Behind
from handlers.digesting import tell_why
from handlers.knocks import Knock
from tests.handlers.digested import Q3, posts, published, send, thread, titles, wanted

TITLE = "Police and Crime Plan, 2021/22 Q"


@pytest.fixture
def office(unhurried):
    return unhurried


def parents(office, who):
    return [m for m in office.told(who) if TITLE in m["text"].partition("\n\n")[0][:200]]


def test_an_editor_sees_exactly_what_will_be_posted_and_nobody_else_does(office):
    office.command("U0EDITOR", "/pcp digest 2021/22 Q3 preview")
    shown = office.until(lambda: parents(office, "U0EDITOR"), seconds=20)[0]
    office.quiet(30)
    direct = office.direct("U0EDITOR")
    preview = office.seen("U0EDITOR", direct, shown["ts"])
    assert all(m["text"].startswith("Preview for you alone") for m in preview)
    assert posts(office, "C0PCP") == []
    published(office)
    send(office)
    posted = thread(office, "C0PCP")
    assert [bare(m) for m in posted[1:-1]] == [bare(m, 1) for m in preview[1:-1]]


def bare(message, above=0):
    """The words of a message without what Slack adds, what a preview says above, its moment and
    what its buttons carry."""
    blocks = [b for b in message["blocks"][above:] if b["type"] not in ("actions", "image")]
    return [{k: v for k, v in each.items() if k != "block_id"} for each in blocks]


@pytest.mark.parametrize("who", ["U0CHIEF", "U0WEST", "U0PFCC"])
def test_others_see_no_preview(office, who):
    office.command(who, "/pcp digest 2021/22 Q3 preview")
    office.answer(who, "C0PCP", lambda m: "Only editors" in m["text"])
    assert office.told(who) == []


def test_before_it_is_published_there_is_no_digest_to_read(office):
    office.command("U0CHIEF", "/pcp digest 2021/22 Q3")
    office.answer("U0CHIEF", "C0PCP", lambda m: "is not published yet" in m["text"])


def test_a_published_digest_is_read_again_where_it_is_asked_for(office):
    published(office)
    office.command("U0CHIEF", "/pcp digest", channel="C0CHIEFS")
    (parent,) = office.until(lambda: posts(office, "C0CHIEFS"), seconds=20)
    office.quiet(30)
    assert titles(thread(office, "C0CHIEFS")) == wanted(office)
    assert "Asked by Helen Marsh" in parent["text"]


def test_why_shows_the_rows_behind_a_sentence_to_whoever_picks_it(office):
    published(office)
    send(office)
    (parent,) = posts(office, "C0PCP")
    office.press("U0CHIEF", "C0PCP", parent, "1 of 12 positions deteriorated")
    said = office.answer("U0CHIEF", "C0PCP", lambda m: m["text"].startswith("Why: Deteriorated"))
    assert "How: each position against the one before" in said["text"]
    assert "1. October 2021. Value: 4th of 8; where it comes from: printed" in said["text"]
    assert "2. July 2021. Value: 3rd of 8" in said["text"]


@pytest.mark.parametrize(
    "value",
    [
        "",
        "x",
        "2021/22-Q3|1|-|99",
        "2021/22-Q3|1|nothing|0",
        "2021/22-Q3|9|-|0",
        "2090/91-Q1|1|-|0",
    ],
)
def test_a_forged_why_is_answered_politely(office, value):
    published(office)
    tell_why(office.house.rooms, Knock("U0CHIEF", "T0PRACTICE", office.direct("U0CHIEF")), value)
    assert "This button is old" in office.told("U0CHIEF")[-1]["text"]


def test_the_sentences_of_a_preview_are_for_editors(office):
    value = Behind(Q3, 0, "", 0).pack()
    for who in ("U0CHIEF", "U0EDITOR"):
        tell_why(office.house.rooms, Knock(who, "T0PRACTICE", office.direct(who)), value)
    assert "This button is old" in office.told("U0CHIEF")[-1]["text"]
    assert office.told("U0EDITOR")[-1]["text"].startswith("Why: ")
