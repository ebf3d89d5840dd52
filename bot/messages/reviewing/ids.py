"""The ids that buttons, inputs and views of reviewing carry, and what they hold."""

from __future__ import annotations

from dataclasses import dataclass

from bot.quarter import Quarter
from bot.submission import Revision, State

# Buttons; the first four hold a `Seen`.
APPROVE = "review.approve"
EDIT = "review.edit"
RETURN = "review.return"
ASK = "review.ask"
# --------
OPEN = "review.open"  # menu of the queue; each option holds a `Seen`
QUEUE = "review.queue"  # holds a quarter's key
ANSWER = "review.answer"  # holds the id of a question

# Views; those of an editor hold a `Seen`, the answer's the id of its question.
RETURN_VIEW = "reviewing.return"
ASK_VIEW = "reviewing.ask"
ANSWER_VIEW = "reviewing.answer"
PICK_VIEW = "reviewing.pick"
EDIT_VIEW = "reviewing.edit"

# Inputs. In the form of edits a slot's input has the slot as its block id.
VALUE = "value"
ABOUT = "about"
WORDS = "words"
WHO = "who"
WHICH = "which"
WHOLE = "whole"  # the option that stands for no single slot


@dataclass(frozen=True)
class Seen:
    """A submission as an editor saw it when the button was drawn."""

    unit: str
    quarter: Quarter
    number: int
    state: State

    @classmethod
    def of(cls, revision: Revision) -> Seen:
        return cls(revision.unit, revision.quarter, revision.number, revision.state)

    @classmethod
    def read(cls, value: str) -> Seen:
        """Raises ValueError where the value is not one of ours."""
        unit, key, number, state = value.split("|")
        if not unit or not number.isdecimal():
            raise ValueError(f"{value!r} names no submission")
        return cls(unit, Quarter.parse(key), int(number), State(state))

    @property
    def packed(self) -> str:
        """Ids, keys and states never contain a bar."""
        return "|".join((self.unit, self.quarter.key, str(self.number), self.state.value))
