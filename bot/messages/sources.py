"""Where numbers come from, in words."""

from __future__ import annotations

from collections.abc import Sequence

from bot.figure import Figure, Origin, Standing, Vintage
from bot.finding import Place, Reading
from bot.plan import Plan
from bot.quarter import month_label
from bot.wording import amount, ordinal


def sources_of(plan: Plan, readings: Sequence[Reading], places: Sequence[Place]) -> list[str]:
    """Each figure shown and the place in the source that it can be traced to."""
    figures = [
        _shown(plan, reading, figure)
        for reading in readings
        for figure in (
            reading.figure,
            reading.year_earlier and reading.year_earlier.base,
            reading.previous and reading.previous.base,
        )
        if figure
    ]
    standings = [f"{_position(each.standing)}: {source_of(each.standing)}" for each in places]
    return [*figures, *standings]


_ORIGINS = {
    Origin.PRINTED: "printed",
    Origin.IMPLIED: "worked out from a printed difference",
    Origin.SUBMITTED: "submitted",
}


def _shown(plan: Plan, reading: Reading, figure: Figure) -> str:
    area = "" if reading.area == plan.force_area else f"{reading.area.name}, "
    what = f"{amount(figure.value, reading.metric)} ({area}{figure.period.label})"
    return f"{what}: {source_of(figure)}"


def _position(standing: Standing) -> str:
    return f"{ordinal(standing.position)} ({month_label(standing.as_at)})"


def source_of(recorded: Figure | Standing) -> str:
    """``printed, p. 4, line 71``: how a number came to be, and where it can be found."""
    how = "printed" if isinstance(recorded, Standing) else _came(recorded)
    return ", ".join(filter(None, (how, recorded.source)))


def _came(figure: Figure) -> str:
    revised = ", revised" if figure.vintage is Vintage.REVISED else ""
    return f"{_ORIGINS[figure.origin]}{revised}"
