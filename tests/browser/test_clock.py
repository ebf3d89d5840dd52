"""The clock of the page: what it shows, and how it is moved."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from playwright.sync_api import expect

from practice.client import Client
from practice.clock import ZONE, in_words

pytestmark = pytest.mark.browser


@pytest.fixture
def monday(workspace):
    """Ten o'clock of a Monday to come, to which the clock was moved."""
    client = Client(workspace.url)
    now = datetime.fromisoformat(client.get("clock")["now"]).astimezone(ZONE)
    to_come = (now + timedelta(days=7 - now.weekday())).replace(hour=10, minute=0, second=0)
    client.post("clock", now=to_come.isoformat())
    return to_come


@pytest.fixture
def say(workspace):
    return Client(workspace.url).person("U0WEST").say


def panel(page):
    page.get_by_role("button", name="Practice clock").click()
    return page.get_by_test_id("clock-panel")


def test_the_clock_is_moved_by_keyboard_and_what_it_shows_is_said(open_page, monday):
    page = open_page("as=U0NORTH&channel=C0PCP")
    clock = page.get_by_test_id("clock")
    expect(clock).to_have_text(f"Practice clock: {in_words(monday)}")
    clock.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="+1 hour")).to_be_focused()
    page.keyboard.press("Enter")
    shown = in_words(monday + timedelta(hours=1))
    expect(clock).to_have_text(f"Practice clock: {shown}")
    expect(page.locator("#announcer")).to_have_text(f"The practice clock shows {shown}")
    page.keyboard.press("Escape")
    expect(clock).to_be_focused()
    expect(clock).to_have_attribute("aria-expanded", "false")
    expect(page.get_by_test_id("clock-panel")).to_be_hidden()


@pytest.mark.parametrize(
    ("button", "days", "hour"), [("+1 day", 1, 10), ("Next morning 09:00", 1, 9)]
)
def test_messages_of_two_days_stand_under_two_dates(open_page, monday, say, button, days, hour):
    say("C0PCP", "before")
    page = open_page("as=U0NORTH&channel=C0PCP")
    say("C0PCP", "on Monday")
    panel(page).get_by_role("button", name=button).click()
    later = (monday + timedelta(days=days)).replace(hour=hour)
    expect(page.get_by_test_id("clock")).to_contain_text(in_words(later))
    say("C0PCP", "later")
    dates = [in_words(each).partition(",")[0] for each in (monday, later)]
    expect(page.locator(".day")).to_have_text(dates)
    expect(page.get_by_test_id("message").last.get_by_role("time")).to_have_text(f"{later:%H:%M}")
    page.get_by_test_id("clock").click()


def test_the_clock_is_set_to_a_date_and_time_but_never_back(open_page, monday):
    page = open_page("as=U0NORTH&channel=C0PCP")
    moving = panel(page)
    field = moving.get_by_label("Date and time")
    expect(field).to_have_value(f"{monday:%Y-%m-%d}T11:00")
    friday = monday + timedelta(days=4)
    field.fill(f"{friday:%Y-%m-%dT%H:%M}")
    field.press("Enter")
    expect(page.get_by_test_id("clock")).to_contain_text(in_words(friday))
    field.fill(f"{monday:%Y-%m-%dT%H:%M}")
    moving.get_by_role("button", name="Go").click()
    expect(moving.get_by_role("alert")).to_contain_text(f"cannot go back: it is {in_words(friday)}")
    page.keyboard.press("Escape")


@pytest.mark.parametrize("width", [1280, 360])
def test_the_open_clock_covers_nothing(open_page, bot, say, width):
    for n in range(12):
        say("C0PCP", f"message {n}")
    page = open_page("as=U0NORTH&channel=C0PCP", width=width, height=640)
    moving = panel(page)
    edge = page.get_by_role("main").bounding_box()["y"]
    for control in moving.locator("button, input").all():
        box = control.bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width
        assert box["y"] + box["height"] <= edge
    expect(page.get_by_test_id("messages").get_by_text("message 11")).to_be_in_viewport(ratio=1)
    expect(page.get_by_test_id("send")).to_be_in_viewport(ratio=1)
    assert page.evaluate("document.documentElement.scrollWidth") == width
    page.keyboard.press("Escape")
