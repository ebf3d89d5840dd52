"""The ids that buttons, inputs and views of collecting carry, and what they hold."""

from __future__ import annotations

from bot.quarter import Quarter

# Buttons and menus; those above the line hold a unit and a quarter, see `pack`.
WRITE = "collect.write"
NIL = "collect.nil"
HAND = "collect.hand"
BACK = "collect.back"  # hand a duty back to who gave it
CORRECT = "collect.correct"
CONFIRM = "collect.confirm"  # the three under a plain reply
EDIT = "collect.edit"
DISCARD = "collect.discard"
# --------
LATER = "collect.later"  # holds a quarter's key
AWAY = "collect.away"  # holds a quarter's key
SAVE = "collect.save"  # in the form: save and finish later
GO = "collect.go."  # in the form, with the number of the page to go to behind it
UNDER = "collect.under"  # which slot a plain reply belongs to; `pack` with the slot and more
NUDGE = "collect.nudge"  # menu of `pack`ed units
BOARD = "collect.board"  # holds a quarter's key

# Views
OPENING = "submission.opening"
GUARD = "submission.guard"
PAGE = "submission.page."  # with the number of the page behind it, from 1
REVIEW = "submission.review"
CONFLICT = "submission.conflict"
NOTICE = "submission.notice"
NIL_VIEW = "collecting.nil"
HAND_VIEW = "collecting.hand"
LATER_VIEW = "collecting.later"
AWAY_VIEW = "collecting.away"

# Inputs. A slot's input has the slot as its block id.
VALUE = "value"
SURE = "sure"
REASON = "reason"
TAKER = "taker"
WHEN = "when"
DAY = "day"
WHY = "why:"  # with the key of what was found behind it

# What the input WHEN can say
TOMORROW = "tomorrow"
TWO_DAYS = "two working days"
ON_A_DAY = "on a day"


def pack(unit: str, quarter: Quarter, *more: str) -> str:
    """What a button holds: ids and a quarter's key never contain a bar."""
    return "|".join((unit, quarter.key, *more))


def unpack(value: str) -> tuple[str, Quarter]:
    """The unit and the quarter; raises ValueError where the value is not one of ours."""
    unit, quarter, *_ = value.split("|") if value.count("|") else ("", "")
    if not unit:
        raise ValueError(f"{value!r} names no unit and quarter")
    return unit, Quarter.parse(quarter)


def unpack_more(value: str) -> str:
    """What stands behind the unit and the quarter, such as a slot; empty where nothing does."""
    return "|".join(value.split("|")[2:])


def page_number(callback_id: str) -> int:
    """The page that a view's callback id names; raises ValueError where it is none."""
    if not callback_id.startswith(PAGE):
        raise ValueError(f"{callback_id!r} is not a page of the form")
    return int(callback_id.removeprefix(PAGE))
