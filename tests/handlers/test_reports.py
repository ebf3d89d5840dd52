"""A report asked for in Slack: its files where it was asked, or why not and how to get them."""

from __future__ import annotations

from concurrent.futures import Future
from datetime import UTC, datetime
from urllib.request import urlopen

import pytest

from bot.charts import Picture
from bot.documents import Documents
from bot.quarter import Quarter
from storage.snapshots import publish

Q3 = Quarter(2021, 3)
LEAD, EDITOR = "U0NORTH", "U0EDITOR"
SLOW = 120
ENDINGS = [".pdf", ".html", ".xlsx"]


@pytest.fixture
def published(quarterly):
    """The morning after 2021/22 Q3 was published."""
    with quarterly.house.rooms.store.write() as session:
        publish(session, "essex", Q3, "priya", datetime(2022, 3, 30, 9, tzinfo=UTC))
    return quarterly


@pytest.fixture
def rooms_with(quarterly):
    """Put something else into what the doors are handed."""
    rooms = quarterly.house.rooms
    before = {name: getattr(rooms, name) for name in ("draw", "print")}

    def change(**new):
        for name, value in new.items():
            object.__setattr__(rooms, name, value)

    yield change
    quarterly.quiet(SLOW)
    change(**before)


def printed(report, _) -> Future:
    """The names of a report's files with nothing in them: no test but the first reads them."""
    promise: Future = Future()
    preview = "preview" if report.edition.is_preview else f"v{report.edition.number}"
    content = f"{preview} {report.quarter.label}".encode()
    stem = f"essex-2021-22-Q3-{preview}"
    promise.set_result(Documents(stem, "Report", content, content, content, {}))
    return promise


@pytest.fixture(autouse=True)
def _quickly(request, rooms_with):
    if "really" not in request.fixturenames:
        rooms_with(print=printed, draw=lambda _: drawn_blank())


def drawn_blank() -> Future:
    promise: Future = Future()
    promise.set_result(Picture(b"png", "alt", 1, 1))
    return promise


@pytest.fixture
def really():
    """With the press and the studio of the house."""


def files_in(office, who, channel, thread=None):
    """The names of the files there, once the last of them has come."""

    def look():
        found = [f for m in office.seen(who, channel, thread) for f in m["files"]]
        return found if len(found) == len(ENDINGS) else None

    return office.until(look, SLOW)


def threaded(office, who, channel):
    """The report's message in a channel, waited for."""
    return office.answer(who, channel, lambda m: "Report: " in m["text"], SLOW)


def content(office, file) -> bytes:
    with urlopen(office.url + file["url"], timeout=10) as answer:
        return answer.read()


def test_the_files_of_what_is_published_come_where_it_was_asked(really, published):
    said = published.command(LEAD, "/pcp report Q3")
    assert said is not None
    message = threaded(published, LEAD, "C0PCP")
    assert "October to December 2021 (2021/22 Q3)" in message["text"]
    assert "1 of 10 aspirations met" in message["text"]
    assert "Edition 1, published by Priya Nair" in message["text"]
    files = files_in(published, LEAD, "C0PCP", message["ts"])
    assert [each["name"] for each in files] == [f"essex-2021-22-Q3-v1{e}" for e in ENDINGS]
    assert content(published, files[0]).startswith(b"%PDF")
    assert b"<title>Essex Police: Police and Crime Plan, 2021/22 Q3" in content(published, files[1])


def test_without_a_quarter_the_newest_that_is_published_is_meant(published):
    published.message(LEAD, "report", published.direct(LEAD))
    files = files_in(published, LEAD, published.direct(LEAD))
    assert files[0]["name"] == "essex-2021-22-Q3-v1.pdf"


def test_private_is_for_the_asker_alone(published):
    published.command(LEAD, "/pcp report Q3 private")
    assert files_in(published, LEAD, published.direct(LEAD))
    assert not [m for m in published.seen(LEAD, "C0PCP") if "Report: " in m["text"]]


def test_what_is_not_published_is_not_given_to_everybody(quarterly):
    quarterly.message(LEAD, "report Q3", quarterly.direct(LEAD))
    answer = quarterly.answer(LEAD, quarterly.direct(LEAD))
    assert "is not published yet" in answer["text"]
    assert not quarterly.log("files.getUploadURLExternal")


def test_editors_get_a_preview_that_says_so_and_never_in_a_channel(quarterly):
    quarterly.command(EDITOR, "/pcp report Q3")
    files = files_in(quarterly, EDITOR, quarterly.direct(EDITOR))
    assert files[0]["name"] == "essex-2021-22-Q3-preview.pdf"
    assert content(quarterly, files[1]) == b"preview 2021/22 Q3"
    assert not [m for m in quarterly.seen(EDITOR, "C0PCP") if "Report: " in m["text"]]


def test_an_edition_that_is_not_there_is_said_to_be_missing(published):
    published.message(LEAD, "report Q3 v7", published.direct(LEAD))
    answer = published.answer(LEAD, published.direct(LEAD))
    assert answer["text"] == "2021/22 Q3 has no edition 7; there is v1."


def test_an_earlier_edition_is_still_to_be_had(published):
    with published.house.rooms.store.write() as session:
        published_again(session)
    published.message(LEAD, "report Q3 v1", published.direct(LEAD))
    files = files_in(published, LEAD, published.direct(LEAD))
    assert files[0]["name"] == "essex-2021-22-Q3-v1.pdf"


def published_again(session):
    from sqlalchemy import insert, select  # noqa: PLC0415

    from storage.tables_publishing import EditionRow  # noqa: PLC0415

    table = EditionRow.__table__
    row = session.execute(select(table).where(table.c.plan == "essex")).mappings().one()
    session.execute(insert(table).values(**{**row, "number": 2}))


def test_a_file_that_slack_will_not_take_is_named_and_the_others_come(published):
    published.fault("files.getUploadURLExternal", "error", error="file_type_not_allowed", times=1)
    published.command(LEAD, "/pcp report Q3")
    message = threaded(published, LEAD, "C0PCP")
    told = published.answer(
        LEAD, "C0PCP", lambda m: "Slack did not take" in m["text"], SLOW, message["ts"]
    )
    assert "essex-2021-22-Q3-v1.pdf (file_type_not_allowed)" in told["text"]
    assert "pcp report 2021/22-Q3 --version 1 --out DIR" in told["text"]
    names = [f["name"] for m in published.seen(LEAD, "C0PCP", message["ts"]) for f in m["files"]]
    assert names == ["essex-2021-22-Q3-v1.html", "essex-2021-22-Q3-v1.xlsx"]
    editors = published.answer(
        EDITOR, "C0PERFORMANCE", lambda m: "went out incomplete" in m["text"], SLOW
    )
    assert "file_type_not_allowed" in editors["text"]


def failing(*_):
    promise: Future = Future()
    promise.set_exception(RuntimeError("no ink"))
    return promise


def test_a_chart_that_cannot_be_drawn_is_named_and_the_report_comes(published, rooms_with):
    rooms_with(draw=failing)
    published.message(LEAD, "report Q3", published.direct(LEAD))
    assert files_in(published, LEAD, published.direct(LEAD))
    told = published.answer(LEAD, published.direct(LEAD), lambda m: "A chart" in m["text"])
    assert "A chart could not be drawn: 1 of 10 aspirations met." in told["text"]


def test_a_report_that_cannot_be_made_says_how_else_to_get_it(published, rooms_with):
    rooms_with(print=failing)
    published.message(LEAD, "report Q3", published.direct(LEAD))
    told = published.answer(LEAD, published.direct(LEAD), seconds=SLOW)
    assert "could not be made" in told["text"]
    assert "pcp report 2021/22-Q3 --out DIR" in told["text"]
