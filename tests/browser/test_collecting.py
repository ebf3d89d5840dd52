"""A quarter lived in the browser: time is moved, a reminder comes, a form and a reply answer it."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from app import build
from cli import PracticeClock
from practice import server
from settings import Settings
from tests.conftest import ROOT, Office


@pytest.fixture(scope="module")
def workspace(tmp_path_factory, sqlite, essex):
    """The workspace on the day before 2021/22 Q4 opens, with the bot that `make run` starts."""
    running = server.start(ROOT / "manifest.yml", ROOT / "practice" / "workspace.yml")
    settings = Settings(
        bot_token=running.bot_token,
        app_token=running.app_token,
        slack_api_url=f"{running.url}/api/",
        database_url=sqlite.like("essex", essex.fill, tmp_path_factory.mktemp("lived")),
        renderers=1,
    )
    house = build(settings, "essex", PracticeClock(running.url).now, pace=60)
    house.start()
    yield Office(running.url, house)
    house.stop()
    running.stop()


def test_a_reminder_comes_is_answered_by_form_and_by_reply_and_shows_on_the_board(
    open_page, workspace, faults
):
    page = open_page("as=U0WEST&channel=D0WEST")
    page.get_by_test_id("clock").click()
    page.get_by_role("button", name="Next morning 09:00").click()
    reminder = page.get_by_test_id("message").filter(has_text="Your return: January to March 2022")
    expect(reminder).to_be_visible(timeout=15_000)

    reminder.get_by_role("button", name="Write update").click()
    modal = page.get_by_test_id("modal")
    expect(modal).to_contain_text("Page 1 of 1", timeout=10_000)
    modal.get_by_label("Officers on Operation CLAYMORE").fill("~60")
    page.get_by_test_id("modal-submit").click()
    expect(modal).to_contain_text("write the number")
    modal.get_by_label("Officers on Operation CLAYMORE").fill("60")
    page.get_by_test_id("modal-submit").click()
    expect(modal).to_contain_text("Operation CLAYMORE: 60")
    page.get_by_test_id("modal-submit").click()
    receipt = page.get_by_test_id("message").filter(has_text="Received: West LPA")
    expect(receipt).to_be_visible(timeout=10_000)

    workspace.message("U0FCR", "999 calls 85,100. Steady.", "D0FCR", thread=first_told(workspace))
    workspace.answer(
        "U0FCR", "D0FCR", lambda m: "85,100" in m["text"], thread=first_told(workspace)
    )

    workspace.command("U0EDITOR", "/pcp progress")
    board = workspace.answer("U0EDITOR", "D0EDITOR", lambda m: "West LPA command" in m["text"])
    assert "partly in" in board["text"]
    assert faults == []


def first_told(workspace):
    """The thread of the first thing that the control room's lead was told."""
    told = workspace.until(
        lambda: [m for m in workspace.seen("U0FCR", "D0FCR") if m["is_bot"]], seconds=15
    )
    return told[0]["ts"]
