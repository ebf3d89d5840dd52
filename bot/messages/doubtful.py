"""Deliveries that want an admin: what each is, what is the matter with it, and the buttons."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.delivery import Delivery, DeliveryState
from bot.messages.collecting.parts import actions, button, single
from bot.messages.collecting.words import moment_words, person_name, unit_name
from bot.messages.limits import clip
from bot.messages.naming import channel_words, mentioning
from bot.messages.parts import foot
from bot.messages.sheet import Message, Sheet
from bot.plan import Plan
from bot.quarter import Quarter
from bot.wording import counted, listed

ARRIVED = "delivery.arrived"  # each holds a `Seen`
AGAIN = "delivery.again"
DROP = "delivery.drop"

_KINDS = {
    "reminder": "Reminder",
    "receipt": "Receipt",
    "handed": "Word of a hand-over",
    "back": "Word of a hand-back",
    "card": "Review card",
    "note": "Note to the editors",
    "published": "Word of publishing",
    "page": "Part of a thread",
}
_MATTER = {
    DeliveryState.UNKNOWN: "it may have arrived, and the bot may not look there",
    DeliveryState.FAILED: "Slack refused it",
    DeliveryState.CLAIMED: "it is being sent, or was cut off and is being looked for",
    DeliveryState.PENDING: "it is late",
}
_CARE = (
    "Look in the conversation before you press: what stands there and is sent again will stand "
    "there twice."
)
_NAMED = 3
_LEVELS = (20, 10, 5, 2)


@dataclass(frozen=True)
class Seen:
    """A delivery as an admin saw it when the button was drawn."""

    key: str
    state: DeliveryState
    turn: int

    @classmethod
    def of(cls, delivery: Delivery) -> Seen:
        return cls(delivery.key, delivery.state, delivery.turn)

    @classmethod
    def read(cls, value: str) -> Seen:
        """Raises ValueError where the value is not one of ours."""
        turn, state, key = value.split("|", 2)
        if not turn.isascii() or not turn.isdecimal():
            raise ValueError(f"{turn!r} is no turn")
        return cls(key, DeliveryState(state), int(turn))

    @property
    def packed(self) -> str:
        return f"{self.turn}|{self.state.value}|{self.key}"


def about(plan: Plan, delivery: Delivery) -> str:
    """``Reminder to Amara Okafor, 2021/22 Q4 (North LPA)``."""
    kind = _KINDS.get(delivery.kind, delivery.kind.replace("_", " ").capitalize())
    quarter = _quarter(delivery.about.get("quarter", ""))
    units = [unit_name(plan, each) for each in delivery.about.get("units", "").split()]
    more = [f"{len(units) - _NAMED} more"] if len(units) > _NAMED else []
    of_units = f" ({listed([*units[:_NAMED], *more])})" if units else ""
    return f"{kind} to {_recipient(plan, delivery)}{quarter}{of_units}"


def matter(plan: Plan, delivery: Delivery) -> str:
    """What is the matter with it, and since when it is due."""
    return f"{_MATTER[delivery.state]}; due since {moment_words(plan, delivery.due)}"


def doubtful_message(plan: Plan, wanting: Sequence[Delivery]) -> Message:
    message = single(lambda most: _drawn(plan, wanting, most), _LEVELS)
    return mentioning(message, channels_of(wanting))


def channels_of(wanting: Sequence[Delivery]) -> list[str]:
    """The channels among those who are to get something."""
    return [each.recipient for each in wanting if not _is_person(each.recipient)]


def may_not(admins: Sequence[str]) -> str:
    """To whoever asks for what only admins may do."""
    return f"Only admins may do this. They are: {listed(list(admins)) or 'nobody yet'}."


def meanwhile() -> str:
    return "Something became of that delivery meanwhile; this is how it stands."


def in_hand() -> str:
    return (
        "A running bot still has that delivery in hand, and may be about to send it. Stop that bot "
        "first; what it leaves behind is then looked for, and sent if it did not arrive."
    )


def _drawn(plan: Plan, wanting: Sequence[Delivery], most: int) -> Sheet:
    sheet = Sheet()
    sheet.header("Deliveries that want a decision")
    sheet.say(_counted(wanting), bold=True)
    for each in wanting[:most]:
        sheet.say(f"{about(plan, each)}: {matter(plan, each)}.")
        if buttons := _buttons(plan, each):
            sheet.action(actions(buttons))
    if len(wanting) > most:
        sheet.say(f"{len(wanting) - most} more, newer than these.")
    if wanting:
        sheet.notes([_CARE])
    foot(sheet, plan)
    return sheet


def _counted(wanting: Sequence[Delivery]) -> str:
    if not wanting:
        return "None. Everything that was owed was sent, or is on its way."
    return f"{counted(len(wanting), 'delivery', 'deliveries')}, the oldest first."


def _buttons(plan: Plan, delivery: Delivery) -> list[dict[str, object]]:
    """What is merely late will be sent; nobody need decide."""
    value, which = Seen.of(delivery).packed, clip(about(plan, delivery), 50)
    again = button("Send again", AGAIN, value, aloud=f"Send again: {which}")
    arrived = button("It arrived", ARRIVED, value, aloud=f"It arrived: {which}")
    drop = button("Forget it", DROP, value, aloud=f"Forget it: {which}")
    if delivery.state is DeliveryState.PENDING:
        return []
    return [again, drop] if delivery.state is DeliveryState.FAILED else [arrived, again, drop]


def _recipient(plan: Plan, delivery: Delivery) -> str:
    who = delivery.recipient
    return person_name(plan, who) if _is_person(who) else channel_words(who)


def _is_person(recipient: str) -> bool:
    return recipient.startswith(("U", "W"))


def _quarter(key: str) -> str:
    try:
        return f", {Quarter.parse(key).label}"
    except ValueError:
        return ""
