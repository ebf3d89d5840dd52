"""What Slack says against blocks, each with the pointer to what is wrong."""

from __future__ import annotations

import pytest

from practice.kit import blocks as kit


def plain(words="Words"):
    return {"type": "plain_text", "text": words}


def mrkdwn(words="Words"):
    return {"type": "mrkdwn", "text": words}


def section(**more):
    return {"type": "section", "text": mrkdwn(), **more}


def button(**more):
    return {"type": "button", "action_id": "go", "text": plain(), **more}


def actions(*elements):
    return {"type": "actions", "elements": list(elements)}


def option(value="a", words="A"):
    return {"text": plain(words), "value": value}


def select(**more):
    return {"type": "static_select", "action_id": "pick", "options": [option()], **more}


def table(*rows):
    return {
        "type": "table",
        "rows": [[{"type": "raw_text", "text": each} for each in row] for row in rows],
    }


def image(**more):
    return {"type": "image", "alt_text": "A chart", "slack_file": {"id": "F012345678"}, **more}


def field(element, **more):
    return {"type": "input", "label": plain(), "element": element, **more}


SOUND = [
    section(),
    section(accessory=button()),
    section(fields=[mrkdwn()] * 10),
    {"type": "section", "fields": [plain()]},
    {"type": "divider", "block_id": "line"},
    {"type": "header", "text": plain("x" * 150)},
    image(),
    image(title=plain()),
    {"type": "context", "elements": [mrkdwn()] * 10},
    actions(*[button(action_id=f"go-{each}") for each in range(25)]),
    actions(
        button(
            value="v" * 2000,
            style="danger",
            confirm={"title": plain(), "text": mrkdwn(), "confirm": plain(), "deny": plain()},
        )
    ),
    actions(select(initial_option=option(), placeholder=plain())),
    actions({"type": "overflow", "action_id": "more", "options": [option()] * 5}),
    field({"type": "plain_text_input", "action_id": "text", "multiline": True}),
    field({"type": "number_input", "action_id": "n", "is_decimal_allowed": True}),
    {"type": "markdown", "text": "**bold**"},
    table(*[["a"] * 20] * 100),
    {
        "type": "rich_text",
        "elements": [
            {
                "type": "rich_text_section",
                "elements": [{"type": "text", "text": "a", "style": {"bold": True}}],
            },
            {
                "type": "rich_text_list",
                "style": "bullet",
                "elements": [
                    {
                        "type": "rich_text_section",
                        "elements": [{"type": "user", "user_id": "U0NORTH"}],
                    }
                ],
            },
        ],
    },
    {
        "type": "data_table",
        "caption": "Calls",
        "rows": [
            [{"type": "raw_text", "text": "Calls"}],
            [{"type": "raw_number", "value": 1, "text": "1"}],
        ],
    },
]


@pytest.mark.parametrize("block", SOUND, ids=lambda each: each["type"])
def test_a_sound_block_is_taken(block):
    assert kit.check([block], "message") == []


FAULTY = {
    "unknown type": ({"type": "chart"}, "unsupported type: chart", "/type"),
    "no type": ({"text": plain()}, "missing required field: type", ""),
    "unknown field": (section(colour="red"), "invalid additional property: colour", ""),
    "section without words": ({"type": "section"}, "missing required field: text", ""),
    "empty words": (section(text=mrkdwn("")), "must be more than 0 characters", "/text/text"),
    "long section": (
        section(text=mrkdwn("x" * 3001)),
        "must be less than 3001 characters",
        "/text/text",
    ),
    "eleven fields": (section(fields=[mrkdwn()] * 11), "no more than 10 items allowed", "/fields"),
    "long field": (
        section(fields=[mrkdwn("x" * 2001)]),
        "must be less than 2001 characters",
        "/fields/0/text",
    ),
    "mrkdwn header": (
        {"type": "header", "text": mrkdwn()},
        "unsupported type: mrkdwn",
        "/text/type",
    ),
    "long header": (
        {"type": "header", "text": plain("x" * 151)},
        "must be less than 151 characters",
        "/text/text",
    ),
    "long button": (
        actions(button(text=plain("x" * 76))),
        "must be less than 76 characters",
        "/elements/0/text/text",
    ),
    "mrkdwn button": (
        actions(button(text=mrkdwn())),
        "unsupported type: mrkdwn",
        "/elements/0/text/type",
    ),
    "long value": (
        actions(button(value="x" * 2001)),
        "must be less than 2001 characters",
        "/elements/0/value",
    ),
    "strange style": (
        actions(button(style="loud")),
        "must be a valid enum value",
        "/elements/0/style",
    ),
    "no elements": (actions(), "no fewer than 1 items allowed", "/elements"),
    "input in actions": (
        actions({"type": "plain_text_input", "action_id": "a"}),
        "unsupported type: plain_text_input",
        "/elements/0/type",
    ),
    "twin actions": (
        actions(button(), button()),
        "action_id must be unique within a block: go",
        "",
    ),
    "long option": (
        actions(select(options=[option(words="x" * 76)])),
        "must be less than 76 characters",
        "/elements/0/options/0/text/text",
    ),
    "long option value": (
        actions(select(options=[option("x" * 151)])),
        "must be less than 151 characters",
        "/elements/0/options/0/value",
    ),
    "many options": (
        actions(select(options=[option(str(each)) for each in range(101)])),
        "no more than 100 items allowed",
        "/elements/0/options",
    ),
    "options twice": (
        actions(select(option_groups=[{"label": plain(), "options": [option()]}])),
        "must have exactly one of: options, option_groups",
        "/elements/0",
    ),
    "six in overflow": (
        actions({"type": "overflow", "action_id": "a", "options": [option()] * 6}),
        "no more than 5 items allowed",
        "/elements/0/options",
    ),
    "image without alt": (
        {"type": "image", "image_url": "https://example.org/a.png"},
        "missing required field: alt_text",
        "",
    ),
    "long alt": (image(alt_text="x" * 2001), "must be less than 2001 characters", "/alt_text"),
    "image from two places": (
        image(image_url="https://example.org/a.png"),
        "must have exactly one of: image_url, slack_file",
        "",
    ),
    "file with id and url": (
        image(slack_file={"id": "F012345678", "url": "https://example.org"}),
        "must have exactly one of: id, url",
        "/slack_file",
    ),
    "strange file id": (
        image(slack_file={"id": "chart"}),
        "must be a valid file id",
        "/slack_file/id",
    ),
    "eleven in context": (
        {"type": "context", "elements": [mrkdwn()] * 11},
        "no more than 10 items allowed",
        "/elements",
    ),
    "many rows": (table(*[["a"]] * 101), "no more than 100 items allowed", "/rows"),
    "many cells": (table(["a"] * 21), "no more than 20 items allowed", "/rows/0"),
    "uneven rows": (
        table(["a", "b"], ["a"]),
        "all rows must have the same number of cells",
        "/rows",
    ),
    "empty cell": (table([""]), "must be more than 0 characters", "/rows/0/0/text"),
    "number without choice": (
        field({"type": "number_input", "action_id": "n"}),
        "missing required field: is_decimal_allowed",
        "/element",
    ),
    "number as a number": (
        field(
            {"type": "number_input", "action_id": "n", "is_decimal_allowed": True, "min_value": 1}
        ),
        "must be a number in a string",
        "/element/min_value",
    ),
    "button as input": (field(button()), "unsupported type: button", "/element/type"),
    "long block id": (
        {"type": "divider", "block_id": "x" * 256},
        "must be less than 256 characters",
        "/block_id",
    ),
}


@pytest.mark.parametrize(("block", "said", "at"), FAULTY.values(), ids=FAULTY)
def test_a_faulty_block_is_refused_with_its_pointer(block, said, at):
    assert kit.check([block], "message") == [f"{said} [json-pointer:/blocks/0{at}]"]


@pytest.mark.parametrize(("surface", "most"), [("message", 50), ("modal", 100), ("home", 100)])
def test_the_number_of_blocks_is_limited(surface, most):
    line = {"type": "divider"}
    assert kit.check([line] * most, surface) == []
    assert kit.check([line] * (most + 1), surface) == [
        f"no more than {most} items allowed [json-pointer:/blocks]"
    ]


def test_block_ids_are_unique():
    twins = [{"type": "divider", "block_id": "line"}] * 2
    assert kit.check(twins, "message") == ["block_id must be unique: line [json-pointer:/blocks]"]


def test_a_message_has_one_table():
    assert kit.check([table(["a"])] * 2, "message") == [
        "only one table allowed per message [json-pointer:/blocks]"
    ]


@pytest.mark.parametrize("block", [table(["a"]), {"type": "markdown", "text": "a"}])
def test_some_blocks_stand_in_messages_only(block):
    assert kit.check([block], "message") == []
    assert "unsupported type" in kit.check([block], "modal")[0]


@pytest.mark.parametrize(
    "given",
    [
        None,
        "blocks",
        {},
        [None],
        ["a"],
        [[]],
        [{"type": []}],
        [{"type": "actions", "elements": 3}],
        [{"type": "actions", "elements": [{"type": {}}]}],
        [{"type": "table", "rows": {}}],
        [{"type": "table", "rows": 3}],
        [{"type": "section", "text": "bare"}],
        [{"type": "image", "slack_file": 3}],
    ],
)
def test_any_nonsense_is_refused_and_none_of_it_breaks(given):
    assert kit.check(given, "message")


def test_what_lacks_an_id_gets_one():
    ids = iter("abcdef")
    [made] = kit.identified([actions({"type": "button", "text": plain()})], lambda: next(ids))
    assert made["block_id"] == "a"
    assert made["elements"][0]["action_id"] == "b"


def test_null_is_as_good_as_left_out():
    ids = iter("abcdef")
    block = section(accessory=None, block_id=None)
    assert kit.check([block], "message") == []
    [made] = kit.identified([block], lambda: next(ids))
    assert made == {**section(), "block_id": "a"}
