"""Who may do what: the one table of it. Every door asks it for the act that it is about to do.

Nobody comes this far who is not a full member of the force's own workspace: guests, strangers of
Slack Connect and members of other teams are refused at the door, whatever role the plan gives them.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from bot.plan import Plan, Role


class Act(StrEnum):
    """Something that a person does through Slack; the value says what, in the published table."""

    ASK = "ask about the plan, read what is published, check a text"
    SUBSCRIBE = "be told of a priority or an area, or have the channel told where one asks"
    STOP = "stop a subscription"
    SEE_APPROVED = "see what is approved and not published yet"
    ANSWER = "answer for a unit: write, send, correct, nothing to report, hand over, reply"
    REUSE = "use any message as an update of a unit of one's own"
    HAND_BACK = "hand a duty back to whoever gave it"
    SETTLE = "say what becomes of a plain reply: into the draft, under what, thrown away"
    PAUSE = "be reminded later, or be away"
    READ_TRAIL = "read who sent, returned and approved a unit's answers"
    READ_TRAIL_OF_SMALL = "read the values that a correction of a withheld count had"
    ANSWER_QUESTION = "answer a question that an editor asked"
    SEE_BOARD = "see how far every unit is"
    NUDGE = "remind a unit once more"
    REVIEW = "see what was sent; approve, edit, return it, ask about it"
    PREVIEW = "see the report or the digest of a quarter before it is published"
    PUBLISH = "publish a quarter, another edition, a digest that was left out"
    CORRECT = "correct a published figure"
    SETTLE_DELIVERY = "see deliveries in doubt, and say what became of them"


class Tie(StrEnum):
    """What lets somebody do something without a role: how they stand to the thing itself."""

    MEMBER = "every full member of the workspace"
    NAMED = "whoever the plan names"
    TAKER = "whoever took the duty over"
    GIVER = "whoever handed the duty over"
    WRITER = "whoever wrote it"
    ASKED = "whoever was asked"
    SUBSCRIBER = "whoever gets it or began it; anybody in the channel that gets it"


@dataclass(frozen=True)
class Right:
    """``roles`` let a person do it for everything; ``own`` only for the unit that they were
    appointed for; ``ties`` whoever stands so to the thing, with no role at all."""

    roles: frozenset[Role] = frozenset()
    own: frozenset[Role] = frozenset()
    ties: frozenset[Tie] = frozenset()


_EDITORS = frozenset({Role.EDITOR, Role.ADMIN})
_ADMINS = frozenset({Role.ADMIN})
_OF_A_UNIT = frozenset({Role.LEAD, Role.DEPUTY})
_ALL = frozenset({Tie.MEMBER})


RIGHTS: dict[Act, Right] = {
    Act.ASK: Right(ties=_ALL),
    Act.SUBSCRIBE: Right(ties=_ALL),
    Act.STOP: Right(_EDITORS, ties=frozenset({Tie.SUBSCRIBER})),
    Act.SEE_APPROVED: Right(_EDITORS | _OF_A_UNIT),
    Act.ANSWER: Right(_EDITORS, _OF_A_UNIT, frozenset({Tie.TAKER})),
    Act.REUSE: Right(own=_OF_A_UNIT, ties=frozenset({Tie.TAKER})),
    Act.HAND_BACK: Right(_EDITORS, ties=frozenset({Tie.TAKER, Tie.GIVER})),
    Act.SETTLE: Right(ties=frozenset({Tie.WRITER})),
    Act.PAUSE: Right(ties=frozenset({Tie.NAMED})),
    Act.READ_TRAIL: Right(_EDITORS, _OF_A_UNIT, frozenset({Tie.TAKER})),
    Act.READ_TRAIL_OF_SMALL: Right(_EDITORS),
    Act.ANSWER_QUESTION: Right(ties=frozenset({Tie.ASKED})),
    Act.SEE_BOARD: Right(_EDITORS),
    Act.NUDGE: Right(_EDITORS),
    Act.REVIEW: Right(_EDITORS),
    Act.PREVIEW: Right(_EDITORS),
    Act.PUBLISH: Right(_EDITORS),
    Act.CORRECT: Right(_EDITORS),
    Act.SETTLE_DELIVERY: Right(_ADMINS),
}


def allows(
    act: Act, plan: Plan, person: str = "", unit: str = "", ties: Collection[Tie] = ()
) -> bool:
    """Whether a person of the plan, or nobody of it (``""``), may do this, for a unit where it is
    about one. Who they are in Slack, and whether they stand in ``ties``, the caller knows."""
    right = RIGHTS[act]
    return any(each in right.ties for each in ties) or any(
        each.role in right.roles or (each.role in right.own and each.unit == unit)
        for each in plan.appointments
        if each.person == person
    )
