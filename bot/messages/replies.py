"""What the bot says to one person: choices, help, where an answer went, and what went wrong."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace

from bot.messages.limits import BUTTON, SECTION, clip
from bot.messages.sheet import Ask, Message, Sheet, plain

POST_HERE = "post.here"


def choice_reply(prompt: str, options: Sequence[Ask]) -> Message:
    """Several readings are plausible, or none: offer them as buttons, never a dead end."""
    sheet = Sheet()
    sheet.say(clip(prompt, SECTION))
    sheet.asks(options)
    first, *_ = sheet.pages()
    listed = "\n".join(f"• {option.label}" for option in options)
    return Message(f"{first.text}\n{listed}", first.blocks)


def help_reply(usages: Sequence[tuple[str, str]], examples: Sequence[str]) -> Message:
    """What can be typed, in answer to a question for help or to none at all."""
    sheet = Sheet()
    sheet.header("What you can ask")
    help_sheet(sheet, usages, examples)
    sheet.asks(
        [Ask("All priorities", "status"), Ask("Summary", "summary"), Ask("Standings", "standings")]
    )
    return sheet.pages()[0]


def help_sheet(sheet: Sheet, usages: Sequence[tuple[str, str]], examples: Sequence[str]) -> None:
    """``usages`` are (syntax, what its answer says); examples are typed as they stand, after
    the command, in a message to the bot or behind a mention of it."""
    sheet.bullets("You can type", [f"{syntax}: {says}" for syntax, says in usages])
    sheet.bullets("For example", examples)
    sheet.say(
        "Type it after the command, in a message to me, or behind a mention of me. End with "
        "“private” to have the answer sent to you alone. Typos are understood."
    )


def with_post_here(pages: Sequence[Message], channel: str, question: str) -> tuple[Message, ...]:
    """An answer given in private, with a button that posts it in the channel it was asked in."""
    value = json.dumps({"channel": channel, "question": question})
    label = plain("Post it in the channel", BUTTON)
    button = {"type": "button", "action_id": POST_HERE, "text": label, "value": value}
    first, *others = pages
    blocks = (*first.blocks, {"type": "actions", "elements": [button]})
    return (replace(first, blocks=blocks), *others)


def read_post_here(value: str) -> tuple[str, str]:
    """The channel and the question a post-here button carries; raises ValueError if forged."""
    try:
        read = json.loads(value)
        return str(read["channel"]), str(read["question"])
    except (TypeError, KeyError) as problem:
        raise ValueError("the button holds no channel and question") from problem


def posted(channel: str) -> str:
    return f"Posted in <#{channel}>."


def sent_privately(bot: str, *, wanted: bool) -> str:
    if wanted:
        return "The answer is in your direct messages with me."
    return (
        "I am not in this conversation, so the answer is in your direct messages with me. "
        f"To have answers here, type: /invite @{bot}"
    )


def cannot_post(bot: str) -> str:
    return f"I cannot post there. Ask a member of that channel to type: /invite @{bot}"


def refused() -> str:
    return (
        "PCP bot answers full members of this workspace only. "
        "Ask the performance team for the published report."
    )


def sorry(reference: str) -> str:
    return (
        "Something went wrong on my side and nothing was changed. Please try again; "
        f"if it happens twice, give the performance team this reference: {reference}"
    )
