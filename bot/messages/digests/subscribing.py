"""What is said of subscriptions: that they begin, what there are, and how each is stopped."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.messages.collecting.parts import actions, button
from bot.messages.collecting.words import day_words, local, person_name
from bot.messages.digests import ids
from bot.messages.limits import clip
from bot.messages.sheet import Ask, Message, Sheet, escape, mrkdwn
from bot.plan import Plan
from bot.quarter import Quarter
from bot.subscription import Rhythm, Subscription
from bot.wording import counted

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MOST = 15  # subscriptions in one list; each has a block and a button of its own
_LABEL = 60


def subject_name(plan: Plan, subscription: Subscription) -> str:
    """``4. Reverse the trend in serious violence``, ``North LPA``; of what the plan has no more,
    its id."""
    for priority in plan.priorities:
        if priority.id == subscription.priority:
            return f"{priority.number}. {priority.name}"
    areas = [each.name for each in plan.areas if each.id == subscription.area]
    return areas[0] if areas else subscription.priority or subscription.area


def rhythm_words(subscription: Subscription) -> str:
    if subscription.rhythm is Rhythm.WEEKLY:
        day, hour = _DAYS[subscription.weekday], f"{subscription.hour:02}:00"
        return f"every {day} at {hour}, if there is anything new"
    if subscription.rhythm is Rhythm.CHANGE:
        return "when a quarter is published, and whenever a change is approved"
    return "when a quarter is published, and when that is corrected"


def subscribed(plan: Plan, subscription: Subscription, *, sees_all: bool, who: str = "") -> Message:
    """That it begins, with a button to stop it; ``who`` is named where it is a channel's.
    ``sees_all`` where changes may be told before they are published."""
    sheet = Sheet()
    name, when = subject_name(plan, subscription), rhythm_words(subscription)
    whose = f"{who} subscribed this channel to" if who else "You are subscribed to"
    sheet.say(f"{whose} {name}: {when}.", bold=True)
    if not sees_all and subscription.rhythm is not Rhythm.QUARTER:
        sheet.say(
            "What is approved and not published yet is shown to leads and editors alone, so here "
            "it is told once it is published."
        )
    sheet.action(actions([_stop(subscription, name)]))
    sheet.notes([f"{plan.marking}."])
    return sheet.pages()[0]


def offers(plan: Plan, quarter: Quarter) -> Message:
    """Where it is not said to what: the priorities, as buttons."""
    sheet = Sheet()
    sheet.say("To what? Press a priority, or name one, or an area: subscribe north", bold=True)
    sheet.asks(
        [
            Ask(f"{each.number}. {each.short}", f"subscribe {each.id} quarter {quarter.key}")
            for each in plan.priorities
        ]
    )
    return sheet.pages()[0]


def listing(
    plan: Plan, mine: Sequence[Subscription], here: Sequence[Subscription], command: str
) -> Message:
    """What somebody is told, and what the channel is in which they ask, each with its button."""
    sheet = Sheet()
    sheet.header("Subscriptions")
    if not (mine or here):
        sheet.say(f"There are none. Type {command} subscribe and a priority or an area.")
    for title, some in (("You", mine), ("This channel", here)):
        if some:
            sheet.say(f"{title}: {counted(len(some), 'subscription')}", bold=True)
        for each in some[:_MOST]:
            _row(sheet, plan, each)
        if len(some) > _MOST:
            sheet.say(f"{len(some) - _MOST} more: stop one by its name, unsubscribe north.")
    sheet.notes([f"{plan.marking}."])
    return sheet.pages()[0]


def _row(sheet: Sheet, plan: Plan, subscription: Subscription) -> None:
    """One line with its button beside it."""
    name = subject_name(plan, subscription)
    words = f"{name}: {rhythm_words(subscription)}; {_since(plan, subscription)}."
    text = mrkdwn(escape(words))
    stop = _stop(subscription, name)
    sheet.put({"type": "section", "text": text, "accessory": stop}, f"• {words}")


def _since(plan: Plan, subscription: Subscription) -> str:
    day = day_words(local(plan, subscription.at))
    return f"since {day}, by {person_name(plan, subscription.by)}"


def _stop(subscription: Subscription, name: str) -> dict[str, object]:
    return button("Stop these", ids.STOP, subscription.id, aloud=clip(f"Stop: {name}", _LABEL))


def with_stop(
    pages: Sequence[Message], plan: Plan, subscription: Subscription, command: str
) -> tuple[Message, ...]:
    """What a subscriber got, with why they got it and the button that stops it."""
    first, *others = pages
    name = subject_name(plan, subscription)
    why = f"Sent {rhythm_words(subscription)}; {_since(plan, subscription)}."
    line = f"{why} To see and stop what you get: {command} subscriptions."
    blocks = (
        {"type": "context", "elements": [mrkdwn(escape(line))]},
        actions([_stop(subscription, name)]),
    )
    text = f"{first.text}\n{escape(line)}"
    return (replace(first, text=text, blocks=(*first.blocks, *blocks)), *others)


def stopped(name: str) -> str:
    return f"Stopped: {name}. Nothing more is sent."


def not_subscribed(name: str) -> str:
    return f"There is no subscription to {name} here." if name else "There is none to stop."


def may_not_stop() -> str:
    return "Only those who get it may stop it, whoever asked for it, and editors."
