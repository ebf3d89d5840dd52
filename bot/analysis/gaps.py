"""How far a standing is from the group's average, its top quartile, and what is aimed at."""

from __future__ import annotations

from decimal import Decimal

from bot.figure import Standing, rank_aimed_at
from bot.finding import Verdict
from bot.plan import Aspiration, AspirationKind
from bot.wording import inline, sentence, things


def gap_to_average(standing: Standing) -> str:
    """The distance from the group's average in words, or what was printed in its place.

    The printed change is what would have to happen: a change of -351 offences means 351 above.
    """
    if standing.to_average is None:
        return standing.to_average_note
    return f"{_gap(standing.to_average, standing.gap_unit)} the group's average"


def gap_to_quartile(standing: Standing) -> str:
    """The same for the group's top quartile."""
    if standing.to_quartile is None:
        return standing.to_quartile_note
    return f"{_gap(standing.to_quartile, standing.gap_unit)} the top quartile"


def further_gaps(aspiration: Aspiration, standing: Standing, verdict: Verdict) -> str:
    """A sentence with the gaps to the top quartile and to the aspiration, and why the latter
    cannot be told where it cannot; empty where nothing is left to say."""
    quartile, aim = gap_to_quartile(standing), _gap_to_aim(aspiration, standing, verdict)
    if aim is None:
        return sentence(f"{quartile}, which is what is aimed at") if quartile else ""
    parts = [part for part in (quartile, aim) if part]
    return sentence("; ".join(parts)) if parts else ""


def _gap_to_aim(aspiration: Aspiration, standing: Standing, verdict: Verdict) -> str | None:
    """None where it is the gap to the top quartile; empty where it is met, or told already."""
    if verdict is Verdict.UNKNOWN or verdict is Verdict.NOT_MET:
        if aspiration.kind is AspirationKind.AVERAGE:
            return ""
        if _is_quartile(aspiration, standing):
            return None
        why = "a position comes with the gaps to average and top quartile only"
        return f"how far it is from {inline(aspiration.printed)} cannot be known: {why}"
    return ""


def _is_quartile(aspiration: Aspiration, standing: Standing) -> bool:
    """Whether what is aimed at is the last place of the top quartile, whatever it is called."""
    known = standing.to_quartile is not None
    return known and rank_aimed_at(aspiration, standing) == max(1, standing.size // 4)


def _gap(needed: Decimal, unit: str) -> str:
    if not needed:
        return "at"
    return f"{things(abs(needed), unit)} {'above' if needed < 0 else 'below'}"
