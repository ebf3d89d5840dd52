"""The executive summary: what a quarter comes to, gravest first, each sentence with its rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.analysis.caveats import gathered
from bot.analysis.places import rank_from_best, rank_words
from bot.figure import Standing
from bot.finding import Place, Summary
from bot.plan import Plan
from bot.report import Section
from bot.signal import Direction, Finding, Strength
from bot.wording import counted, inline, sentence

_NAMED = 3  # more than so many are counted here, and listed further down in the report

_AS_TOLD = {"Not known": "not known to be met"}
_AGAINST = "each printed position, counted from the best end, against what the plan aims at"
_SINCE = "each position against the one before, counted from the best end"


def executive_of(
    plan: Plan,
    summary: Summary,
    sections: Iterable[Section],
    missing: Sequence[str],
    withheld: Sequence[str],
) -> tuple[Finding, ...]:
    """A finding for each thing that there is to say; what there is none of is not told."""
    return (
        *_aspirations(plan, summary, "Not met", summary.not_met),
        *_moved(plan, summary, "Deteriorated", summary.deteriorated, Direction.DOWN),
        *_signals(sections),
        *_listed("Missing", "return", "not in", missing, "what each unit owes against what is in"),
        *_listed("Withheld", "figure", "withheld", withheld, "the plan's rule for small numbers"),
        *_aspirations(plan, summary, "Not known", summary.not_known),
        *_moved(plan, summary, "Improved", summary.improved, Direction.UP),
        *_aspirations(plan, summary, "Met", summary.met),
        *_unaimed(plan, summary.no_aspiration),
    )


def _aspirations(
    plan: Plan, summary: Summary, about: str, places: Sequence[Place]
) -> Iterable[Finding]:
    """``8 of 9 aspirations are not met: public confidence, 8th of 8; ...``."""
    if places:
        aimed = counted(len(summary.places) - len(summary.no_aspiration), "aspiration")
        words = f"{len(places)} of {aimed} {_be(places)} {_AS_TOLD.get(about, inline(about))}"
        told = [f"{inline(each.metric.name)}, {rank_words(each.standing)}" for each in places]
        yield _finding(plan, about, words, told, places, None, _AGAINST)


def _moved(
    plan: Plan, summary: Summary, about: str, places: Sequence[Place], way: Direction
) -> Iterable[Finding]:
    if places:
        words = f"{len(places)} of {counted(len(summary.places), 'position')} {inline(about)}"
        told = [f"{inline(each.metric.name)}, {_from_to(each)}" for each in places]
        yield _finding(plan, about, words, told, places, way, _SINCE)


def _from_to(place: Place) -> str:
    earlier = f", from {rank_from_best(place.earlier)}" if place.earlier else ""
    return f"{rank_words(place.standing)}{earlier}"


def _unaimed(plan: Plan, places: Sequence[Place]) -> Iterable[Finding]:
    """What has a position and no aspiration, with the reason that the plan gives."""
    if places:
        told = [_without_aim(each) for each in places]
        words = f"no aspiration is set for {counted(len(places), 'position')}"
        how = "the plan names no aspiration"
        yield _finding(plan, "No aspiration", words, told, places, None, how)


def _without_aim(place: Place) -> str:
    reason = f" ({inline(place.aspiration.printed)})" if place.aspiration.printed else ""
    return f"{inline(place.metric.name)}{reason}, {rank_words(place.standing)}"


def _signals(sections: Iterable[Section]) -> Iterable[Finding]:
    """What is more than chance would have it, in the words of its own finding."""
    every = (each for section in sections for each in section.findings)
    return (each for each in every if each.strength is Strength.SIGNAL)


def _listed(about: str, one: str, state: str, what: Sequence[str], how: str) -> Iterable[Finding]:
    """A few are named, many are counted; all of them stand in the report's own list."""
    if what:
        words = f"{counted(len(what), one)} {'is' if len(what) == 1 else 'are'} {state}"
        points = tuple(each.removesuffix(".") for each in what) if len(what) <= _NAMED else ()
        told = sentence(f"{words}: {'; '.join(points)}" if points else words)
        yield Finding(about, told, None, Strength.PLAIN, how=how, points=points)


def _finding(
    plan: Plan,
    about: str,
    words: str,
    points: Sequence[str],
    places: Sequence[Place],
    way: Direction | None,
    how: str,
) -> Finding:
    return Finding(
        about=about,
        sentence=sentence(f"{words}: {'; '.join(points)}"),
        direction=way,
        strength=Strength.PLAIN,
        rows=tuple(_rows(places)),
        caveats=gathered(plan, *(each.caveats for each in places)),
        how=how,
        points=tuple(points),
    )


def _rows(places: Iterable[Place]) -> Iterable[Standing]:
    """Each position, and the one before where it is compared with one."""
    for place in places:
        yield from filter(None, (place.standing, place.earlier))


def _be(places: Sequence[Place]) -> str:
    return "is" if len(places) == 1 else "are"
