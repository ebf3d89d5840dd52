"""Standings against aspirations, and against the time before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from bot.analysis.caveats import caveats_for
from bot.analysis.gaps import further_gaps, gap_to_average
from bot.figure import Standing, rank_aimed_at
from bot.finding import Movement, Place, Verdict, against, moved
from bot.plan import Aspiration, AspirationKind, Metric, Plan
from bot.quarter import Quarter, month_label
from bot.wording import inline, ordinal, rate, sentence

_NO_ASPIRATION = Aspiration(AspirationKind.NONE, "")


def places_of(
    plan: Plan,
    metrics: Iterable[Metric],
    standings: Mapping[str, Sequence[Standing]],
    quarter: Quarter,
) -> tuple[Place, ...]:
    """The places that were known by the end of the quarter, in the order of the plan.

    ``standings`` holds, by metric, standings in any order; later ones are passed over.
    """
    known = ((metric, _by(standings.get(metric.id, ()), quarter)) for metric in metrics)
    return tuple(_place(plan, metric, past, quarter) for metric, past in known if past)


def _by(standings: Iterable[Standing], quarter: Quarter) -> list[Standing]:
    return sorted(
        (each for each in standings if each.as_at <= quarter.end),
        key=lambda each: each.as_at,
        reverse=True,
    )


def _place(plan: Plan, metric: Metric, past: Sequence[Standing], quarter: Quarter) -> Place:
    standing = past[0]
    stale = standing.as_at < quarter.start
    earlier = past[1] if len(past) > 1 and not stale else None
    aspiration = metric.aspiration or _NO_ASPIRATION
    verdict = against(aspiration, standing)
    movement = moved(standing, earlier)
    return Place(
        metric=metric,
        standing=standing,
        earlier=earlier,
        aspiration=aspiration,
        verdict=verdict,
        movement=movement,
        gap=gap_to_average(standing),
        caveats=caveats_for(plan, metric.caveats, standing.caveats, plan.standing_caveats),
        sentence=_sentence(metric, standing, earlier, verdict, movement, stale=stale),
        stood=_stood(standing, earlier, movement, stale=stale),
        aim=_aim(aspiration, standing),
        stale=stale,
        further=further_gaps(aspiration, standing, verdict),
    )


def position_words(metric: Metric, standing: Standing) -> str:
    """``All crime offences: 7th of 8 in October 2021``."""
    return f"{metric.name}: {rank_words(standing, month_label(standing.as_at))}"


def rank_words(standing: Standing, month: str = "") -> str:
    """``5th of 8``, or ``3rd best of 8 (printed as 6th, where 8th is best)``."""
    when = f" in {month}" if month else ""
    words = f"{rank_from_best(standing)} of {standing.size}{when}"
    if standing.best == 1:
        return words
    printed = f"printed as {ordinal(standing.position)}"
    return f"{words} ({printed}, where {ordinal(standing.best)} is best)"


def rank_from_best(standing: Standing) -> str:
    """A printed order that runs the other way is told from its best end, as all others are."""
    return ordinal(standing.rank) if standing.best == 1 else f"{ordinal(standing.rank)} best"


def _stood(standing: Standing, earlier: Standing | None, movement: Movement, *, stale: bool) -> str:
    """``7th of 8, improved from 8th``."""
    moved = str(movement)
    if earlier and movement is not Movement.UNCHANGED:
        moved = f"{movement} from {rank_from_best(earlier)}"
    parts = [rank_words(standing), moved if earlier else "", _NO_NEWER if stale else ""]
    if standing.data_to:
        parts.append(f"data to {month_label(standing.data_to)}")
    return ", ".join(filter(None, parts))


_NO_NEWER = "no newer position"


def _aim(aspiration: Aspiration, standing: Standing) -> str:
    """``aim: 4th in MSG``; where the printed order is turned round, what that means."""
    if aspiration.kind is AspirationKind.NONE:
        return f"no aspiration{_reason(aspiration)}"
    return f"aim: {_aimed_at(aspiration, standing)}"


def _aimed_at(aspiration: Aspiration, standing: Standing) -> str:
    rank = rank_aimed_at(aspiration, standing)
    turned = standing.best != 1 and rank and aspiration.kind is AspirationKind.POSITION
    meaning = f" ({ordinal(rank)} best)" if turned and rank else ""
    return f"{inline(aspiration.printed)}{meaning}"


def _sentence(
    metric: Metric,
    standing: Standing,
    earlier: Standing | None,
    verdict: Verdict,
    movement: Movement,
    *,
    stale: bool,
) -> str:
    aspiration = metric.aspiration or _NO_ASPIRATION
    at = f", at {rate(standing.rate, standing.rate_unit)}" if standing.rate is not None else ""
    parts = [f"{position_words(metric, standing)}{at}"]
    parts += [_movement_words(movement, earlier), _NO_NEWER if stale else ""]
    parts += [_aspiration_words(aspiration, standing, verdict), gap_to_average(standing)]
    if standing.data_to:
        parts.append(f"data to {month_label(standing.data_to)}")
    return sentence("; ".join(part for part in parts if part))


def _movement_words(movement: Movement, earlier: Standing | None) -> str:
    if not earlier:
        return ""
    when = month_label(earlier.as_at)
    if movement is Movement.UNCHANGED:
        return f"unchanged since {when}"
    return f"{movement} from {rank_from_best(earlier)} in {when}"


def _aspiration_words(aspiration: Aspiration, standing: Standing, verdict: Verdict) -> str:
    if verdict is Verdict.NO_ASPIRATION:
        return f"no aspiration{_reason(aspiration)}"
    met = "not known whether met" if verdict is Verdict.UNKNOWN else str(verdict)
    return f"aspiration {_aimed_at(aspiration, standing)}, {met}"


def _reason(aspiration: Aspiration) -> str:
    return f" ({inline(aspiration.printed)})" if aspiration.printed else ""
