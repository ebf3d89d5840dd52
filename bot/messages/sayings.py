"""Short sentences that the doors say: what was done, what was not, and what to do instead.

What a person may type is named without the command in front, whose name is a setting: it can be
typed behind the command, behind a mention, or to the bot directly.
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.wording import listed

IN_DIRECT_MESSAGES = "It is in your direct messages with me."
CARD_IN_DIRECT_MESSAGES = "The card is in your direct messages with me."
UNDERSTOOD_IN_DIRECT_MESSAGES = "What I understood is in your direct messages with me."

SAVED = "It is saved. Open it again from the reminder or the Home tab, or ask me: submit."
SAY_WHY = "Say why, in a few words."
SAY_WHY_TO_ALL = "Say why, in a few words: everybody sees it."
SAY_WHAT = "Say what should be changed, in a few words."
WRITE_QUESTION = "Write your question."
WRITE_ANSWER = "Write your answer."
CHOOSE_MEMBER = "Choose a full member of this workspace."
CHOOSE_TAKER = "Choose somebody else who is named in the plan and a full member here."
CHOOSE_WHAT_TO_EDIT = "Choose what you want to edit."
CHOOSE_A_LATER_DAY = "Choose a day to come."
CHOOSE_TODAY_OR_LATER = "Choose today or a day to come."
HAS_LEFT = "somebody who has left"
NAMED_ONLY = "Only people who are named in the plan can do this."

FIGURE_IS_GONE = "That figure is not in the record any more."
PUT_TO_ANOTHER = "This question was put to somebody else."
ANSWERED_BEFORE = "This question is answered already. Thank you."
ANSWER_IS_KEPT = "Thank you. Your answer is on the record."

REPLY_IS_GONE = "This reply is gone."
REPLY_IN_DRAFT = "This is in the draft already."
REPLY_IN_FORM = "It is in the form, to edit."
REPLY_THROWN_AWAY = "It was thrown away; nothing was recorded."


def too_old(what: str, ask: str) -> str:
    """Of a button or a form of another day, and what to ask in its place."""
    return f"That {what} is too old. Ask me: {ask}."


def settled_before(how: str) -> str:
    return f"This was {how} before."


def in_draft(unit: str, figures: Sequence[str]) -> str:
    """``figures`` are those that were recognised, with their names."""
    with_them = f", with {listed(figures)}" if figures else ""
    sent = "It is sent when you press Send in the form: Write update, or ask me: submit."
    return f"It is in the draft of {unit}{with_them}. {sent}"


def handed_to(unit: str, name: str) -> str:
    return f"{unit} was handed to {name}"


def back_with(unit: str, name: str) -> str:
    return f"{unit} is back with {name}"


def stand_in(unit: str, deputy: str) -> str:
    """Who is asked for a unit while its lead is away; the editors hear where it is nobody."""
    return f"{unit}: {deputy or 'the editors, who are told'}."


def reminded_again(day: str) -> str:
    return f"You are reminded again on {day}."


def away_until(day: str) -> str:
    return f"You get no reminders up to and including {day}."


def answered_meanwhile(unit: str) -> str:
    return f"{unit} has answered meanwhile."


def nobody_to_ask(unit: str) -> str:
    return f"Nobody can be asked for {unit}: name a lead or a deputy in the plan data."


def nudged(names: Sequence[str], unit: str) -> str:
    return f"{listed(names)} {'is' if len(names) == 1 else 'are'} reminded of {unit} now."


def nothing_sent(unit: str, quarter: str) -> str:
    return f"{unit} has sent nothing for {quarter} yet."


def which_figure(metric: str, quarter: str) -> str:
    return f"Which figure of {metric} for {quarter}?"
