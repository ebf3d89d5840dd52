"""Figures and standings: the numbers of a plan, each with where it came from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from bot.plan import Aspiration, AspirationKind
from bot.quarter import Period


class Origin(StrEnum):
    """How a figure came to be: printed, implied by a printed difference, or submitted."""

    PRINTED = "printed"
    IMPLIED = "implied"
    SUBMITTED = "submitted"


class Vintage(StrEnum):
    FIRST = "first"  # as first published
    REVISED = "revised"


@dataclass(frozen=True)
class Figure:
    """A metric's value for an area and a period.

    ``value`` keeps the digits as recorded (seconds for durations, 0 to 100 for percentages).
    ``source`` names the page or line of the document it can be traced to.
    """

    metric: str
    area: str
    period: Period
    value: Decimal
    origin: Origin = Origin.PRINTED
    vintage: Vintage = Vintage.FIRST
    source: str = ""
    recorded_by: str = ""
    caveats: tuple[str, ...] = ()


@dataclass(frozen=True)
class Withheld:
    """A figure that is recorded and not told; ``reason`` says why, after "withheld: "."""

    metric: str
    area: str
    period: Period
    reason: str


@dataclass(frozen=True)
class Told:
    """Figures that may be told, and what of them was withheld."""

    figures: tuple[Figure, ...]
    withheld: tuple[Withheld, ...] = ()


@dataclass(frozen=True)
class Standing:
    """The force's position in its most similar group for a metric, as at a month.

    ``position`` is as printed; ``best`` is the position that is best (1, or the group's size
    where the printed order runs the other way). ``to_average`` and ``to_quartile`` are the
    changes in ``gap_unit`` needed to reach the group's average and its top quartile; the notes
    hold what was printed where there is no number. ``data_to`` is the last day of the data
    behind it where that is not the month itself.
    """

    metric: str
    as_at: date
    position: int
    size: int
    best: int
    rate: Decimal | None = None
    rate_unit: str = ""
    to_average: Decimal | None = None
    to_average_note: str = ""
    to_quartile: Decimal | None = None
    to_quartile_note: str = ""
    gap_unit: str = ""
    data_to: date | None = None
    source: str = ""
    caveats: tuple[str, ...] = ()

    @property
    def rank(self) -> int:
        """The position counted from the best end: 1 is always best."""
        return self.best_first(self.position)

    def best_first(self, position: int) -> int:
        """Turn a position in the printed direction into one counted from the best end."""
        return position if self.best == 1 else self.size + 1 - position


def rank_aimed_at(aspiration: Aspiration, standing: Standing) -> int | None:
    """The worst rank, counted from the best end, that meets a rank aspiration.

    The upper quartile of a group of 8 is 2nd or better. None where no rank is aimed at.
    """
    match aspiration.kind:
        case AspirationKind.BEST:
            return 1
        case AspirationKind.UPPER_QUARTILE:
            return max(1, standing.size // 4)
        case AspirationKind.POSITION if aspiration.position:
            return standing.best_first(aspiration.position)
    return None
