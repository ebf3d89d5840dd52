"""The digest: read in a minute, whole in its thread, and taken by Slack whatever is in it."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot import charts
from bot.analysis import report_of
from bot.messages.digests.digest import as_preview, digest
from bot.messages.digests.notes import Gap, gaps_note, ready_note, refused_note
from bot.messages.digests.sections import section_pages
from bot.messages.replies import Closed
from bot.messages.sheet import with_files
from bot.publication import Edition
from bot.quarter import Quarter
from bot.report import Report
from practice.kit import blocks as kit
from tests.bot.analysis.test_reports import EDITION, snapshot_of
from tests.bot.messages.slack import faults

Q1_LATER = Quarter(2022, 1)


@pytest.fixture(scope="module")
def snapshot(essex):
    return snapshot_of(essex.book, essex.quarter)


def made(snapshot, edition=EDITION, **more) -> Report:
    return report_of(replace(snapshot, **more), edition, charts.alt)


@pytest.fixture(scope="module")
def report(snapshot) -> Report:
    return made(snapshot)


def refused(page) -> list[str]:
    """What Slack, and its stand-in, would say against a message."""
    uploaded = with_files(page, ["F0123456789"] * len(page.pictures))
    blocks = list(uploaded.blocks)
    too_long = kit.characters(blocks) > kit.MOST_CHARACTERS
    return [*faults(uploaded), *kit.check(blocks, "message"), *(["too long"] if too_long else [])]


def spoken(page) -> str:
    """What somebody reads on the screen: the words without those of the charts."""
    return "\n".join(line for line in page.said.split("\n") if not line.startswith("Chart: "))


def test_the_first_message_is_read_in_a_minute(report):
    """Adults read some 240 words in a minute; the small print is not what they read first."""
    first = digest(report)[0]
    small = [block for block in first.blocks if block["type"] == "context"]
    small_print = " ".join(part["text"] for block in small for part in block["elements"]).split()
    assert len(spoken(first).split()) - len(small_print) <= 200


def test_the_first_message_says_what_was_met_and_what_moved_gravest_first(report):
    said = spoken(digest(report)[0])
    order = [
        "1 of 10 aspirations met; of 12 positions 5 improved, 1 deteriorated",
        "9 of 10 aspirations are not met:",
        "• Public confidence, 8th of 8",
        "1 of 12 positions deteriorated:",
        "5 of 12 positions improved:",
        "1 of 10 aspirations is met:",
        "Each priority follows in the thread",
        "OFFICIAL",
    ]
    assert [said.index(each) for each in order] == sorted(said.index(each) for each in order)


def test_every_sentence_of_the_first_message_can_be_asked_why(report):
    (menu, _) = digest(report)[0].blocks[-1]["elements"]
    options = [each["text"]["text"] for each in menu["options"]]
    assert len(options) == len(report.executive)
    assert options[0] == "9 of 10 aspirations are not met"


def test_the_thread_has_every_priority_in_order_and_every_update_whole(report):
    pages = digest(report)
    titles = [page.said.partition("\n")[0] for page in pages[1:]]
    named = [f"{s.status.priority.number}. {s.status.priority.name}" for s in report.sections]
    assert [each for each in titles if not each.startswith("Continued: ")] == [
        *named,
        "About this digest",
    ]
    thread = "\n".join(page.said for page in pages)
    for section in report.sections:
        for account in section.status.accounts:
            assert account.update.text in thread


def test_every_message_has_the_marking_and_slack_takes_it(report):
    for page in digest(report):
        assert refused(page) == []
        assert "OFFICIAL" in page.said


def test_the_same_report_gives_the_same_messages(snapshot, report):
    assert digest(made(snapshot)) == digest(report)


@pytest.mark.parametrize("count", [1, 60, 2000])
def test_updates_of_any_number_and_length_are_posted_whole(snapshot, count):
    pages = digest(made(snapshot, updates=many(snapshot, count)))
    assert_whole(pages, count)


def many(snapshot, count):
    """So many updates of 3,000 characters, each word of which can be told from all others."""
    first = [each.id for priority in snapshot.plan.priorities for each in priority.commitments]
    units = snapshot.plan.units
    return tuple(
        replace(
            snapshot.updates[0],
            id=f"u{number}",
            commitment=first[number % len(first)],
            unit=units[number % len(units)].id,
            area=units[number % len(units)].area,
            text=marked(number),
            names=(),
        )
        for number in range(count)
    )


def marked(number):
    words = (f"w{number}x{at}{' <&>' if at % 20 == 0 else ''}" for at in range(600))
    text = " ".join(words)[:2990]
    return f"{text.rpartition(' ')[0]} e{number}e"


def assert_whole(pages, count):
    assert all(refused(page) == [] for page in pages)
    read = re.findall(r"\bw\d+x\d+\b|\be\d+e\b", "\n".join(page.said for page in pages))
    due = [word for n in range(count) for word in re.findall(r"\bw\d+x\d+\b|\be\d+e\b", marked(n))]
    assert sorted(read) == sorted(due)


def test_a_priority_whose_updates_do_not_fit_has_them_apart_and_each_says_of_what(snapshot):
    report = made(snapshot, updates=many(snapshot, 60))
    first, *others = section_pages(report, report.sections[0])
    assert "w" + "0x0" not in first.said
    title = "1. More local, visible and accessible policing"
    assert all(page.said.startswith(f"Continued: {title}") for page in others)
    assert others


def test_a_quarter_with_nothing_in_it_has_a_digest(snapshot):
    quarter = Quarter(2021, 4)
    edition = replace(EDITION, quarter=quarter)
    empty = made(
        snapshot,
        edition,
        quarter=quarter,
        figures=(),
        standings=(),
        updates=(),
        missing=tuple(f"Unit {n}: all that it owes" for n in range(24)),
    )
    pages = digest(empty)
    assert all(refused(page) == [] for page in pages)
    assert "24 returns are not in." in pages[0].said
    assert all(f"Unit {n}" in pages[-1].said for n in range(24))


def test_a_quarter_with_nothing_owed_either_says_so(snapshot):
    edition = replace(EDITION, quarter=Quarter(2021, 4))
    bare = made(snapshot, edition, quarter=Quarter(2021, 4), figures=(), standings=(), updates=())
    first = digest(bare)[0]
    assert "Nothing is recorded for 2021/22 Q4." in first.said
    assert refused(first) == []


def test_a_quarter_with_one_unit_has_a_digest(snapshot):
    one = tuple(each for each in snapshot.updates if each.unit == "fcr")
    pages = digest(made(snapshot, figures=(), standings=(), updates=one))
    assert "6 updates from 1 unit" in pages[0].said
    assert all(refused(page) == [] for page in pages)


def test_more_lines_than_the_first_message_holds_go_on_in_the_thread(report):
    finding = report.executive[0]
    long = replace(
        finding, points=tuple(f"measure {n}, {n} of 400 " + "x" * 60 for n in range(300))
    )
    pages = digest(replace(report, executive=(long, *report.executive[1:])))
    assert "288 more in the thread" in pages[0].said
    assert all(refused(page) == [] for page in pages)
    closing = "\n".join(page.said for page in pages[-6:])
    assert all(f"Measure {n}, {n} of 400" in closing for n in range(300))


def test_a_preview_is_the_digest_with_a_line_that_says_so(snapshot):
    edition = Edition(Quarter(2021, 3), 0, datetime(2022, 2, 7, 10, tzinfo=UTC), "", "abc")
    report = made(snapshot, edition)
    for page in digest(report):
        shown = as_preview(page)
        assert shown.blocks[1:] == page.blocks
        assert shown.said.startswith("Preview for you alone")
        assert refused(shown) == []


def test_what_people_wrote_is_not_obeyed(snapshot):
    evil = replace(snapshot.updates[0], text="<!channel> <@U0EDITOR> *bold* <https://x|y> & more")
    pages = digest(made(snapshot, updates=(evil,)))
    assert all(refused(page) == [] for page in pages)
    assert any("<!channel> <@U0EDITOR> *bold*" in page.said for page in pages)
    assert not any("<!channel>" in page.text for page in pages)


def test_notes_to_editors_name_channel_part_and_reason(essex):
    plan, quarter = essex.plan, essex.quarter
    note = refused_note(plan, quarter, "C0PARTNERS", Closed.SHARED)
    said = "was not posted in <#C0PARTNERS>. People of other organisations read there."
    assert said in note.text
    assert said in str(note.blocks)
    gaps = [("4. Violence", Gap.PICTURE), ("5. <Gangs>", Gap.REFUSED)]
    note = gaps_note(plan, quarter, "C0PCP", gaps, unsent=2)
    assert "4. Violence: without its chart" in note.said
    assert "5. <Gangs>: not posted, because Slack would not take it." in note.said
    assert "2 parts not sent" in note.said
    assert "is not whole in <#C0PCP>." in note.text
    assert "5. &lt;Gangs&gt;" in note.text


def test_the_contact_is_told_what_it_comes_to(report):
    note = ready_note(report, "/pcp")
    assert refused(note) == []
    assert "9 of 10 aspirations are not met." in note.said
    assert "type /pcp report 2021/22 Q3" in note.said
