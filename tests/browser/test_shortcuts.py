"""Shortcuts: what the app offers on messages, and everywhere."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("width", [1280, 360])
def test_a_shortcut_on_a_message_reaches_the_bot_with_the_message(open_page, bot, width):
    said = bot.web.chat_postMessage(channel="C0PCP", text="Four arrests in Colchester")
    page = open_page("as=U0NORTH&channel=C0PCP", width=width, height=640)
    menu = page.get_by_test_id("message").get_by_role("button", name="Actions for the message")
    menu.press("Enter")
    expect(page.get_by_role("menuitem")).to_have_text(["Reply in thread", "Pin for later"])
    expect(page.get_by_role("menu").filter(visible=True)).to_be_in_viewport(ratio=1)
    page.keyboard.press("ArrowDown")
    with page.expect_response("**/practice/shortcut"):
        page.keyboard.press("Enter")
    [asked] = bot.received
    assert (asked["type"], asked["callback_id"]) == ("message_action", "keep")
    assert (asked["user"]["id"], asked["message"]["ts"]) == ("U0NORTH", said["ts"])
    expect(menu).to_be_focused()


def test_a_shortcut_for_everywhere_stands_at_the_message_box(open_page, bot):
    page = open_page("as=U0NORTH&channel=C0PCP", width=360, height=640)
    page.get_by_role("button", name="Shortcuts").click()
    expect(page.get_by_role("menu").filter(visible=True)).to_be_in_viewport(ratio=1)
    with page.expect_response("**/practice/shortcut"):
        page.get_by_role("menuitem", name="Begin anew").click()
    [asked] = bot.received
    assert (asked["type"], asked["callback_id"]) == ("shortcut", "begin")
