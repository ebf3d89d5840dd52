"""What the bot says to one person: choices, help, where an answer went, and what went wrong."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bot.messages.limits import BUTTON
from bot.messages.sheet import Ask, Message, Sheet, plain
from bot.wording import counted

POST_HERE = "post.here"


@dataclass(frozen=True)
class Found:
    """One thing a search found, and the question that shows it whole."""

    title: str
    snippet: str
    ask: Ask


def choice_reply(prompt: str, options: Sequence[Ask]) -> Message:
    """Several readings are plausible, or none: offer them as buttons, never a dead end."""
    sheet = Sheet()
    sheet.say(prompt)
    sheet.asks(options)
    first, *_ = sheet.pages()
    listed = "\n".join(f"• {option.label}" for option in options)
    return Message(f"{first.text}\n{listed}", first.blocks)


def help_reply(
    command: str, lines: Sequence[tuple[str, str]], examples: Sequence[str], title: str
) -> Message:
    """What can be typed: ``lines`` are (syntax, what it does), examples are typed as shown."""
    sheet = Sheet()
    sheet.header(title)
    sheet.bullets("You can type", [f"{command} {syntax}: {says}" for syntax, says in lines])
    sheet.bullets("For example", [f"{command} {each}" for each in examples])
    sheet.say(
        "A message to me or a mention works too, without the command. "
        "End with “private” to have the answer sent to you alone. Typos are understood."
    )
    sheet.asks(
        [Ask("All priorities", "status"), Ask("Summary", "summary"), Ask("Standings", "standings")]
    )
    return sheet.pages()[0]


def search_reply(words: str, found: Sequence[Found], more: int) -> tuple[Message, ...]:
    """What the words were found in; each result has a button to the whole answer."""
    sheet = Sheet()
    sheet.header(f"Search: {words}")
    if not found:
        sheet.say("Nothing was found. Try fewer words, or a part of the operation's name.")
        sheet.asks([Ask("All priorities", "status"), Ask("Help", "help")])
        return sheet.pages()
    sheet.say(
        f"{counted(len(found) + more, 'result')}{f', the first {len(found)} shown' if more else ''}."
    )
    sheet.bullets("", [f"{each.title}: {each.snippet}" for each in found])
    asks = {each.ask.text: each.ask for each in found}
    sheet.asks(list(asks.values())[:5])
    return sheet.pages()


def post_here_block(channel: str, question: str) -> dict[str, Any]:
    """A button that posts an answer given in private in the channel where it was asked."""
    value = json.dumps({"channel": channel, "question": question})
    label = plain("Post it in the channel", BUTTON)
    return {
        "type": "actions",
        "elements": [{"type": "button", "action_id": POST_HERE, "text": label, "value": value}],
    }


def read_post_here(value: str) -> tuple[str, str]:
    """The channel and the question a post-here button carries; raises ValueError if forged."""
    try:
        read = json.loads(value)
        return str(read["channel"]), str(read["question"])
    except (TypeError, KeyError) as problem:
        raise ValueError("the button holds no channel and question") from problem


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
