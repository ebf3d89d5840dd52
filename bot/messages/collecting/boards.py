"""The progress board: where every unit stands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from bot.finding import Illustration
from bot.messages.collecting import ids
from bot.messages.collecting.buttons import unit_options
from bot.messages.collecting.parts import actions, menu, single
from bot.messages.collecting.words import (
    is_answered,
    people_names,
    quarter_name,
    short_day,
    unit_name,
)
from bot.messages.limits import OPTIONS
from bot.messages.parts import foot
from bot.messages.sheet import Message, Sheet
from bot.plan import Plan
from bot.quarter import Quarter
from bot.submission import Progress, State
from bot.wording import listed, sentence

HEADS = ("Unit", "State", "Missing", "Who", "Since", "Last reminded")
_ORDER = (
    *(State.MISSING, State.RETURNED, State.NOT_STARTED, State.IN_DRAFT, State.PARTLY_IN),
    *(State.LATE, State.SUBMITTED, State.APPROVED, State.NIL, State.EXEMPT),
)


def board_message(
    plan: Plan,
    quarter: Quarter,
    progress: Sequence[Progress],
    due_words: str,
    illustration: Illustration | None = None,
) -> Message:
    """For the editors: counts, a row for each unit (those to act on first), whom to nudge."""
    ordered = in_order(progress)
    return single(lambda most: _drawn(plan, quarter, ordered, due_words, illustration, most))


def _drawn(
    plan: Plan,
    quarter: Quarter,
    progress: Sequence[Progress],
    due_words: str,
    illustration: Illustration | None,
    most: int,
) -> Sheet:
    sheet = Sheet()
    sheet.header(f"Progress: {quarter_name(quarter)}")
    sheet.say(f"{headline(progress)} {sentence(due_words)}", bold=True)
    if progress[:most]:
        sheet.table(HEADS, [_row(plan, each) for each in progress[:most]])
    if len(progress) > most:
        sheet.say(f"{len(progress) - most} more units, less urgent than these.")
    if illustration:
        sheet.picture(illustration)
    _nudge(sheet, plan, progress, most)
    foot(sheet, plan)
    return sheet


def in_order(progress: Sequence[Progress]) -> list[Progress]:
    """Those to act on first; within a state in the order of the plan."""
    return sorted(progress, key=lambda each: _ORDER.index(each.state))


def headline(progress: Sequence[Progress]) -> str:
    """``8 of 12 units have answered: 6 submitted and 2 nothing to report; 4 in draft; 1 exempt.``

    A unit that is exempt owes nothing, so it is counted apart.
    """
    exempt = [each for each in progress if each.state is State.EXEMPT]
    owing = [each for each in progress if each.state is not State.EXEMPT]
    if not owing:
        return "No unit owes anything."
    answered = [each for each in owing if is_answered(each)]
    verb = "has" if len(answered) == 1 else "have"
    units = "unit" if len(owing) == 1 else "units"
    rest = [each for each in owing if not is_answered(each)]
    said = "; ".join(part for part in map(_counts, (answered, rest, exempt)) if part)
    return f"{len(answered)} of {len(owing)} {units} {verb} answered: {said}."


def _counts(progress: Sequence[Progress]) -> str:
    counts = Counter(each.state for each in progress)
    return listed([f"{counts[state]} {state.value}" for state in _ORDER if counts[state]])


def _row(plan: Plan, progress: Progress) -> list[str]:
    owes = not is_answered(progress)
    missing = f"{len(progress.missing)} of {len(progress.owed)}" if owes and progress.owed else ""
    return [
        unit_name(plan, progress.unit),
        progress.state.value,
        missing,
        people_names(plan, progress.leads),
        short_day(plan, progress.since),
        short_day(plan, progress.reminded),
    ]


def _nudge(sheet: Sheet, plan: Plan, progress: Sequence[Progress], most: int) -> None:
    """Whoever has not answered can be nudged; who is nobody's cannot."""
    owing = [each for each in progress if not is_answered(each) and each.leads]
    options = unit_options(plan, owing)[: min(OPTIONS, max(most, 5))]
    if options:
        sheet.action(actions([menu("Nudge …", ids.NUDGE, options)]))


def board_lines(plan: Plan, progress: Sequence[Progress]) -> list[str]:
    """The board as lines, for a surface that has no tables."""
    return [_line(plan, each) for each in in_order(progress)]


def _line(plan: Plan, progress: Progress) -> str:
    unit, state, missing, who, since, reminded = _row(plan, progress)
    more = [
        who,
        f"since {since}" if since else "",
        f"last reminded {reminded}" if reminded else "",
        f"missing {missing}" if missing else "",
    ]
    return f"{unit}: {state}; {', '.join(part for part in more if part)}"
