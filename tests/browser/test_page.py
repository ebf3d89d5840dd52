"""The page as a person meets it: landmarks, names, contrast, going about, writing."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

NAMED_ROLES = {
    *("button", "link", "textbox", "combobox", "checkbox", "radio", "menuitem"),
    *("dialog", "region", "navigation", "complementary", "image", "Date"),
}
CONTRAST = """() => {
  const channels = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const linear = (c) => (c /= 255) <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  const light = ([r, g, b]) => 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
  const ground = (node) => {
    for (let at = node; at; at = at.parentElement) {
      const colour = channels(getComputedStyle(at).backgroundColor);
      if (colour.length === 3 || colour[3] === 1) return colour;
    }
    return [255, 255, 255];
  };
  const faint = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || !node.checkVisibility()) continue;
    const pair = [light(channels(getComputedStyle(node).color)), light(ground(node))];
    const ratio = (Math.max(...pair) + 0.05) / (Math.min(...pair) + 0.05);
    if (ratio < 4.5) faint.push(`${ratio.toFixed(2)} ${walker.currentNode.data.trim()}`);
  }
  return faint;
}"""
ANSWER = [
    {"type": "header", "text": {"type": "plain_text", "text": "Serious violence"}},
    {"type": "section", "text": {"type": "mrkdwn", "text": "*None* of 3 aspirations is met."}},
    {
        "type": "table",
        "rows": [
            [{"type": "raw_text", "text": "Metric"}, {"type": "raw_text", "text": "Q3"}],
            [{"type": "raw_text", "text": "Homicide"}, {"type": "raw_text", "text": "5"}],
        ],
    },
    {
        "type": "actions",
        "elements": [
            {
                "type": "button",
                "action_id": "standings",
                "style": "primary",
                "text": {"type": "plain_text", "text": "Standings"},
            },
            {
                "type": "static_select",
                "action_id": "priority",
                "placeholder": {"type": "plain_text", "text": "Another priority"},
                "options": [{"text": {"type": "plain_text", "text": "Roads"}, "value": "roads"}],
            },
        ],
    },
    {"type": "context", "elements": [{"type": "mrkdwn", "text": "Provisional. OFFICIAL"}]},
]


def write(page, text):
    page.get_by_test_id("message-box").fill(text)
    page.get_by_test_id("send").click()


def unnamed(page):
    tree = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")
    return [
        node["role"]["value"]
        for node in tree["nodes"]
        if not node["ignored"]
        and node["role"]["value"] in NAMED_ROLES
        and not node.get("name", {}).get("value", "").strip()
    ]


@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_everything_has_a_name_and_enough_contrast(open_page, bot, faults, width, scheme):
    bot.web.chat_postMessage(channel="C0PCP", text="an answer", blocks=ANSWER)
    page = open_page("as=U0NORTH&channel=C0PCP", width=width, scheme=scheme)
    expect(page.get_by_role("heading", name="Serious violence").last).to_be_visible()
    assert unnamed(page) == []
    assert page.evaluate(CONTRAST) == []
    assert faults == []


@pytest.mark.parametrize("width", [1280, 360])
def test_the_page_has_its_landmarks_and_one_first_heading(open_page, width):
    page = open_page("as=U0NORTH&channel=C0PCP", width=width)
    expect(page).to_have_title(re.compile("PCP bot practice workspace"))
    expect(page.get_by_role("heading", level=1)).to_have_text("PCP bot practice workspace")
    expect(page.get_by_role("banner")).to_contain_text("This is not Slack")
    expect(page.get_by_role("main")).to_be_visible()
    page.get_by_role("button", name="Menu").click() if width < 700 else None
    expect(page.get_by_role("navigation", name="Conversations")).to_be_visible()


def test_nothing_is_wider_than_a_phone(open_page, bot):
    wide = [{"type": "raw_text", "text": f"A heading {n}"} for n in range(12)]
    bot.web.chat_postMessage(
        channel="C0PCP", text="wide", blocks=[{"type": "table", "rows": [wide, wide]}]
    )
    page = open_page("as=U0NORTH&channel=C0PCP", width=360)
    expect(page.get_by_role("table").last).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == 360


def test_a_message_is_sent_seen_and_announced(open_page):
    page, other = (open_page(f"as={who}&channel=C0PCP") for who in ("U0NORTH", "U0SOUTH"))
    expect(other.locator("#hint")).to_be_visible()  # it has looked, and nothing was said yet
    write(page, "Good morning from the north")
    expect(page.get_by_test_id("message").last).to_contain_text("Amara Okafor")
    expect(other.get_by_test_id("message").last).to_contain_text("Good morning from the north")
    expect(other.locator("#announcer")).to_contain_text("Amara Okafor: Good morning")


def test_enter_sends_and_shift_with_enter_does_not(open_page):
    page = open_page("as=U0NORTH&channel=C0PCP")
    box = page.get_by_test_id("message-box")
    box.press_sequentially("one")
    box.press("Shift+Enter")
    box.press_sequentially("two")
    box.press("Enter")
    expect(page.get_by_test_id("message").last.locator("p")).to_have_text("onetwo")
    expect(box).to_have_value("")
    expect(box).to_be_focused()


def test_a_command_that_fails_is_given_back_with_the_reason(open_page, workspace):
    page = open_page("as=U0NORTH&channel=C0PCP")
    write(page, "/nonsense now")
    expect(page.get_by_role("alert").filter(visible=True)).to_contain_text("not a valid command")
    expect(page.get_by_test_id("message-box")).to_have_value("/nonsense now")


def test_a_command_reaches_the_bot_as_it_was_typed(open_page, bot):
    bot.answers.append(lambda payload: {"text": f"I heard {payload['text']}"})
    page = open_page("as=U0NORTH&channel=C0PCP")
    write(page, "/pcp status violence")
    heard = page.get_by_test_id("message").filter(has_text="I heard status violence")
    expect(heard).to_contain_text("Only visible to you")
    assert bot.received[0]["user_id"] == "U0NORTH"


def test_what_one_person_alone_may_see_is_not_shown_to_another(open_page, bot):
    bot.web.chat_postEphemeral(channel="C0PCP", user="U0NORTH", text="for your eyes")
    bot.web.chat_postMessage(channel="C0PCP", text="for everybody")
    page = open_page("as=U0NORTH&channel=C0PCP")
    expect(page.get_by_test_id("message").filter(has_text="for your eyes")).to_be_visible()
    page.get_by_test_id("act-as").select_option("U0SOUTH")
    expect(page.get_by_test_id("message").filter(has_text="for everybody").last).to_be_visible()
    expect(page.get_by_test_id("message").filter(has_text="for your eyes")).to_have_count(0)


def test_a_private_channel_is_listed_for_its_members_only(open_page):
    page = open_page("as=U0CHIEF&channel=C0CHIEFS")
    expect(page.locator("#where")).to_have_text("#chief-officers")
    page.get_by_test_id("act-as").select_option("U0NORTH")
    expect(page.get_by_test_id("conversation-C0PCP")).to_be_visible()
    expect(page.get_by_test_id("conversation-C0CHIEFS")).to_have_count(0)


def test_an_archived_channel_has_no_box_to_write_in(open_page):
    page = open_page("as=U0EDITOR&channel=C0OLDBOARD")
    expect(page.locator("#about")).to_contain_text("Archived")
    expect(page.get_by_test_id("message-box")).to_be_hidden()


def test_an_empty_channel_says_what_to_try_until_something_is_said(open_page):
    page = open_page("as=U0NORTH&channel=C0NORTHLPA")
    expect(page.get_by_test_id("hint")).to_contain_text("/pcp status violence")
    page.get_by_test_id("message-box").fill("Good morning")
    page.get_by_test_id("send").click()
    expect(page.get_by_test_id("message").last).to_contain_text("Good morning")
    expect(page.get_by_test_id("hint")).to_be_hidden()


def test_the_bot_is_invited_by_typing_it(open_page):
    page = open_page("as=U0NORTH&channel=C0PCP")
    page.get_by_test_id("conversation-C0GENERAL").click()
    expect(page.locator("#about")).to_contain_text("the bot is not a member")
    page.get_by_test_id("message-box").fill("/invite @PCP bot")
    page.get_by_test_id("send").click()
    expect(page.get_by_test_id("message").last).to_contain_text("PCP bot was added")
    expect(page.locator("#about")).not_to_contain_text("not a member")


def test_the_address_follows_where_the_person_goes_and_back(open_page):
    page = open_page("as=U0NORTH&channel=C0PCP")
    page.get_by_test_id("conversation-C0GENERAL").click()
    expect(page.locator("#where")).to_have_text("#general")
    assert page.url.endswith("#as=U0NORTH&channel=C0GENERAL")
    page.go_back()
    expect(page.locator("#where")).to_have_text("#pcp")


def test_a_thread_is_opened_answered_and_closed_by_keyboard(open_page, bot):
    bot.web.chat_postMessage(channel="C0NORTHLPA", text="what did you do?")
    page = open_page("as=U0NORTH&channel=C0NORTHLPA")
    page.get_by_test_id("message").last.get_by_role("button", name="Actions").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    reply = page.get_by_test_id("reply-box")
    expect(reply).to_be_focused()
    page.keyboard.type("we patrolled")
    page.keyboard.press("Enter")
    expect(page.get_by_test_id("thread").get_by_test_id("message").last).to_contain_text(
        "we patrolled"
    )
    expect(page.get_by_test_id("messages").get_by_role("button", name="1 reply")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_test_id("thread")).to_be_hidden()
    expect(page.locator("#replies li")).to_have_count(0)


def test_on_a_phone_the_menu_opens_over_the_page_and_closes_again(open_page):
    page = open_page("as=U0NORTH&channel=C0PCP", width=360, height=740)
    expect(page.get_by_test_id("act-as")).to_be_hidden()
    page.get_by_role("button", name="Menu").press("Enter")
    expect(page.get_by_test_id("act-as")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Menu")).to_be_focused()
    expect(page.get_by_test_id("act-as")).to_be_hidden()


def test_app_home_says_so_while_the_bot_shows_nothing(open_page):
    page = open_page("as=U0WEST&home=1")
    expect(page.get_by_test_id("home-view")).to_contain_text("has not shown anything")


def test_app_home_shows_what_the_bot_publishes(open_page, bot):
    page = open_page("as=U0NORTH&channel=C0PCP")
    page.get_by_test_id("home").click()
    expect(page.locator("#where")).to_have_text("App Home")
    bot.web.views_publish(user_id="U0NORTH", view={"type": "home", "blocks": ANSWER[:2]})
    expect(page.get_by_test_id("home-view")).to_contain_text("Serious violence")


def test_a_long_answer_is_shown_from_its_beginning(open_page, bot):
    page = open_page("as=U0NORTH&channel=C0PCP", width=360, height=740)
    expect(page.locator("#where")).to_have_text("#pcp")
    bot.web.chat_postMessage(channel="C0PCP", text="\n".join(["first line", *"abcdefgh" * 12]))
    answer = page.get_by_test_id("message").filter(has_text="first line")
    expect(answer).to_be_in_viewport()
    below = answer.bounding_box()["y"] - page.locator("#stream").bounding_box()["y"]
    assert 0 <= below < 30
