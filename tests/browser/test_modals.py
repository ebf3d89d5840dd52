"""Modals: opened by the bot, filled in, refused, updated, sent and closed."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from practice.client import Client

pytestmark = pytest.mark.browser


def plain(text):
    return {"type": "plain_text", "text": text}


def option(text):
    return {"text": plain(text), "value": text.lower()}


def field(id, label, type, *, optional=False, **more):
    return {
        "type": "input",
        "block_id": id,
        "label": plain(label),
        "optional": optional,
        "element": {"type": type, "action_id": "value", **more},
    }


OPEN_VIEW = """async () => {
  const response = await fetch("/practice/view?as=U0NORTH");
  return (await response.json()).id;
}"""
CHOICES = [option("Roads"), option("Rural")]
FORM = [
    {"type": "section", "block_id": "intro", "text": plain("Quarter 3")},
    field("said", "What was done", "plain_text_input", multiline=True),
    field("arrests", "Arrests", "number_input", is_decimal_allowed=False, optional=True),
    field("priority", "Priority", "static_select", options=CHOICES),
    field("began", "Date it began", "datepicker", optional=True),
    field("state", "State", "radio_buttons", options=CHOICES, optional=True),
    field("also", "Applies to", "checkboxes", options=CHOICES, optional=True),
    field("deputy", "Deputy", "users_select", optional=True),
]


def view(*blocks, title="Write update"):
    return {
        "type": "modal",
        "callback_id": "update",
        "title": plain(title),
        "submit": plain("Send"),
        "close": plain("Cancel"),
        "blocks": list(blocks),
    }


@pytest.fixture
def form(open_page, bot, workspace):
    """The page with the form open, as the bot opened it on a command, and the box in focus."""

    def open_it(payload):
        if "command" in payload:
            bot.web.views_open(trigger_id=payload["trigger_id"], view=view(*FORM))

    bot.answers.append(open_it)
    page = open_page("as=U0NORTH&channel=C0PCP")
    page.get_by_test_id("message-box").focus()
    Client(workspace.url).person("U0NORTH").command("C0PCP", "/pcp write")
    dialog = page.get_by_test_id("modal")
    expect(dialog).to_be_visible()
    yield dialog
    if dialog.is_visible():
        page.keyboard.press("Escape")
        expect(dialog).to_be_hidden()


def send(form):
    form.get_by_test_id("modal-submit").click()


def submitted(bot):
    return next(each for each in bot.received if each.get("type") == "view_submission")["view"]


def test_a_form_is_named_and_begins_at_its_first_field(form):
    expect(form.page.get_by_role("dialog", name="Write update")).to_be_visible()
    expect(form.get_by_label("What was done")).to_be_focused()


def test_what_must_be_filled_in_is_said_at_the_field(form, bot):
    send(form)
    said = form.get_by_label("What was done")
    expect(said).to_be_focused()
    expect(said).to_have_attribute("aria-invalid", "true")
    expect(said).to_have_accessible_description("Please complete this required field.")
    assert not [each for each in bot.received if each.get("type") == "view_submission"]


def test_every_kind_of_field_is_sent(form, bot):
    form.get_by_label("What was done").fill("We patrolled")
    form.get_by_label("Arrests").fill("12")
    form.get_by_label("Priority").select_option("Rural")
    form.get_by_label("Date it began").fill("2021-11-05")
    form.get_by_role("radio", name="Roads").check()
    form.get_by_role("checkbox", name="Rural").check()
    form.get_by_label("Deputy").select_option("Jack Lowe")
    send(form)
    expect(form).to_be_hidden()
    values = submitted(bot)["state"]["values"]
    assert values["said"]["value"]["value"] == "We patrolled"
    assert values["arrests"]["value"]["value"] == "12"
    assert values["priority"]["value"]["selected_option"]["value"] == "rural"
    assert values["began"]["value"]["selected_date"] == "2021-11-05"
    assert values["state"]["value"]["selected_option"]["value"] == "roads"
    assert [each["value"] for each in values["also"]["value"]["selected_options"]] == ["rural"]
    assert values["deputy"]["value"]["selected_user"] == "U0DEPUTY"


def test_what_the_bot_refuses_is_said_at_the_field_and_nothing_is_lost(form, bot):
    refusal = {"response_action": "errors", "errors": {"said": "Say a little more."}}
    bot.answers.append(lambda each: refusal if each.get("type") == "view_submission" else None)
    form.get_by_label("What was done").fill("ok")
    form.get_by_label("Priority").select_option("Roads")
    send(form)
    said = form.get_by_label("What was done")
    expect(said).to_have_accessible_description("Say a little more.")
    expect(said).to_have_value("ok")
    expect(form.get_by_role("alert").filter(has_text="Say a little more.")).to_be_visible()


def test_an_update_of_the_form_keeps_what_was_typed(form, bot):
    form.get_by_label("What was done").fill("half a sentence")
    form.get_by_label("Priority").select_option("Rural")
    view_id = form.page.evaluate(OPEN_VIEW)
    changed = field("priority", "Priority of the plan", "static_select", options=CHOICES)
    intro = {"type": "section", "block_id": "intro", "text": plain("Quarter 3, changed")}
    blocks = [intro, *FORM[1:3], changed]
    bot.web.views_update(view_id=view_id, view=view(*blocks))
    expect(form).to_contain_text("Quarter 3, changed")
    expect(form.get_by_label("What was done")).to_have_value("half a sentence")
    expect(form.get_by_label("Priority of the plan")).to_have_value("rural")


def test_the_next_page_of_a_form_takes_its_place(form, bot):
    following = view(field("more", "Anything else", "plain_text_input"), title="Page 2")
    turn = {"response_action": "update", "view": following}
    bot.answers.append(lambda each: turn if each.get("type") == "view_submission" else None)
    form.get_by_label("What was done").fill("We patrolled")
    form.get_by_label("Priority").select_option("Roads")
    send(form)
    expect(form.page.get_by_role("dialog", name="Page 2")).to_be_visible()
    expect(form.get_by_label("Anything else")).to_be_focused()


def test_escape_closes_the_form_and_gives_focus_back(form):
    form.page.keyboard.press("Escape")
    expect(form).to_be_hidden()
    expect(form.page.get_by_test_id("message-box")).to_be_focused()


def test_a_page_laid_on_top_goes_back_to_what_was_typed_below(form, bot):
    above = view(field("more", "Anything else", "plain_text_input"), title="On top")
    push = {"response_action": "push", "view": {**above, "close": plain("Back")}}
    bot.answers.append(lambda each: push if each.get("type") == "view_submission" else None)
    form.get_by_label("What was done").fill("We patrolled")
    form.get_by_label("Priority").select_option("Roads")
    send(form)
    expect(form.page.get_by_role("dialog", name="On top")).to_be_visible()
    form.get_by_test_id("modal-close").click()
    expect(form.page.get_by_role("dialog", name="Write update")).to_be_visible()
    expect(form.get_by_label("What was done")).to_have_value("We patrolled")
