"""What admins are told when messages are late, or may or may not have arrived."""

from __future__ import annotations

from collections.abc import Sequence

from bot.delivery import Delivery, DeliveryState
from bot.messages.collecting.words import moment_words
from bot.messages.doubtful import about, channels_of
from bot.messages.naming import mentioning
from bot.messages.sheet import Message, Sheet
from bot.plan import Plan
from bot.wording import counted

_NAMED = 10


def alert(plan: Plan, troubled: Sequence[Delivery]) -> Message:
    """What is unknown first: it waits for a person. What is late goes out by itself."""
    unknown = [each for each in troubled if each.state is DeliveryState.UNKNOWN]
    late = [each for each in troubled if each.state is not DeliveryState.UNKNOWN]
    sheet = Sheet()
    sheet.header("Messages that need a look")
    if unknown:
        sheet.say(
            f"{counted(len(unknown), 'message')} may or may not have arrived: Slack cannot be "
            "asked. None is sent again until somebody has looked whether it is there."
        )
        sheet.notes(_lines(plan, unknown))
    if late:
        sheet.say(
            f"{counted(len(late), 'message')} should have been sent a quarter of an hour ago or "
            "earlier. Each is sent as soon as Slack takes it; if this lasts, look at the bot's log."
        )
        sheet.notes(_lines(plan, late))
    sheet.notes([f"{plan.marking}. Sent to the plan's admins."])
    return mentioning(sheet.pages()[0], channels_of(troubled))


def _lines(plan: Plan, troubled: Sequence[Delivery]) -> list[str]:
    lines = [
        f"{about(plan, each)}: due {moment_words(plan, each.due)}" for each in troubled[:_NAMED]
    ]
    more = len(troubled) - _NAMED
    return [*lines, f"and {counted(more, 'other')}"] if more > 0 else lines
