"""What messages look like: mrkdwn, blocks and what can be pressed in them."""

from __future__ import annotations

import time

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

DRAWN = """async (text) => {
  const { mrkdwn } = await import("/static/mrkdwn.js");
  const names = {
    person: (id) => ({ U0NORTH: "Amara Okafor" })[id],
    channel: (id) => ({ C0PCP: "pcp" })[id],
  };
  const root = document.createElement("div");
  root.append(...mrkdwn(text, names));
  return root.innerHTML;
}"""
LINK = '<a href="https://a.uk/?b=1&amp;c=2" target="_blank" rel="noopener noreferrer">{}</a>'


@pytest.fixture(scope="module")
def drawing(desktop, workspace):
    page = desktop.page(0, workspace.url)
    return lambda text: page.evaluate(DRAWN, text)


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("*bold* _leaning_ ~gone~", "<p><strong>bold</strong> <em>leaning</em> <s>gone</s></p>"),
        ("*_both_*", "<p><strong><em>both</em></strong></p>"),
        ("calls_999_total 2*3*4", "<p>calls_999_total 2*3*4</p>"),
        ("* not bold*", "<p>* not bold*</p>"),
        ("`*code* &lt;`", "<p><code>*code* &lt;</code></p>"),
        ("```\na *b*\n```", '<pre tabindex="0"><code>a *b*</code></pre>'),
        ("a &amp; b &lt;i&gt; &amp;lt;", "<p>a &amp; b &lt;i&gt; &amp;lt;</p>"),
        ("one\ntwo\n\nthree", "<p>one<br>two</p><p>three</p>"),
        ("• one\n• two", "<ul><li>one</li><li>two</li></ul>"),
        ("4. four\n5. five", '<ol start="4"><li>four</li><li>five</li></ol>'),
        ("&gt; said\n&gt; twice", "<blockquote><p>said<br>twice</p></blockquote>"),
        ("<https://a.uk/?b=1&amp;c=2|here>", f"<p>{LINK.format('here')}</p>"),
        ("<https://a.uk/?b=1&amp;c=2>", f"<p>{LINK.format('https://a.uk/?b=1&amp;c=2')}</p>"),
        ("<javascript:alert(1)|here>", "<p><span>here</span></p>"),
        ("<@U0NORTH>", '<p><span class="mention">@Amara Okafor</span></p>'),
        ("<#C0PCP|>", '<p><span class="mention">#pcp</span></p>'),
        ("<#C0HIDDEN|>", '<p><span class="mention">#a private channel</span></p>'),
        ("<!here>", '<p><span class="mention">@here</span></p>'),
        ("<!date^soon^{date}|in time>", "<p><span>in time</span></p>"),
    ],
)  # fmt: skip
def test_mrkdwn_is_drawn(drawing, text, html):
    assert drawing(text) == html


def test_a_date_is_drawn_in_words(drawing):
    drawn = drawing("<!date^1640260800^on {date_long}|then>")
    assert (
        drawn
        == '<p><time datetime="2021-12-23T12:00:00.000Z">on Thursday 23 December 2021</time></p>'
    )


def test_long_hostile_mrkdwn_is_drawn_at_once(drawing):
    text = "*_~`<" * 4_000 + "*a" * 4_000 + "<" * 4_000
    started = time.monotonic()
    assert drawing(text).endswith("a" + "&lt;" * 4_000 + "</p>")
    assert time.monotonic() - started < 30  # at once, but for a machine that does other things


def plain(text):
    return {"type": "plain_text", "text": text}


def cell(text):
    return {"type": "raw_text", "text": text}


def option(text):
    return {"text": plain(text), "value": text.lower()}


def button(text, **more):
    return {"type": "button", "action_id": text.lower(), "value": text, "text": plain(text), **more}


def chooser(type, *words, **more):
    return {"type": type, "action_id": "go", "options": [option(each) for each in words], **more}


@pytest.fixture
def shown(open_page, bot):
    """Post blocks and find the message in the page."""

    def show(*blocks):
        ts = bot.web.chat_postMessage(channel="C0PCP", text="blocks", blocks=blocks)["ts"]
        page = open_page("as=U0NORTH&channel=C0PCP")
        return page.locator(f"[data-ts='{ts}']")

    return show


def clicked(bot):
    return next(each for each in bot.received if each["type"] == "block_actions")["actions"][0]


def test_what_people_write_is_never_markup(open_page):
    page = open_page("as=U0NORTH&channel=C0PCP")
    page.get_by_test_id("message-box").fill("<img src=x onerror=alert(1)> <b>hello</b> <!channel>")
    page.get_by_test_id("send").click()
    said = page.get_by_test_id("message").last.locator("p")
    expect(said).to_have_text("<img src=x onerror=alert(1)> <b>hello</b> <!channel>")
    expect(said.locator("*")).to_have_count(0)


def test_a_table_has_headings_for_columns_and_rows(shown):
    rows = [[cell("Metric"), cell("Q3")], [cell("Homicide"), cell("5")]]
    message = shown({"type": "table", "rows": rows, "column_settings": [{}, {"align": "right"}]})
    expect(message.locator("th[scope=col]")).to_have_text(["Metric", "Q3"])
    expect(message.locator("th[scope=row]")).to_have_text(["Homicide"])
    expect(message.locator("td")).to_have_css("text-align", "right")


def test_blocks_of_every_kind_are_drawn(shown):
    rich = {"type": "text", "text": "rich", "style": {"bold": True}}
    message = shown(
        {"type": "header", "text": plain("A heading")},
        {"type": "section", "fields": [plain("one"), plain("two")]},
        {"type": "divider"},
        {"type": "context", "elements": [plain("a note")]},
        {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": [rich]}]},
        {"type": "markdown", "text": "## Below\n**strong** [words](https://a.uk)"},
    )  # fmt: skip
    expect(message.get_by_role("heading", name="A heading")).to_be_visible()
    expect(message.locator(".fields > div")).to_have_text(["one", "two"])
    expect(message.get_by_role("separator")).to_be_visible()
    expect(message.get_by_text("a note")).to_be_visible()
    expect(message.locator("strong", has_text="rich")).to_be_visible()
    expect(message.get_by_role("heading", name="Below")).to_be_visible()
    expect(message.get_by_role("link", name="words")).to_have_attribute("href", "https://a.uk/")


def test_a_pressed_button_reaches_the_bot(shown, bot):
    message = shown({"type": "actions", "elements": [button("Standings"), button("Updates")]})
    with message.page.expect_response("**/practice/click"):
        message.get_by_role("button", name="Updates").click()
    assert clicked(bot)["action_id"] == "updates"
    assert clicked(bot)["value"] == "Updates"


def test_a_button_that_asks_first_acts_only_on_yes(shown, bot):
    words = {"title": "Sure?", "text": "It goes", "confirm": "Go", "deny": "Stay"}
    question = {name: plain(text) for name, text in words.items()}
    message = shown({"type": "actions", "elements": [button("Delete", confirm=question)]})
    message.get_by_role("button", name="Delete").click()
    asked = message.page.get_by_role("dialog", name="Sure?")
    asked.get_by_role("button", name="Stay").click()
    expect(asked).to_be_hidden()
    assert bot.received == []
    message.get_by_role("button", name="Delete").click()
    with message.page.expect_response("**/practice/click"):
        asked.get_by_role("button", name="Go").click()
    assert clicked(bot)["action_id"] == "delete"


def test_a_choice_reaches_the_bot(shown, bot):
    choice = chooser("static_select", "Roads", "Rural", placeholder=plain("Another"))
    message = shown({"type": "actions", "elements": [choice]})
    with message.page.expect_response("**/practice/click"):
        message.get_by_label("Another").select_option("Rural")
    assert clicked(bot)["selected_option"]["value"] == "rural"


def test_walking_through_choices_by_keyboard_chooses_on_enter(shown, bot):
    choice = chooser("radio_buttons", "A", "B", "C")
    message = shown({"type": "section", "text": plain("Which?"), "accessory": choice})
    message.get_by_role("radio", name="A").focus()
    message.page.keyboard.press("ArrowDown")
    message.page.keyboard.press("ArrowDown")
    with message.page.expect_response("**/practice/click"):
        message.page.keyboard.press("Enter")
    assert [each["actions"][0]["selected_option"]["value"] for each in bot.received] == ["c"]


def test_an_overflow_menu_works_by_keyboard(shown, bot):
    overflow = chooser("overflow", "Share", "Hide")
    message = shown({"type": "section", "text": plain("An answer"), "accessory": overflow})
    message.get_by_role("button", name="More choices").press("Enter")
    expect(message.get_by_role("menuitem", name="Share")).to_be_focused()
    message.page.keyboard.press("ArrowDown")
    with message.page.expect_response("**/practice/click"):
        message.page.keyboard.press("Enter")
    assert clicked(bot)["selected_option"]["value"] == "hide"
    expect(message.get_by_role("button", name="More choices")).to_be_focused()


def test_an_updated_message_keeps_focus_where_it_was(shown, bot):
    message = shown({"type": "actions", "elements": [button("Standings"), button("Updates")]})
    message.get_by_role("button", name="Updates").focus()
    ts = message.get_attribute("data-ts")
    now = {"type": "section", "text": plain("Now")}
    blocks = [now, {"type": "actions", "elements": [button("Updates")]}]
    bot.web.chat_update(channel="C0PCP", ts=ts, text="blocks", blocks=blocks)
    expect(message).to_contain_text("Now")
    expect(message.get_by_role("button", name="Updates")).to_be_focused()
