"""The whole plan at once: the board of priorities, and what the standings add up to."""

from __future__ import annotations

from collections.abc import Sequence

from bot.analysis.caveats import gathered
from bot.finding import Board, Movement, Place, PriorityStatus, Summary, Verdict
from bot.plan import Plan
from bot.quarter import Quarter, month_label
from bot.wording import counted, listed, sentence


def board_of(plan: Plan, quarter: Quarter, statuses: Sequence[PriorityStatus]) -> Board:
    """All priorities side by side, in the order of the plan."""
    places = tuple(place for status in statuses for place in status.places)
    return Board(
        quarter=quarter,
        headline=summary_of(plan, quarter, places).headline,
        statuses=tuple(statuses),
        caveats=gathered(plan, *(place.caveats for place in places)),
    )


def summary_of(plan: Plan, quarter: Quarter, places: Sequence[Place]) -> Summary:
    """Sort the places by verdict and by movement; nothing is left out of either."""
    return Summary(
        quarter=quarter,
        headline=_headline(plan, quarter, places),
        places=tuple(places),
        met=_with(places, Verdict.MET),
        not_met=_with(places, Verdict.NOT_MET),
        no_aspiration=_with(places, Verdict.NO_ASPIRATION),
        not_known=_with(places, Verdict.UNKNOWN),
        improved=_moved(places, Movement.IMPROVED),
        deteriorated=_moved(places, Movement.DETERIORATED),
        unchanged=_moved(places, Movement.UNCHANGED),
        not_compared=_moved(places, Movement.UNKNOWN),
        caveats=gathered(plan, *(place.caveats for place in places)),
    )


def _with(places: Sequence[Place], verdict: Verdict) -> tuple[Place, ...]:
    return tuple(each for each in places if each.verdict is verdict)


def _moved(places: Sequence[Place], movement: Movement) -> tuple[Place, ...]:
    return tuple(each for each in places if each.movement is movement)


def _headline(plan: Plan, quarter: Quarter, places: Sequence[Place]) -> str:
    if not places:
        return f"No standing in the {plan.group_name} is recorded for this quarter."
    newest = month_label(max(each.standing.as_at for each in places))
    if all(each.stale for each in places):
        old = f"as in {newest}; no newer positions are recorded for {quarter.label}"
        return sentence(f"{_aspirations(places)}, {old}")
    if not any(each.earlier for each in places):
        return sentence(f"{_aspirations(places)} in {newest}; no earlier positions to compare with")
    of = f"of {counted(len(places), 'position')}"
    return sentence(f"{_aspirations(places)}; {of} {listed(_moves(places))}")


def _aspirations(places: Sequence[Place]) -> str:
    aimed = [each for each in places if each.verdict is not Verdict.NO_ASPIRATION]
    met, unknown = len(_with(places, Verdict.MET)), len(_with(places, Verdict.UNKNOWN))
    aspirations = (
        f"{met} of {counted(len(aimed), 'aspiration')} met" if aimed else "no aspiration is set"
    )
    doubt = f" ({unknown} not known)" if unknown else ""
    return f"{aspirations}{doubt}"


_MOVED = {
    Movement.IMPROVED: "improved",
    Movement.DETERIORATED: "deteriorated",
    Movement.UNCHANGED: "did not change",
    Movement.UNKNOWN: "cannot be compared",
}


def _moves(places: Sequence[Place]) -> list[str]:
    """How many moved each way; that some cannot be compared is said only where it is so."""
    counts = {words: len(_moved(places, movement)) for movement, words in _MOVED.items()}
    always = list(_MOVED.values())[:3]
    return [f"{count} {words}" for words, count in counts.items() if count or words in always]
