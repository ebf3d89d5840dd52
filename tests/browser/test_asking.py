"""The whole product in a browser: a person asks, the real bot answers, the person presses on."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect


@pytest.fixture(scope="module")
def workspace(whole_office):
    """The workspace with the real bot in it, in place of a scripted one."""
    return whole_office


def ask(page, words):
    page.get_by_test_id("message-box").fill(words)
    page.get_by_test_id("send").click()


def opened(open_page, **size):
    return open_page("as=U0NORTH&channel=C0PCP", **size)


def test_a_lead_asks_for_violence_and_sees_words_table_chart_and_buttons(open_page, office, faults):
    page = opened(open_page)
    ask(page, "/pcp status violence")
    answer = page.get_by_test_id("message").last
    expect(answer).to_contain_text("None of the 3 aspirations is met")
    expect(answer.get_by_role("table")).to_contain_text("Operation MONACO arrests")
    picture = answer.get_by_role("img").first
    expect(picture).to_be_visible()
    assert picture.evaluate("image => image.decode().then(() => image.naturalWidth)") == 1440
    assert faults == []


def test_a_choice_is_pressed_on_a_phone_and_answered(open_page, office, faults):
    page = opened(open_page, width=360, height=740)
    ask(page, "/pcp status rape")
    page.get_by_role("button", name="Priority 6").click()
    expect(page.get_by_test_id("message").last).to_contain_text("2021/22 Q3")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert faults == []
