"""What the bot says to one person: choices, help, where an answer went, and what went wrong."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum
from typing import NamedTuple

from bot.messages.limits import BUTTON, SECTION, clip
from bot.messages.sheet import Ask, Message, Sheet, escape, headed, plain
from bot.quarter import Quarter
from bot.wording import listed

POST_HERE = "post.here"
_ASKED = 150  # of a question that is told again


def choice_reply(prompt: str, options: Sequence[Ask]) -> Message:
    """Several readings are plausible, or none: offer them as buttons, never a dead end."""
    sheet = Sheet()
    sheet.say(clip(prompt, SECTION))
    sheet.asks(options)
    first, *_ = sheet.pages()
    listed = "\n".join(f"• {option.label}" for option in options)
    return Message(f"{first.text}\n{escape(listed)}", first.blocks)


def help_reply(usages: Sequence[tuple[str, str]], examples: Sequence[str]) -> Message:
    """What can be typed, in answer to a question for help or to none at all; the examples are
    there to be pressed."""
    sheet = Sheet()
    sheet.header("What you can ask")
    help_sheet(sheet, usages)
    sheet.say(f"Examples, to type or to press: {listed(examples)}.")
    sheet.asks([Ask(example, example) for example in examples])
    return sheet.pages()[0]


def help_sheet(sheet: Sheet, usages: Sequence[tuple[str, str]]) -> None:
    """``usages`` are (the word to begin with, what its answer says)."""
    sheet.bullets("Begin with", [f"{word}: {says}" for word, says in usages])
    sheet.say(
        "Type it after the command, in a message to me, or behind a mention of me; add a "
        "priority, a figure, a place or a quarter. In a channel that I am in, everybody there "
        "sees the answer: end with “private” to have it sent to you alone. Typos are understood."
    )


class Closed(StrEnum):
    """Why an answer cannot be given where it was asked for."""

    ABSENT = "absent"  # the bot is no member
    SHARED = "shared"  # people of other organisations read there
    ARCHIVED = "archived"
    BARRED = "barred"  # only some may post there
    DIRECT = "direct"  # direct messages between others


class PostHere(NamedTuple):
    """What a post-here button carries: ``said`` is the question as it was typed or pressed."""

    channel: str
    question: str
    said: str


def with_post_here(
    pages: Sequence[Message], channel: str, question: str, said: str = ""
) -> tuple[Message, ...]:
    """An answer given in private, with a button that posts it in the channel it was asked in."""
    carried = {"channel": channel, "question": question, "said": clip(said, _ASKED)}
    label = plain("Post it in the channel", BUTTON)
    value = json.dumps(carried)
    button = {"type": "button", "action_id": POST_HERE, "text": label, "value": value}
    first, *others = pages
    blocks = (*first.blocks, {"type": "actions", "elements": [button]})
    return (replace(first, blocks=blocks), *others)


def read_post_here(value: str) -> PostHere:
    """What a post-here button carries; raises ValueError if forged."""
    try:
        read = json.loads(value)
        return PostHere(str(read["channel"]), str(read["question"]), str(read.get("said", "")))
    except (TypeError, KeyError) as problem:
        raise ValueError("the button holds no channel and question") from problem


def unpublished(pages: Sequence[Message], quarter: Quarter) -> tuple[Message, ...]:
    """An answer of what is approved and not published, which every message of it says."""
    line = f"{quarter.label} is not published: approved so far, for leads and editors alone."
    return tuple(headed(each, line) for each in pages)


def with_asker(pages: Sequence[Message], name: str, said: str) -> tuple[Message, ...]:
    """An answer for a channel, whose readers did not see who asked for it, nor what: the last
    line of its first message says so. A name, not a mention, so that nobody is called."""
    sheet = Sheet()
    sheet.notes([f"Asked by {name}: {clip(said, _ASKED)}" if said else f"Asked by {name}"])
    (line,) = sheet.pages()
    first, *others = pages
    text = f"{first.text}\n{line.text}"
    return (replace(first, text=text, blocks=(*first.blocks, *line.blocks)), *others)


def posted(channel: str) -> Message:
    return Message(f"Posted in <#{channel}>.", ())


def posted_before(channel: str) -> Message:
    again = "To have it there again, ask the question anew."
    return Message(f"It was posted in <#{channel}> before. {again}", ())


def sent_privately(bot: str, closed: Closed | None) -> str:
    """Where an answer went; ``closed`` is why it is not here, None where that was the wish."""
    if closed is None:
        return "The answer is in your direct messages with me."
    why, remedy = _CLOSED[closed]
    return f"{why}, so the answer is in your direct messages with me.{remedy.format(bot=bot)}"


def cannot_post(bot: str, closed: Closed) -> str:
    why, remedy = _CLOSED[closed]
    return f"I cannot post there. {why}.{remedy.format(bot=bot)}"


_CLOSED = {
    Closed.ABSENT: (
        "I am not in this conversation",
        " To have answers here, a member types: /invite @{bot}",
    ),
    Closed.SHARED: ("People of other organisations read in this channel", ""),
    Closed.ARCHIVED: ("This channel is archived", ""),
    Closed.BARRED: ("Only some people may post in this channel, and I am not among them", ""),
    Closed.DIRECT: ("These are direct messages between others", ""),
}


def no_direct_messages() -> str:
    """Slack will not let the bot write to this person."""
    return (
        "I have the answer and cannot write it to you: my direct messages are closed. Open “PCP "
        "bot” under Apps and look for its Messages tab; where there is none, an administrator "
        "switches it on (App Home, Messages Tab, in the app's settings). In a channel that I am "
        "in, I answer at once."
    )


def old_button() -> str:
    return "This button is old, and I no longer know what it does. Please ask anew."


def old_form() -> str:
    return "This form is old, and nothing was recorded. Please close it and open it anew."


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
